import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { BlobServiceClient } from '@azure/storage-blob';
import type { AuditEventOf } from '../../src/domain/audit/auditEvent';
import { openStore, type Store } from '../../src/storage/store';
import { hexId } from '../domain/arbitraries';
import { ReceivedFiles } from '../support/receivedFiles';
import { testSiteKey } from '../support/siteSecret';
import { storageAccount } from '../support/storageAccount';
import { TemporaryFolder } from '../support/temporaryFolder';
import { triageHere } from './support/triageHere';

const folder = new TemporaryFolder();
const hourAgo = new Date(Date.now() - 3_600_000).toISOString();
const longAgo = new Date(Date.now() - 40 * 86_400_000).toISOString();
let connectionString: string;
let store: Store;
let blobs: BlobServiceClient;
const ids = { first: '', truncated: '', timeout: '', old: '' };

const triage = (...args: string[]) =>
  triageHere([...args, '--connection', connectionString], {
    TRIAGE_SITE_KEY: Buffer.from(testSiteKey).toString('base64'),
  });

beforeAll(async () => {
  connectionString = await storageAccount();
  blobs = BlobServiceClient.fromConnectionString(connectionString);
  store = openStore({
    storage: { kind: 'connection-string', connectionString },
    incomingContainer: 'incoming',
    siteKey: testSiteKey,
  });
  await store.prepare();
  const files = new ReceivedFiles(store, blobs, hourAgo);
  ids.first = await files.analysed('CR2/ward/IM0001.dcm');
  ids.truncated = await files.refused('CR2/IM0002.dcm', 'truncated');
  ids.timeout = await files.refused('DX1/DOE_JOHN.dcm', 'timeout');
  ids.old = await files.analysed('CR2/IM0009.dcm', longAgo);
  await files.received('DX1/waits.dcm');
  await store.accounts.journal.flush();
});

afterAll(() => folder.remove());

const linesOf = (stdout: string) => stdout.split('\n').filter(Boolean);

async function accesses(): Promise<AuditEventOf<'file-access'>[]> {
  const audit = blobs.getContainerClient('audit');
  const found: AuditEventOf<'file-access'>[] = [];
  for await (const { name } of audit.listBlobsFlat({ prefix: 'records/' })) {
    const { event } = JSON.parse((await audit.getBlobClient(name).downloadToBuffer()).toString());
    if (event.type === 'file-access') found.push(event);
  }
  return found;
}

test('a file is found by part of its name, whatever its case, with what became of it', async () => {
  const { code, stdout } = await triage('find', 'im0001.DCM');
  expect(code).toBe(0);
  expect(linesOf(stdout)).toEqual([
    [hourAgo, 'analysed', '-', 'CR2/ward/IM0001.dcm', ids.first, hexId('study CR2/ward/IM0001.dcm')].join(
      '  ',
    ),
  ]);
});

test('files are found by source, state and reason; only what came since then', async () => {
  const namesOf = async (...args: string[]) =>
    linesOf((await triage('find', '--json', ...args)).stdout)
      .map((line) => JSON.parse(line).name)
      .sort();
  expect(await namesOf('--source', 'CR2', '--since', '2h')).toEqual([
    'CR2/IM0002.dcm',
    'CR2/ward/IM0001.dcm',
  ]);
  expect(await namesOf('--reason', 'truncated')).toEqual(['CR2/IM0002.dcm']);
  expect(await namesOf('--state', 'received', 'quarantined', '--source', 'DX1')).toEqual([
    'DX1/DOE_JOHN.dcm',
    'DX1/waits.dcm',
  ]);
  expect(await namesOf('--source', 'CR2', '--since', '60d')).toContain('CR2/IM0009.dcm');
  expect(await namesOf('--since', '60d', '--until', '30d')).toEqual(['CR2/IM0009.dcm']);
});

test('a file on this machine is found by its content, an arrival and a study by their ids', async () => {
  const files = new ReceivedFiles(store, blobs, hourAgo);
  const here = folder.file('IM0001.dcm');
  writeFileSync(here, 'content of a file');
  const sha256 = createHash('sha256').update('content of a file').digest('hex');
  await files.analysed(`CR3/${sha256}.dcm`);
  expect(linesOf((await triage('find', here)).stdout)).toEqual([expect.stringContaining(sha256)]);
  expect((await triage('find', ids.truncated)).stdout).toContain('quarantined  truncated  CR2/IM0002.dcm');
  expect(await triage('find', hexId('nothing'))).toMatchObject({ code: 1, stdout: '' });
});

test('whoever is told names is in the audit log, with the arrivals by commitment', async () => {
  const before = (await accesses()).length;
  await triage('find', 'DOE');
  const after = await accesses();
  expect(after).toHaveLength(before + 1);
  expect(JSON.stringify(after)).not.toContain('DOE');
  expect(after.every(({ what, arrivals }) => what === 'names' && arrivals.length > 0)).toBe(true);
});

test('what finds nothing ends with 1, and wrong usage with 2', async () => {
  expect(await triage('find', 'no-such-file')).toMatchObject({ code: 1, stdout: '' });
  expect(await triage('find', '--state', 'lost')).toMatchObject({ code: 2 });
  expect(await triage('find', '--since', 'yesterday')).toMatchObject({ code: 2 });
});

test('a dismissed file is off the list, stays in quarantine, and counts as quarantined', async () => {
  const asked = await triage('dismiss', '--reason', 'truncated', '--because', 'sent again by the scanner');
  expect(asked).toMatchObject({ code: 0, stdout: `${ids.truncated}\n` });
  expect(await store.quarantine.dismissed(ids.truncated)).toBeUndefined();
  const done = await triage('dismiss', ids.truncated, '--because', 'sent again by the scanner', '--yes');
  expect(done).toMatchObject({ code: 0, stdout: `${ids.truncated}  dismissed\n` });
  expect(await store.quarantine.dismissed(ids.truncated)).toMatchObject({
    reason: 'sent again by the scanner',
  });
  const line = (await store.worklist.refusals()).find(({ arrivalId }) => arrivalId === ids.truncated);
  expect(line).toMatchObject({ dismissed: true });
  expect((await triage('find', ids.truncated)).stdout).toContain('quarantined  truncated');
  expect(await triage('dismiss', ids.first, '--because', 'x', '--yes')).toMatchObject({ code: 1 });
});

test('the status counts the last day, and what needs a person ends it with 1', async () => {
  const { code, stdout } = await triage('status');
  expect(stdout).toMatch(/^Last 24 h +\d received, \d analysed, 2 quarantined, 1 in progress$/m);
  expect(stdout).toMatch(/^Refused +1 timeout$/m);
  expect(stdout).toMatch(/^! A file has waited for 6\d minutes/m);
  expect(code).toBe(1);
  const { lastDay } = JSON.parse((await triage('status', '--json')).stdout);
  expect(lastDay).toContainEqual(['quarantined', 2]);
});
