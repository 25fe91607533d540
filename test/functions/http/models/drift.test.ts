import type { Caller } from '../../../../src/access/caller';
import type { AuditEvent } from '../../../../src/domain/audit/auditEvent';
import { auditEventSchema } from '../../../../src/domain/audit/auditEvent';
import { driftViewSchema } from '../../../../src/domain/drift/driftView';
import { alarmsOf, restarted, type Watched, withObserved } from '../../../../src/domain/drift/watch';
import { createDrift, createRestartDrift } from '../../../../src/functions/http/models/drift';

const caller: Caller = { subject: 'adm', name: 'Adm', roles: ['admin'], signIn: 'development' };

/** A site at which abstentions rose. */
function site() {
  const counts = (day: number) => (day < 15 ? [200, 10] : [50, 160]);
  let watched: Watched[] = [];
  for (let day = 0; day < 20; day += 1)
    watched = withObserved(
      watched,
      [{ model: 'net@1.0.0', feature: 'abstention', counts: counts(day) }],
      day,
    );
  const order: string[] = [];
  const events: AuditEvent[] = [];
  const deps = {
    now: () => '2026-05-01T10:00:00.000Z',
    totalsKeeper: { flush: async () => {} },
    store: {
      audit: {
        record: async (event: AuditEvent) => {
          order.push('audit');
          events.push(auditEventSchema.parse(event));
        },
      },
      totals: {
        read: async () => ({ watched }),
        restartWatch: async (...[name, reference]: [Watched, 'keep' | 'renew']) => {
          order.push('restart');
          const next = restarted(watched, name, reference);
          watched = next ?? watched;
          return next !== undefined;
        },
      },
    },
  } as never;
  const restart = (body: object) =>
    createRestartDrift(deps)({ body: { reference: 'keep', reason: 'repaired', ...body }, caller } as never);
  return { deps, restart, order, events, alarms: () => alarmsOf(watched).length };
}

test('the page is told of the alarm: since when, which share, and what is usual', async () => {
  const answer = await createDrift(site().deps)({} as never);
  expect(driftViewSchema.parse(answer.jsonBody)).toMatchObject({
    rate: { falseAlarms: 0.01, days: 365 },
    watched: [
      {
        model: 'net@1.0.0',
        feature: 'abstention',
        state: 'alarm',
        alarm: { since: '1970-01-16', at: 0, direction: 'more', recent: 160 / 210 },
      },
    ],
  });
});

test('an alarm is ended with a reason, which is in the audit log before', async () => {
  const { restart, order, events, alarms } = site();
  expect(alarms()).toBe(1);
  const answer = await restart({ model: 'net@1.0.0', feature: 'abstention' });
  expect(answer.status).toBe(200);
  expect(order).toEqual(['audit', 'restart']);
  expect(events).toMatchObject([{ type: 'drift-restart', actor: { subject: 'adm' }, reason: 'repaired' }]);
  expect(alarms()).toBe(0);
});

test('what is not watched is told, and nothing is recorded', async () => {
  const { restart, order } = site();
  expect((await restart({ model: 'net@9.0.0', feature: 'abstention' })).status).toBe(404);
  expect(order).toEqual([]);
});
