import { randomUUID } from 'node:crypto';
import type { Actor } from '../../domain/kernel/actor';
import { commitmentOf } from '../../domain/kernel/sealing/commitment';
import { needsSomebody, resent } from '../../domain/outputs/delivery';
import type { OutputPlace } from '../../domain/outputs/receiver';
import type { AuditPort, Clock } from '../ports';
import type { OutputsPort } from './ports';

export interface ResendOutputDeps {
  readonly outputs: Pick<OutputsPort, 'delivery' | 'change' | 'mark' | 'unmark'>;
  readonly identity: { knownSalt(studyId: string): Promise<string | undefined> };
  readonly audit: AuditPort;
  readonly now: Clock;
}

/**
 * Has an output sent again that was refused, held or given up, or that waits since the receiver does not let the app in:
 * who asks for it is recorded first. The delivery itself
 * is started by the caller, or by `reconcile`.
 *
 * @returns false if there is nothing to do
 */
export function createResendOutput({ outputs, identity, audit, now }: ResendOutputDeps) {
  return async ({ studyId, receiver, form }: OutputPlace, actor: Actor): Promise<boolean> => {
    const place = { studyId, receiver, form };
    const last = (await outputs.delivery(place))?.editions.at(-1);
    const salt = await identity.knownSalt(studyId);
    if (last === undefined || !needsSomebody(last) || salt === undefined) return false;
    await audit.record({
      schemaVersion: 1,
      type: 'output-resend',
      eventId: commitmentOf(salt, 'output resend', studyId, randomUUID()),
      at: now(),
      actor,
      study: commitmentOf(salt, 'study', studyId),
      receiver,
      form,
    });
    await outputs.mark('open', place);
    await outputs.change(place, (delivery) => resent(delivery, now()));
    for (const mark of ['dead', 'denied'] as const) await outputs.unmark(mark, place);
    return true;
  };
}
