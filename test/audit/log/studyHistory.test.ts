import { LogReader } from '../../../src/audit/log/logReader';
import { Sequencer } from '../../../src/audit/log/sequencer';
import { studyHistory, type Unsealed } from '../../../src/audit/log/studyHistory';
import type { AuditEvent } from '../../../src/domain/audit/auditEvent';
import { claimedEvent } from '../../../src/domain/audit/auditRecord';
import { hexId } from '../../domain/arbitraries';
import { testMacs } from '../../support/siteSecret';
import { MemoryLog, testSigner } from '../memoryLog';

const study = hexId('study');
const signer = testSigner();

function look(name: string, about = study): AuditEvent {
  return {
    schemaVersion: 1,
    type: 'identity-access',
    eventId: hexId(name),
    at: '2026-05-01T09:00:00.000Z',
    actor: { subject: 'somebody', kind: 'cli' },
    study: about,
    purpose: name,
  };
}

/** A log in which the first look is sealed, and the others wait. */
async function withLooks(...waiting: AuditEvent[]) {
  const log = new MemoryLog();
  const seal = () =>
    new Sequencer({ macs: testMacs, store: log, signer, now: () => '2026-05-01T10:00:00.000Z' }).seal();
  log.record(look('first'));
  await seal();
  for (const event of waiting) log.record(event);
  const unsealed: Unsealed = {
    announced: async () => (await log.waiting()).eventIds,
    find: async (eventId) => claimedEvent((await log.read(`records/${eventId}.json`)) as Buffer),
  };
  return { reader: new LogReader(log), unsealed, seal };
}

async function purposes(reader: LogReader, unsealed: Unsealed) {
  const { entries, waiting } = await studyHistory(reader, unsealed, study);
  const purpose = (event: AuditEvent) => ('purpose' in event ? event.purpose : event.type);
  return { entries: entries.map(({ event }) => purpose(event)), waiting: waiting.map(purpose) };
}

test('what is sealed, and what waits, of this study alone', async () => {
  const { reader, unsealed } = await withLooks(look('second'), look('other', hexId('another study')));
  expect(await purposes(reader, unsealed)).toEqual({ entries: ['first'], waiting: ['second'] });
});

test('an event that is sealed while the history is read is in it once', async () => {
  for (const moment of ['announced', 'find'] as const) {
    const { reader, unsealed, seal } = await withLooks(look('second'));
    const sealing: Unsealed = {
      announced: async () => {
        const ids = [...(await unsealed.announced())];
        if (moment === 'announced') await seal();
        return ids;
      },
      find: async (eventId) => {
        const event = await unsealed.find(eventId);
        if (moment === 'find') await seal();
        return event;
      },
    };
    expect(await purposes(reader, sealing)).toEqual({ entries: ['first', 'second'], waiting: [] });
  }
});
