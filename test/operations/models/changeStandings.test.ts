import { type AuditEvent, type AuditEventOf, auditEventSchema } from '../../../src/domain/audit/auditEvent';
import { recordedStep } from '../../../src/domain/audit/modelChangeEvent';
import {
  emptyStanding,
  promotedVersion,
  type SiteStanding,
  standingAfter,
} from '../../../src/domain/models/modelStanding';
import { planPromotion } from '../../../src/domain/models/standingPlan';
import { createChangeStandings } from '../../../src/operations/models/changeStandings';
import { hexId } from '../../domain/arbitraries';

const shipped = { schemaVersion: 1 as const, models: { chest: { '1.0.0': 'promoted' as const } } };
const actor = { subject: 'alice', kind: 'cli' as const };
const versions = ['chest', 'light'].flatMap((id) =>
  ['1.0.0', '2.0.0'].map((version) => ({
    id,
    version,
    sha256: hexId(id + version),
    contractSha256: hexId('c'),
  })),
);

/** Storage that fails at the nth write, as when the command is stopped there. */
function siteThatStopsAt(stop: number) {
  const log: string[] = [];
  const events = new Map<string, AuditEvent>();
  const records = new Map<string, SiteStanding>();
  const write = (what: string) => {
    if (log.length === stop) throw new Error('stopped');
    log.push(what);
  };
  const deps = {
    shipped,
    now: () => `2026-01-01T00:00:0${Math.min(9, log.length)}.000Z`,
    audit: {
      recordOnce: async (event: AuditEvent) => {
        if (event.type !== 'model-change') throw new Error(`a change of models is no ${event.type}`);
        write(`event ${event.model.id} ${event.change}`);
        const isNew = !events.has(event.eventId);
        if (isNew) events.set(event.eventId, auditEventSchema.parse(event));
        return { event: events.get(event.eventId) as AuditEvent, isNew };
      },
    },
    standings: {
      changeStanding: async (id: string, change: (known: SiteStanding | undefined) => SiteStanding) => {
        const next = change(records.get(id));
        write(`standing ${id}`);
        records.set(id, next);
        return next;
      },
    },
  };
  const family = () => ({
    versions,
    models: ['chest', 'light'].map((id) => standingAfter(records.get(id) ?? emptyStanding(id, shipped))),
  });
  const promote = () => {
    const target = versions.find(
      ({ id, version }) => id === 'light' && version === '2.0.0',
    ) as (typeof versions)[0];
    return createChangeStandings(deps)(planPromotion(family(), target, 'as good, and faster'), actor);
  };
  const resume = () => {
    stop = Number.POSITIVE_INFINITY;
  };
  return { log, events, records, family, promote, resume };
}

describe('changing what models may do', () => {
  test('every event is in the audit log before the first step takes effect', async () => {
    const { log, events, promote } = siteThatStopsAt(Number.POSITIVE_INFINITY);
    await promote();
    expect(log).toEqual(['event light promoted', 'event chest retired', 'standing light', 'standing chest']);
    expect([...events.values()]).toMatchObject([
      { change: 'promoted', model: { id: 'light', version: '2.0.0' }, reason: 'as good, and faster', actor },
      {
        change: 'retired',
        model: { id: 'chest', version: '1.0.0' },
        reason: 'light 2.0.0 speaks in its place: as good, and faster',
      },
    ]);
  });

  test.each([0, 1, 2, 3])(
    'stopped before write %i: nothing takes effect that is not recorded, and the same command ends as ever',
    async (stop) => {
      const { events, records, family, promote, resume } = siteThatStopsAt(stop);
      await expect(promote()).rejects.toThrow('stopped');
      for (const { history } of records.values())
        for (const { eventId } of history) expect(events.has(eventId)).toBe(true);
      resume();
      await promote();
      expect(family().models.map(promotedVersion)).toEqual([undefined, '2.0.0']);
      expect(events.size).toBe(2);
      for (const { history } of records.values())
        for (const step of history)
          expect(recordedStep(events.get(step.eventId) as AuditEventOf<'model-change'>)).toEqual(step);
    },
  );
});
