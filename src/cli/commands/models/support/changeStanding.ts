import type { PlannedStep } from '../../../../domain/models/standingPlan';
import { carryOut, type ModelSite, type SiteChoice, withModelSite } from './modelSite';
import { describeSteps, print, whenSeen } from './outcome';

/** What every command that changes a model's standing is told. */
export interface ChangeOptions extends SiteChoice {
  readonly because: string;
}

/** What is about to be done, and what to say of it. */
export interface Change {
  /** None where everything stands so already. */
  readonly steps: readonly PlannedStep[];
  /** That everything stands so already, in a sentence; absent where a plan without steps is an error. */
  readonly already?: string;
  /** What comes of the change beside the steps themselves, line by line. */
  readonly consequences: readonly string[];
}

/** Opens the site, and lets a change of standing be planned, recorded and told. */
export async function changeStanding<Options extends ChangeOptions>(
  options: Options,
  plan: (site: ModelSite, options: Options) => Promise<Change>,
): Promise<void> {
  await withModelSite(options, async (site) => {
    const { steps, already, consequences } = await plan(site, options);
    if (steps.length === 0 && already) return print([`${already} Nothing was changed.`]);
    await carryOut(site, steps);
    print([...describeSteps(steps), ...consequences, whenSeen]);
  });
}
