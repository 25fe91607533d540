import type { AuditEventOf } from '../../domain/audit/auditEvent';
import type { Software } from '../../domain/audit/auditParts';
import type { Actor } from '../../domain/kernel/actor';
import { commitmentOf } from '../../domain/kernel/sealing/commitment';
import type { Answer } from '../../domain/outputs/answer';
import type { Edition } from '../../domain/outputs/delivery';
import type { OutputPlace } from '../../domain/outputs/receiver';
import type { AuditRecordsPort, IdentityPort } from '../ports';

/** Records each try to send an output before it, and what came of it before the app acts on that. */
export interface OutputTrail {
  /** @param number of the try, from 1 */
  outputSent(place: OutputPlace, edition: Edition, number: number): Promise<void>;
  /** @param which tells several answers to one try apart, as a gateway gives */
  outputAnswered(
    place: OutputPlace,
    edition: Edition,
    number: number,
    answer: Answer,
    which?: string,
  ): Promise<void>;
}

export interface OutputTrailDeps {
  readonly records: AuditRecordsPort;
  readonly identity: Pick<IdentityPort, 'salt'>;
  readonly app: () => { schemaVersion: 1; at: string; actor: Actor; software: Software };
}

export function createOutputTrail({ records, identity, app }: OutputTrailDeps): OutputTrail {
  async function about(
    { studyId, receiver, form }: OutputPlace,
    { version, isFinal }: Edition,
    number: number,
  ) {
    const salt = await identity.salt(studyId);
    const common = { ...app(), study: commitmentOf(salt, 'study', studyId) };
    return { salt, common: { ...common, receiver, form, version, isFinal, try: number } };
  }

  return {
    outputSent: async (place, edition, number) => {
      const { salt, common } = await about(place, edition, number);
      const hashes = edition.objects.map(({ sha256 }) => sha256);
      const event: AuditEventOf<'output-sent'> = {
        ...common,
        type: 'output-sent',
        eventId: commitmentOf(salt, 'output sent', ...named(place, edition, number), ...hashes),
        objects: hashes.map((sha256) => commitmentOf(salt, 'output', sha256)),
      };
      await records.recordOnce(event);
    },

    outputAnswered: async (place, edition, number, { outcome, code, status }, which = '') => {
      const { salt, common } = await about(place, edition, number);
      const event: AuditEventOf<'output-answered'> = {
        ...common,
        type: 'output-answered',
        eventId: commitmentOf(salt, 'output answered', ...named(place, edition, number), which),
        outcome,
        code,
        status,
      };
      await records.recordOnce(event);
    },
  };
}

function named({ studyId, receiver, form }: OutputPlace, { edition }: Edition, number: number): string[] {
  return [studyId, receiver, form, edition, String(number)];
}
