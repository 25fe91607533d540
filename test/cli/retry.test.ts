import { BlobServiceClient, type ContainerClient } from '@azure/storage-blob';
import type { Arrival, Outcome } from '../../src/domain/intake/arrival';
import { arrivalIdOf, normaliseEtag } from '../../src/domain/kernel/identifiers/ids';
import type { RefusalCode } from '../../src/domain/reasons/refusalCode';
import { createSupersedeRefusals } from '../../src/operations/intake/supersedeRefusals';
import { openStore, type Store } from '../../src/storage/store';
import { hexId } from '../domain/arbitraries';
import { testSiteKey } from '../support/siteSecret';
import { storageAccount } from '../support/storageAccount';
import { storeNow } from '../support/storeNow';
import { triageHere } from './support/triageHere';

const at = '2026-05-01T10:15:00.000Z';
let connectionString: string;
let store: Store;
let incoming: ContainerClient;
let quarantine: ContainerClient;

const retry = (...args: string[]) =>
  triageHere(['retry', ...args, '--connection', connectionString], {
    TRIAGE_SITE_KEY: Buffer.from(testSiteKey).toString('base64'),
  });

async function upload(name: string, content: string): Promise<string> {
  const { etag = '' } = await incoming.getBlockBlobClient(name).upload(content, content.length, {
    metadata: { source: 'ct' },
  });
  return normaliseEtag(etag);
}

async function receive(name: string, etag: string, member?: Arrival['member']): Promise<Arrival> {
  const arrival: Arrival = {
    schemaVersion: 1,
    arrivalId: member ? hexId(name) : arrivalIdOf(testSiteKey, 'incoming', name, etag),
    container: 'incoming',
    name,
    etag,
    receivedAt: at,
    lane: 'routine',
    salt: '5a'.repeat(32),
    ...(member && { member }),
  };
  await store.arrivals.record(arrival);
  return arrival;
}

/** As `createRefuse` leaves it. */
async function refuse(arrival: Arrival, reason: RefusalCode): Promise<string> {
  const { arrivalId } = arrival;
  await store.quarantine.keep(arrival);
  const record = { schemaVersion: 1 as const, arrivalId, reason, detail: {}, receivedAt: at };
  await storeNow(store.quarantine.prepare({ ...record, quarantinedAt: at }));
  await store.worklist.putRefusal({ ...record, quarantinedAt: at });
  await end({ schemaVersion: 1, arrivalId, outcome: 'quarantined', reason, finishedAt: at });
  return arrivalId;
}

const end = (outcome: Outcome) => storeNow(store.arrivals.prepareOutcome(outcome));

async function refused(name: string, reason: RefusalCode, content = name): Promise<Arrival> {
  const arrival = await receive(name, await upload(name, content));
  await refuse(arrival, reason);
  return arrival;
}

const contentOf = async (container: ContainerClient, name: string) =>
  (await container.getBlobClient(name).downloadToBuffer()).toString();

const etagOf = async (name: string) => (await store.incoming.current(name))?.etag;

async function retriesRecorded(): Promise<number> {
  let count = 0;
  for await (const { name } of BlobServiceClient.fromConnectionString(connectionString)
    .getContainerClient('audit')
    .listBlobsFlat({ prefix: 'records/' }))
    if (JSON.stringify(await contentOf(auditContainer(), name)).includes('retry')) count += 1;
  return count;
}

const auditContainer = () =>
  BlobServiceClient.fromConnectionString(connectionString).getContainerClient('audit');

beforeAll(async () => {
  connectionString = await storageAccount();
  const storage = { kind: 'connection-string' as const, connectionString };
  store = openStore({ storage, incomingContainer: 'incoming', siteKey: testSiteKey });
  await store.prepare();
  const service = BlobServiceClient.fromConnectionString(connectionString);
  incoming = service.getContainerClient('incoming');
  quarantine = service.getContainerClient('quarantine');
});

test('without --yes it says what it would do, and does nothing', async () => {
  const { arrivalId, name, etag } = await refused('asked', 'malformed-dicom');
  const { code, stdout, stderr } = await retry(arrivalId);
  expect(code).toBe(0);
  expect(stdout).toBe(`${arrivalId}  refused (malformed-dicom); put into incoming anew\n`);
  expect(stderr).toContain('Add --yes');
  expect(await etagOf(name)).toBe(etag);
});

test('a refused file is a new arrival of the same content, and what was kept of the refusal stays', async () => {
  const { arrivalId, name, etag } = await refused('DOE^JOHN.dcm', 'malformed-dicom');
  const before = await retriesRecorded();
  const { code, stdout, stderr } = await retry(arrivalId, '--yes');
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: `${arrivalId}  refused (malformed-dicom); put into incoming anew\n`,
  });
  expect(stdout + stderr).not.toContain('DOE');
  expect(await etagOf(name)).not.toBe(etag);
  expect(await contentOf(incoming, name)).toBe(name);
  expect((await incoming.getBlobClient(name).getProperties()).metadata).toEqual({ source: 'ct' });
  expect(await contentOf(quarantine, `${arrivalId}/file`)).toBe(name);
  expect(await store.quarantine.read(arrivalId)).toMatchObject({ reason: 'malformed-dicom' });
  expect(await retriesRecorded()).toBe(before + 1);
});

test('once the new arrival was read, it supersedes the refusal, which is not tried again', async () => {
  const { arrivalId, name } = await refused('mended', 'malformed-dicom');
  await retry(arrivalId, '--yes');
  const again = await receive(name, (await etagOf(name)) as string);
  const ids = { imageId: hexId('image'), studyId: hexId('study') };
  await end({
    schemaVersion: 1,
    arrivalId: again.arrivalId,
    outcome: 'analysed',
    finishedAt: at,
    ...ids,
  });
  const supersede = createSupersedeRefusals({
    incoming: store.incoming,
    arrivals: store.arrivals,
    quarantine: store.quarantine,
    renew: (id) => store.renewRow('refusal', id),
    noteChangedOutside: async () => {},
    siteKey: testSiteKey,
    incomingContainer: 'incoming',
  });
  await supersede(
    (await store.worklist.refusals()).filter((line) => line.arrivalId === arrivalId),
    '',
  );
  expect(await store.quarantine.superseded(arrivalId)).toMatchObject({ by: again.arrivalId });
  const { code, stderr } = await retry(arrivalId, '--yes');
  expect(code).toBe(1);
  expect(stderr).toContain('a later version of it stands for it');
});

test('a file that left incoming comes back from its copy in quarantine', async () => {
  const { arrivalId, name } = await refused('cleared', 'malformed-dicom');
  await incoming.deleteBlob(name);
  const { code, stdout } = await retry(arrivalId, '--yes');
  expect(code).toBe(0);
  expect(stdout).toContain('from its copy in quarantine');
  expect(await contentOf(incoming, name)).toBe(name);
  expect(await contentOf(quarantine, `${arrivalId}/file`)).toBe(name);
});

test('another version under the name is never written over', async () => {
  const { arrivalId, name } = await refused('replaced', 'malformed-dicom');
  await upload(name, 'a mended version');
  const { code, stdout, stderr } = await retry(arrivalId, '--yes');
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toContain(`${arrivalId} is not tried again: its name holds another version`);
  expect(await contentOf(incoming, name)).toBe('a mended version');
});

test('a version that comes between looking and copying is not written over either', async () => {
  const arrival = await refused('between', 'malformed-dicom');
  await upload(arrival.name, 'a mended version');
  expect(await store.resend.send(arrival, 'incoming')).toBe(false);
  expect(await store.resend.send(arrival, 'quarantine')).toBe(false);
  expect(await contentOf(incoming, arrival.name)).toBe('a mended version');
});

test('what cannot be tried again is named with the reason, and keeps no other file from it', async () => {
  const member = { name: 'IM1', exportId: hexId('zip'), index: 0 } as unknown as Arrival['member'];
  const place = { offset: 0, end: 10, size: 1, compressedSize: 1, crc32: 0, method: 0, encrypted: false };
  const inside = await receive('export.zip', 'e', { ...place, ...member } as Arrival['member']);
  await refuse(inside, 'malformed-dicom');
  const gone = await refuse(await receive('gone', 'e'), 'changed-during-read');
  const read = await receive('read', 'e');
  await end({ schemaVersion: 1, arrivalId: read.arrivalId, outcome: 'index', finishedAt: at });
  const good = await refused('good', 'malformed-dicom');
  const ids = [inside.arrivalId, gone, read.arrivalId, hexId('nothing'), good.arrivalId];
  const { code, stdout, stderr } = await retry(...ids, '--yes');
  expect(code).toBe(1);
  expect(stdout).toMatch(new RegExp(`^${good.arrivalId}  refused .*\n$`));
  expect(stderr.trim().split('\n')).toEqual([
    `${inside.arrivalId} is not tried again: it came inside an export: send that again.`,
    `${gone} is not tried again: the file was gone before a copy could be kept: send it again.`,
    `${read.arrivalId} is not tried again: it was not refused.`,
    `${hexId('nothing')} is not tried again: there is no such file, or it was erased.`,
    'Files that are tried again: 1; not tried again: 4.',
  ]);
});

test('among all refused files, one that cannot be tried again is named, and is no failure', async () => {
  const { arrivalId, name } = await refused('bomb', 'bomb');
  await upload(name, 'a later version');
  const { code, stdout, stderr } = await retry('--reason', 'bomb', '--yes');
  expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
  expect(stderr).toContain(`${arrivalId} is not tried again: its name holds another version`);
});

test('a file whose record was changed outside the app is not tried again', async () => {
  const { arrivalId, name, etag } = await refused('changed', 'too-deep');
  const record = BlobServiceClient.fromConnectionString(connectionString)
    .getContainerClient('arrivals')
    .getBlockBlobClient(`${arrivalId}.json`);
  await record.upload('{}', 2);
  const { code, stderr } = await retry('--reason', 'too-deep', '--yes');
  expect(code).toBe(1);
  expect(stderr).toContain(`${arrivalId} is not tried again: arrivals/${arrivalId}.json was changed outside`);
  expect(await etagOf(name)).toBe(etag);
});

test('--reason and --all take the files that stand refused', async () => {
  const late = await refused('late', 'timeout');
  const torn = await refused('torn', 'truncated');
  const idsOf = (stdout: string) =>
    stdout
      .trim()
      .split('\n')
      .map((line) => line.slice(0, 64));
  expect(idsOf((await retry('--reason', 'timeout')).stdout)).toEqual([late.arrivalId]);
  expect(idsOf((await retry('--all')).stdout)).toEqual(
    expect.arrayContaining([late.arrivalId, torn.arrivalId]),
  );
  await retry('--reason', 'timeout', '--yes');
  expect(await etagOf('late')).not.toBe(late.etag);
  expect(await etagOf('torn')).toBe(torn.etag);
});

test('a file without an outcome waits at the gate, which starts it', async () => {
  const { arrivalId } = await receive('unfinished', 'e');
  await store.worklist.removeProcessing(arrivalId);
  const { code, stdout } = await retry(arrivalId, '--yes');
  expect(code).toBe(0);
  expect(stdout).toContain('no outcome yet; started anew, unless it runs');
  const { waiting } = await store.gate.look(100);
  expect(waiting.map((file) => file.arrivalId)).toContain(arrivalId);
  expect((await store.worklist.processing()).map((line) => line.arrivalId)).toContain(arrivalId);
});

test.each([
  [[], 'Name files'],
  [['--all', '--reason', 'timeout'], 'Name files'],
  [['abc'], '64 hexadecimal digits'],
  [['--reason', 'bored'], 'No file is refused as "bored"'],
])('%j is wrong usage', async (args, says) => {
  const { code, stderr } = await retry(...args);
  expect(code).toBe(2);
  expect(stderr).toContain(says);
});
