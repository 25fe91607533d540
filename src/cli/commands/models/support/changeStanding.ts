import type { PlannedStep } from '../../../../domain/models/standingPlan';
import { texts, words } from '../../../language/language';
import { carryOut, type ModelSite, type SiteChoice, withModelSite } from './modelSite';
import { describeSteps, print } from './outcome';

/** The options of every command that changes a model's standing. */
export interface ChangeOptions extends SiteChoice {
  readonly because: string;
}

/** A planned change and what to report about it. */
export interface Change {
  /** Empty if nothing needs to change. */
  readonly steps: readonly PlannedStep[];
  /** A sentence saying that nothing needs to change; absent if a plan without steps is an error. */
  readonly already?: string;
  /** Consequences of the change beyond the steps themselves, line by line. */
  readonly consequences: readonly string[];
}

/** Opens the site, and has a change of standing planned, recorded and reported. */
export async function changeStanding<Options extends ChangeOptions>(
  options: Options,
  plan: (site: ModelSite, options: Options) => Promise<Change>,
): Promise<void> {
  await withModelSite(options, async (site) => {
    const { steps, already, consequences } = await plan(site, options);
    if (steps.length === 0 && already)
      return print([[already, texts.models.change.unchanged].join(words.sentenceSpace)]);
    await carryOut(site, steps);
    print([...describeSteps(steps), ...consequences, texts.models.change.whenSeen]);
  });
}
