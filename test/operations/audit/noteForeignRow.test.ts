import { type AuditEvent, auditEventSchema } from '../../../src/domain/audit/auditEvent';
import { commitmentOf } from '../../../src/domain/kernel/sealing/commitment';
import { createNoteForeignRow } from '../../../src/operations/audit/noteForeignRow';
import { hexId } from '../../domain/arbitraries';
import { testMacs } from '../../support/siteSecret';

const now = '2026-05-01T10:00:00.000Z';
const salt = '5a'.repeat(32);

function noting(record: (event: AuditEvent) => Promise<void>) {
  const said: string[] = [];
  const note = createNoteForeignRow({
    records: { record },
    identity: { knownSalt: async () => salt },
    arrivals: { read: async () => ({ salt }) },
    results: { image: async () => undefined },
    images: { find: async () => undefined },
    macs: testMacs,
    logError: (message) => said.push(message),
    now: () => now,
  });
  return { note, said };
}

test('a row that the app did not write is an entry that names nobody', async () => {
  const events: AuditEvent[] = [];
  const { note, said } = noting(async (event) => {
    events.push(auditEventSchema.parse(event));
  });
  await note('study', hexId('a study'));
  await note('refusal', hexId('a file'));
  const common = { type: 'integrity-failure', object: 'worklist-row', at: now };
  expect(events).toMatchObject([
    { ...common, study: commitmentOf(salt, 'study', hexId('a study')) },
    { ...common, arrival: commitmentOf(salt, 'arrival', hexId('a file')) },
  ]);
  expect(JSON.stringify(events)).not.toContain(hexId('a study'));
  expect(said).toEqual([
    expect.stringContaining(`study/${hexId('a study')}`),
    expect.stringContaining(`refusal/${hexId('a file')}`),
  ]);
});

test('a log that cannot be written stops nothing else', async () => {
  const { note, said } = noting(async () => {
    throw new Error('the storage is away');
  });
  await note('study', hexId('a study'));
  expect(said[1]).toContain('could not be noted: the storage is away');
});
