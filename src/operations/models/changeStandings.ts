import type { AuditEventOf } from '../../domain/audit/auditEvent';
import { eventOf, recordBefore, recordedStep } from '../../domain/audit/modelChangeEvent';
import type { Actor } from '../../domain/kernel/actor';
import { type ShippedStanding, type SiteStanding, withStep } from '../../domain/models/modelStanding';
import type { PlannedStep } from '../../domain/models/standingPlan';
import type { AuditRecordsPort, Clock } from '../ports';

/** The records of what models may do at this site. */
export interface StandingsPort {
  /** Uses If-Match: `change` gets the newest record, and runs again if another writer intervened. */
  changeStanding(
    id: string,
    change: (record: SiteStanding | undefined) => SiteStanding,
  ): Promise<SiteStanding | undefined>;
}

export interface ChangeStandingsDeps {
  readonly audit: Pick<AuditRecordsPort, 'recordOnce'>;
  readonly standings: StandingsPort;
  /** The models folder's state of versions that the site has not decided on. */
  readonly shipped: ShippedStanding | undefined;
  readonly now: Clock;
}

/**
 * Carries out planned steps. All of them are in the audit log before the first takes effect. Each event's id
 * is derived from its content, so a command repeated after an interruption finds it recorded and does only
 * the rest.
 *
 * An interruption leaves nothing half done: before the first step nothing has changed, and between two steps
 * of one promotion only the model promoted last is in use.
 *
 * @throws StandingChangedError if somebody else changed a record first
 */
export function createChangeStandings({ audit, standings, shipped, now }: ChangeStandingsDeps) {
  return async (steps: readonly PlannedStep[], actor: Actor): Promise<void> => {
    const at = now();
    const events: AuditEventOf<'model-change'>[] = [];
    for (const step of steps) {
      // An earlier try may have recorded it, at another time: the record of the model says what the log says.
      const { event } = await audit.recordOnce(eventOf(step, actor, at, shipped));
      events.push(event as AuditEventOf<'model-change'>);
    }
    for (const event of events)
      await standings.changeStanding(event.model.id, (record) =>
        withStep(record ?? recordBefore(event), recordedStep(event), event.step),
      );
  };
}
