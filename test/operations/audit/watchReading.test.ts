import fc from 'fast-check';
import { type AuditEvent, auditEventSchema } from '../../../src/domain/audit/auditEvent';
import { type AnyNotice, type Reading, ReadingTally } from '../../../src/domain/audit/unusualReading';
import type { Actor } from '../../../src/domain/kernel/actor';
import { createReadingWatch } from '../../../src/operations/audit/watchReading';

let at: string;
let recorded: Map<string, AuditEvent>;
let sent: AnyNotice[];
let errors: string[];
let failing: 'nothing' | 'records' | 'channel';

beforeEach(() => {
  at = '2026-01-01T10:59:00.000Z';
  [recorded, sent, errors, failing] = [new Map(), [], [], 'nothing'];
});

const records = {
  recordOnce: async (event: AuditEvent) => {
    if (failing === 'records') throw new Error('the storage does not answer');
    const known = recorded.get(event.eventId);
    if (known === undefined) recorded.set(event.eventId, auditEventSchema.parse(event));
    return { event: known ?? event, isNew: known === undefined };
  },
};
const notify = async (notice: AnyNotice) => {
  if (failing === 'channel') throw new Error('the receiver does not answer');
  sent.push(notice);
};
const watch = () =>
  createReadingWatch({
    records,
    notifiers: new Map([['webhook', notify]]),
    most: 3,
    now: () => at,
    logError: (message) => errors.push(message),
  });
const reader: Actor = { subject: 'somebody', kind: 'caller', roles: ['reviewer'] };

test('the fourth study within an hour is an entry and a notice, and the hundredth is none', async () => {
  const read = watch();
  for (const study of ['a', 'b', 'c', 'a', 'b', 'c']) await read('identities', study, reader);
  expect([recorded.size, sent]).toEqual([0, []]);
  for (let study = 0; study < 100; study += 1) await read('identities', `study-${study}`, reader);
  expect([...recorded.values()]).toMatchObject([
    { type: 'unusual-reading', actor: reader, what: 'identities', moreThan: 3 },
  ]);
  expect(sent).toEqual([
    {
      id: expect.stringMatching(/^msg_[0-9a-f]{32}$/),
      type: 'unusual-reading',
      subject: 'somebody',
      what: 'identities',
      moreThan: 3,
      at,
    },
  ]);
  expect(JSON.stringify([...recorded.values(), sent, errors])).not.toMatch(/study-\d/);
});

test('pictures, other callers and other hours count for themselves', async () => {
  const read = watch();
  const readAll = async (what: 'identities' | 'pictures', actor: Actor) => {
    for (const study of ['a', 'b', 'c', 'd']) await read(what, study, actor);
  };
  await readAll('identities', reader);
  await readAll('pictures', reader);
  await readAll('pictures', { ...reader, subject: 'somebody else' });
  at = '2026-01-01T11:00:00.000Z';
  await readAll('pictures', reader);
  expect([recorded.size, sent.length]).toEqual([4, 4]);
});

test('two processes that both see it are one entry and one notice', async () => {
  const reads = [watch(), watch()];
  for (const study of ['a', 'b', 'c', 'd', 'e'])
    for (const read of reads) await read('pictures', study, reader);
  expect([recorded.size, sent.length]).toEqual([1, 1]);
});

test('nothing more is sent while it cannot be recorded; a receiver that fails holds up nobody', async () => {
  const read = watch();
  for (const study of ['a', 'b', 'c']) await read('identities', study, reader);
  failing = 'records';
  await expect(read('identities', 'd', reader)).rejects.toThrow('storage');
  await expect(read('identities', 'a', reader)).rejects.toThrow('storage');
  failing = 'channel';
  await read('identities', 'e', reader);
  expect(recorded.size).toBe(1);
  await new Promise(setImmediate);
  expect(errors).toContainEqual(expect.stringContaining('the receiver does not answer'));
});

test('the tally is that of the sets of studies, whatever the order of readings', () => {
  const readings = fc.array(
    fc.record({ subject: fc.constantFrom('x', 'y'), studyId: fc.nat(8).map(String), hour: fc.nat(2) }),
  );
  fc.assert(
    fc.property(readings, fc.integer({ min: 1, max: 6 }), (unsorted, most) => {
      const tally = new ReadingTally(most);
      const seen = new Map<string, Set<string>>();
      for (const { subject, studyId, hour } of unsorted.sort((a, b) => a.hour - b.hour)) {
        const reading: Reading = { subject, studyId, what: 'pictures', at: `2026-01-01T0${hour}:30:00Z` };
        const studies = seen.get(`${hour} ${subject}`) ?? new Set();
        seen.set(`${hour} ${subject}`, studies.add(studyId));
        expect(tally.isUnusual(reading)).toBe(studies.size > most);
      }
    }),
  );
});
