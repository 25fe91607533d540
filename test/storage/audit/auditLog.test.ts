import { generateKeyPairSync } from 'node:crypto';
import type { ContainerClient } from '@azure/storage-blob';
import { Sequencer } from '../../../src/audit/log/sequencer';
import { describeFault } from '../../../src/audit/verify/fault';
import { verifyLog } from '../../../src/audit/verify/log/verifyLog';
import { bucketOf, isInTime, startOfBucket } from '../../../src/domain/audit/auditBuckets';
import type { AuditEvent } from '../../../src/domain/audit/auditEvent';
import { signerOf } from '../../../src/signing/keyFile';
import { AuditLog } from '../../../src/storage/audit/auditLog';
import { AuditRecords } from '../../../src/storage/audit/auditRecords';
import { AccountTree } from '../../../src/storage/audit/blobTree';
import { WitnessStore } from '../../../src/storage/audit/witness';
import { connectStorage } from '../../../src/storage/connect';
import { hexId } from '../../domain/arbitraries';
import { testMacs } from '../../support/siteSecret';
import { storageAccount } from '../../support/storageAccount';

let connectionString: string;
let container: ContainerClient;
let partial: ContainerClient;
let tree: AccountTree;
const signer = signerOf(generateKeyPairSync('ed25519').privateKey, 'imaging-triage/test');

beforeAll(async () => {
  connectionString = await storageAccount();
});

beforeEach(async () => {
  const { blobs } = connectStorage({ kind: 'connection-string', connectionString });
  container = blobs.getContainerClient('audit');
  tree = new AccountTree(blobs);
  partial = blobs.getContainerClient('audit-partial');
  for (const one of [container, partial]) {
    await one.deleteIfExists();
    await one.create();
  }
});

afterEach(() => {
  jest.restoreAllMocks();
});

function event(name: string): AuditEvent {
  return {
    schemaVersion: 1,
    type: 'identity-access',
    eventId: hexId(name),
    at: '2026-05-01T09:00:00.000Z',
    actor: { subject: 'somebody', kind: 'cli' },
    study: hexId('study'),
    purpose: name,
  };
}

const sequencer = () =>
  new Sequencer({
    macs: testMacs,
    store: new AuditLog(container, partial),
    signer,
    now: () => '2026-05-01T10:00:00.000Z',
  });

async function purposes(): Promise<string[]> {
  const found: string[] = [];
  const { faults } = await verifyLog(tree, signer.key, [], ({ event: entered }) => {
    if ('purpose' in entered) found.push(entered.purpose);
  });
  expect(faults.map(describeFault)).toEqual([]);
  return found.sort();
}

async function announcements(): Promise<string[]> {
  const names: string[] = [];
  for await (const { name } of container.listBlobsFlat({ prefix: 'waiting/' })) names.push(name);
  return names;
}

test('an event that follows is announced with the one before, and sealed whenever it is recorded', async () => {
  const records = new AuditRecords(container, testMacs);
  await records.recordOnce(event('first'), event('next').eventId);
  expect(await announcements()).toHaveLength(1);
  const sealer = sequencer();
  await sealer.seal();
  expect(await purposes()).toEqual(['first']);
  expect(await records.recordOnce(event('next'))).toMatchObject({ isNew: true });
  expect(await announcements()).toHaveLength(1);
  await sealer.seal();
  expect(await purposes()).toEqual(['first', 'next']);
});

test('an event that follows late, or is recorded by another process, is announced by itself', async () => {
  const records = new AuditRecords(container, testMacs);
  await records.recordOnce(event('first'), event('next').eventId);
  await new AuditRecords(container, testMacs).recordOnce(event('next'));
  expect(await announcements()).toHaveLength(2);
  await records.recordOnce(event('second'), event('late').eventId);
  const later = Date.now() + 600_000;
  jest.spyOn(Date, 'now').mockReturnValue(later);
  await records.recordOnce(event('late'));
  jest.restoreAllMocks();
  expect((await announcements()).some((name) => name.endsWith(`/${event('late').eventId}`))).toBe(true);
  await sequencer().seal();
  expect(await purposes()).toEqual(['first', 'late', 'next', 'second']);
});

test('a record is written once; who comes second is told what stands', async () => {
  const records = new AuditRecords(container, testMacs);
  expect(await records.recordOnce(event('one'))).toMatchObject({ isNew: true });
  const again = await records.recordOnce({ ...event('one'), at: '2026-05-01T09:30:00.000Z' });
  expect(again).toEqual({ event: event('one'), isNew: false });
  await expect(records.record({ ...event('two'), purpose: '' } as AuditEvent)).rejects.toThrow();
});

test('what somebody else put in the place of an event is no event, and the event does not count', async () => {
  const records = new AuditRecords(container, testMacs);
  const { eventId } = event('squatted');
  const text = JSON.stringify({ event: event('squatted'), mac: '0'.repeat(64) });
  await container.getBlockBlobClient(`records/${eventId}.json`).upload(text, text.length);
  expect(await records.find(eventId)).toBeUndefined();
  await expect(records.recordOnce(event('squatted'))).rejects.toThrow(
    `audit/records/${eventId}.json was not written by this app`,
  );
  await records.record(event('one'));
  expect(await sequencer().seal()).toEqual({ entries: 1, busy: false });
  expect(await purposes()).toEqual(['one']);
});

test('what many writers record is sealed once each, and again announced is not sealed again', async () => {
  const records = new AuditRecords(container, testMacs);
  const names = Array.from({ length: 60 }, (_, at) => `e${at}`);
  await Promise.all(names.map((name) => records.record(event(name))));
  const one = sequencer();
  expect(await one.seal()).toEqual({ entries: 60, busy: false });
  await records.record(event('e7'));
  expect(await one.seal()).toEqual({ entries: 0, busy: false });
  expect(await sequencer().seal()).toEqual({ entries: 0, busy: false });
  expect(await purposes()).toEqual([...names].sort());
});

test('a lease that another one holds is respected, and an abandoned one is over after a while', async () => {
  await new AuditRecords(container, testMacs).record(event('one'));
  const lease = await new AuditLog(container, partial).lease();
  expect(await sequencer().seal()).toEqual({ entries: 0, busy: true });
  expect(await lease?.renew()).toBe(true);
  await lease?.release();
  expect(await lease?.renew()).toBe(false);
  expect(await sequencer().seal()).toEqual({ entries: 1, busy: false });
});

test('a writer whose clock is hours off announces by the clock of the storage', async () => {
  const real = Date.now();
  for (const [name, hours] of [
    ['late', -5],
    ['early', 5],
  ] as const) {
    jest.spyOn(Date, 'now').mockReturnValue(real + hours * 3_600_000);
    await new AuditRecords(container, testMacs).record(event(name));
    jest.restoreAllMocks();
    const buckets = (await announcements())
      .filter((blob) => blob.endsWith(hexId(name)))
      .map((blob) => blob.split('/')[1]);
    expect(buckets.some((bucket) => isInTime(bucket as string, Date.now()))).toBe(true);
  }
  expect(await sequencer().seal()).toEqual({ entries: 2, busy: false });
});

test('a sequencer that starts looks into every bucket since the one in which it stopped', async () => {
  const records = new AuditRecords(container, testMacs);
  await records.record(event('old'));
  // As if it had been recorded the day before, and nothing had run since.
  const [name] = await announcements();
  await container.getBlobClient(name as string).delete();
  await container
    .getBlockBlobClient(`waiting/${bucketOf(Date.now() - 86_400_000)}/${hexId('old')}`)
    .upload('', 0);
  await records.record(event('new'));
  const running = sequencer();
  expect(await running.seal()).toEqual({ entries: 2, busy: false });
  // What is in a closed bucket and sealed is removed bit by bit, and not looked at again.
  await running.seal();
  expect((await announcements()).map((blob) => blob.split('/')[2])).toEqual([hexId('new')]);
  expect(await purposes()).toEqual(['new', 'old']);
});

test('buckets: in the order of time, and every time is in its own', () => {
  expect(bucketOf(Date.parse('2026-05-01T10:07:59.999Z'))).toBe('2026-05-01T10-05');
  expect(startOfBucket('2026-05-01T10-05')).toBe(Date.parse('2026-05-01T10:05:00.000Z'));
  expect(startOfBucket('')).toBeUndefined();
  expect(isInTime('2026-05-01T10-05', Date.parse('2026-05-01T10:10:59.000Z'))).toBe(true);
  expect(isInTime('2026-05-01T10-05', Date.parse('2026-05-01T10:11:01.000Z'))).toBe(false);
  expect(isInTime('2026-05-01T10-05', Date.parse('2026-05-01T10:03:59.000Z'))).toBe(false);
});

test('a witness keeps the first checkpoint of each size, and knows the largest', async () => {
  const witness = new WitnessStore(container, 'log');
  expect(await witness.newest()).toBeUndefined();
  expect(await witness.keep(3, 'three')).toBe('three');
  expect(await witness.keep(12, 'twelve')).toBe('twelve');
  expect(await witness.keep(3, 'another three')).toBe('three');
  expect(await witness.newest()).toBe('twelve');
  const notes: string[] = [];
  for await (const { note } of witness.notes()) notes.push(note);
  expect(notes).toEqual(['three', 'twelve']);
});
