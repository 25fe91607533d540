import { eventOf, recordedStep } from '../../domain/audit/modelChangeEvent';
import type { Actor } from '../../domain/kernel/actor';
import {
  emptyStanding,
  type ShippedStanding,
  type SiteStanding,
  withStep,
} from '../../domain/models/modelStanding';
import type { PlannedStep } from '../../domain/models/standingPlan';
import type { AuditPort, Clock } from '../ports';

/** The records of what models may do at this site. */
export interface StandingsPort {
  /** With If-Match: `change` sees the newest record, and again where another writer came between. */
  changeStanding(
    id: string,
    change: (record: SiteStanding | undefined) => SiteStanding,
  ): Promise<SiteStanding | undefined>;
}

export interface ChangeStandingsDeps {
  readonly audit: AuditPort;
  readonly standings: StandingsPort;
  /** What the models folder says of versions that the site has not spoken of. */
  readonly shipped: ShippedStanding | undefined;
  readonly now: Clock;
}

/**
 * Carries out planned steps. All of them are in the audit log before the first takes effect; an event is named after
 * what it says, so that the same command after a stop finds it recorded and only does the rest.
 *
 * Stopped in between, nothing is half done: before the first step everything is as it was, and between two steps of one
 * promotion the model that was promoted last speaks alone.
 *
 * @throws StandingChangedError where somebody else was faster
 */
export function createChangeStandings({ audit, standings, shipped, now }: ChangeStandingsDeps) {
  return async (steps: readonly PlannedStep[], actor: Actor): Promise<void> => {
    const at = now();
    const events = steps.map((step) => eventOf(step, actor, at));
    for (const event of events) await audit.record(event);
    for (const [index, step] of steps.entries()) {
      const recorded = recordedStep(step, events[index] as (typeof events)[number]);
      await standings.changeStanding(step.id, (record) =>
        withStep(record ?? emptyStanding(step.id, shipped), recorded, step.after),
      );
    }
  };
}
