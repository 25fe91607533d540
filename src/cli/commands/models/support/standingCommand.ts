import type { Command } from 'commander';
import type { PlannedStep } from '../../../../domain/models/standingPlan';
import {
  carryOut,
  type ModelSite,
  type SiteChoice,
  withModelSite,
  withReason,
  withSiteOptions,
} from './modelSite';
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

/**
 * Gives a command its options, and lets it plan, record and tell a change of standing.
 *
 * @param read understands the name as typed before the site is opened, and answers with what plans the change there
 */
export function addStandingChange<Options extends ChangeOptions>(
  command: Command,
  read: (name: string) => (site: ModelSite, options: Options) => Promise<Change>,
): void {
  withSiteOptions(withReason(command)).action(async (name: string, options: Options) => {
    const plan = read(name);
    await withModelSite(options, async (site) => {
      const { steps, already, consequences } = await plan(site, options);
      if (steps.length === 0 && already) return print([`${already} Nothing was changed.`]);
      await carryOut(site, steps);
      print([...describeSteps(steps), ...consequences, whenSeen]);
    });
  });
}
