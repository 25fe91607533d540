import { type AuditEvent, auditEventSchema } from '../../../src/domain/audit/auditEvent';
import { createDenialRecorder, type DeniedAccess } from '../../../src/operations/audit/recordDeniedAccess';

let at: string;
let recorded: Map<string, AuditEvent>;
let writes: number;
const records = {
  recordOnce: async (event: AuditEvent) => {
    writes += 1;
    const known = recorded.get(event.eventId);
    if (known === undefined) recorded.set(event.eventId, auditEventSchema.parse(event));
    return { event: known ?? event, isNew: known === undefined };
  },
};
const recorder = () => createDenialRecorder({ records, now: () => at });
const knock = (more: Partial<DeniedAccess> = {}): DeniedAccess => ({
  actor: { subject: 'anonymous', kind: 'anonymous', address: '203.0.113.9' },
  route: 'api/studies/{id}',
  method: 'GET',
  code: 'not-signed-in',
  ...more,
});

beforeEach(() => {
  at = '2026-01-01T10:00:00.000Z';
  recorded = new Map();
  writes = 0;
});

test('a thousand knocks within a minute are one event, on every instance of the app', async () => {
  const [one, other] = [recorder(), recorder()];
  for (let turn = 0; turn < 1000; turn += 1) {
    at = `2026-01-01T10:00:${String(turn % 60).padStart(2, '0')}.000Z`;
    await (turn % 2 === 0 ? one : other)(knock());
  }
  expect([...recorded.values()]).toEqual([
    expect.objectContaining({ type: 'access-denied', route: 'api/studies/{id}', code: 'not-signed-in' }),
  ]);
  expect(writes).toBe(2);
});

test('another minute, address, route, code or person is another event', async () => {
  const record = recorder();
  await record(knock());
  await record(knock({ route: 'api/worklist' }));
  await record(knock({ code: 'bad-token' }));
  await record(knock({ actor: { subject: 'anonymous', kind: 'anonymous', address: '203.0.113.10' } }));
  await record(
    knock({ actor: { subject: 'somebody', kind: 'caller', roles: ['uploader'], address: '203.0.113.9' } }),
  );
  at = '2026-01-01T10:01:00.000Z';
  await record(knock());
  expect(recorded.size).toBe(6);
});

test('ten thousand addresses in a minute do not fill the log', async () => {
  const record = recorder();
  for (let turn = 0; turn < 10_000; turn += 1)
    await record(
      knock({
        actor: { subject: 'anonymous', kind: 'anonymous', address: `10.0.${turn >> 8}.${turn & 255}` },
      }),
    );
  expect(recorded.size).toBe(201);
  expect([...recorded.values()].at(-1)?.actor).toEqual({ subject: 'many', kind: 'anonymous' });
});

test('what could not be written is written the next time', async () => {
  let broken = true;
  const record = createDenialRecorder({
    records: {
      recordOnce: (event) => (broken ? Promise.reject(new Error('no storage')) : records.recordOnce(event)),
    },
    now: () => at,
  });
  await expect(record(knock())).rejects.toThrow('no storage');
  broken = false;
  await record(knock());
  expect(recorded.size).toBe(1);
});
