import { BlobServiceClient } from '@azure/storage-blob';
import type { Caller } from '../../../../src/access/caller';
import { type RouteName, routes } from '../../../../src/contract/routes/routes';
import { receivedNote } from '../../../../src/domain/accounting/ledger';
import { createCheckAccounting } from '../../../../src/functions/http/files/accounting';
import { createFindFiles } from '../../../../src/functions/http/files/findFiles';
import {
  createDismissFiles,
  createRefusedFile,
  createRefusedFiles,
  createRetryFiles,
} from '../../../../src/functions/http/files/quarantine';
import { createAccounting } from '../../../../src/operations/accounting/accounting';
import { openStore, type Store } from '../../../../src/storage/store';
import { hexId } from '../../../domain/arbitraries';
import { ReceivedFiles } from '../../../support/receivedFiles';
import { testSiteKey } from '../../../support/siteSecret';
import { storageAccount } from '../../../support/storageAccount';

const at = '2026-05-01T10:15:00.000Z';
const caller: Caller = { subject: 'adm', name: 'Adm', roles: ['admin'], signIn: 'development' };
const now = () => new Date().toISOString();
let store: Store;
let files: ReceivedFiles;
let blobs: BlobServiceClient;

beforeAll(async () => {
  const connectionString = await storageAccount();
  blobs = BlobServiceClient.fromConnectionString(connectionString);
  store = openStore({
    storage: { kind: 'connection-string', connectionString },
    incomingContainer: 'incoming',
    siteKey: testSiteKey,
  });
  await store.prepare();
  files = new ReceivedFiles(store, blobs, at);
});

const deps = () => ({ store, now, noteChangedOutside: async () => {} });

/** Asks a handler as the route would: what is sent is parsed by the declaration, and so is what comes. */
async function ask(name: RouteName, handler: unknown, body: unknown): Promise<Record<string, never>> {
  const declared = routes[name] as {
    body: { parse(value: unknown): unknown };
    answer: { parse(value: unknown): unknown };
  };
  const handle = handler as (call: unknown) => Promise<{ jsonBody: unknown }>;
  const { jsonBody } = await handle({ body: declared.body.parse(body), caller });
  expect(declared.answer.parse(jsonBody)).toEqual(jsonBody);
  return jsonBody as Record<string, never>;
}

const list = (body: unknown = {}) => ask('refusedFiles', createRefusedFiles(deps()), body);

async function events(type: string): Promise<Record<string, unknown>[]> {
  const audit = blobs.getContainerClient('audit');
  const found: Record<string, unknown>[] = [];
  for await (const { name } of audit.listBlobsFlat({ prefix: 'records/' })) {
    const { event } = JSON.parse((await audit.getBlobClient(name).downloadToBuffer()).toString());
    if (event.type === type) found.push(event);
  }
  return found;
}

test('refused files are listed with name, source, size and reason; counted by reason; and the look is recorded', async () => {
  const cut = await files.refused('CR2/IM0001.dcm', 'truncated');
  await files.refused('CR2/IM0002.dcm', 'timeout');
  await files.refused('IM0003.dcm', 'timeout');
  const before = (await events('file-access')).length;
  const all = await list();
  expect(all).toMatchObject({
    total: 3,
    byReason: [
      { reason: 'timeout', files: 2 },
      { reason: 'truncated', files: 1 },
    ],
  });
  expect((await list({ reason: 'truncated' })).files).toEqual([
    {
      arrivalId: cut,
      name: 'CR2/IM0001.dcm',
      source: 'CR2',
      size: 'CR2/IM0001.dcm'.length,
      receivedAt: at,
      quarantinedAt: at,
      reason: 'truncated',
      tag: '7FE00010',
    },
  ]);
  expect((await events('file-access')).slice(before)).toMatchObject([{ what: 'names' }, { what: 'names' }]);
});

test('a refused file is downloaded as it came, under no name of its own, once that is recorded', async () => {
  const id = await files.refused('CR2/DOE.dcm', 'not-an-image');
  const answer = await createRefusedFile(deps())({ params: { id }, caller } as never);
  expect(String(answer.body)).toBe('CR2/DOE.dcm');
  expect(JSON.stringify(answer.headers)).not.toContain('DOE');
  expect(await events('file-access')).toContainEqual(expect.objectContaining({ what: 'content' }));
  const none = await createRefusedFile(deps())({ params: { id: hexId('none') }, caller } as never);
  expect(none.status).toBe(404);
});

test('all files of a reason are tried again, in pages; one that cannot be is named with why', async () => {
  const ids = [];
  for (let file = 0; file < 52; file += 1) ids.push(await files.refused(`many/${file}`, 'memory-exceeded'));
  const gone = ids[0] as string;
  await blobs.getContainerClient('incoming').deleteBlob('many/0');
  await blobs.getContainerClient('quarantine').deleteBlob(`${gone}/file`);
  const retry = createRetryFiles(deps());
  const first = await ask('retryFiles', retry, { reason: 'memory-exceeded', until: now() });
  const second = await ask('retryFiles', retry, {
    reason: 'memory-exceeded',
    until: now(),
    after: first.next,
  });
  const done = [first, second].flatMap((answer) => answer.done as string[]);
  expect(done.sort()).toEqual(ids.filter((id) => id !== gone).sort());
  expect([first, second].flatMap(({ not }) => not)).toEqual([
    { arrivalId: gone, code: 'no-copy', why: expect.stringContaining('send it again') },
  ]);
  expect(second.next).toBeUndefined();
});

test('a dismissed file leaves the list and is among the dismissed, with who and why', async () => {
  const id = await files.refused('CR2/dismissed.dcm', 'unsafe-name');
  const dismiss = createDismissFiles(deps());
  const body = { files: { arrivals: [id, hexId('none')] }, reason: 'a test picture' };
  expect(await ask('dismissFiles', dismiss, body)).toMatchObject({
    done: [id],
    not: [{ arrivalId: hexId('none') }],
  });
  expect((await list({ reason: 'unsafe-name' })).files).toEqual([]);
  expect((await list({ dismissed: true })).files).toMatchObject([
    { arrivalId: id, dismissed: { by: 'adm', reason: 'a test picture' } },
  ]);
  expect(await events('dismissal')).toMatchObject([{ reason: 'a test picture' }]);
  await ask('dismissFiles', dismiss, { ...body, reason: 'again' });
  expect(await events('dismissal')).toHaveLength(1);
});

test('the accounts are held against the records, and what differs is named by its id', async () => {
  const accounting = createAccounting({ accounts: store.accounts, rule: { files: 20, weeks: 4 }, now });
  const handler = createCheckAccounting({ store, accounting, now });
  const arrival = await files.received('DX7/1.dcm', '2026-07-01T10:30:00.000Z');
  await store.accounts.journal.flush();
  const check = () => ask('checkAccounting', handler, { since: '2026-07-01T00' });
  expect(await check()).toMatchObject({ differences: [] });
  await store.accounts.journal.note({ ...receivedNote(arrival), state: 'analysed' });
  expect((await check()).differences).toEqual([
    { arrivalId: arrival.arrivalId, noted: 'analysed', recorded: 'received' },
  ]);
});

test('received files are listed in pages; a search by name says how far it went', async () => {
  const day = '2026-06-01T1';
  for (const hour of [0, 1, 2]) await files.received(`DX9/${hour}.dcm`, `${day}${hour}:30:00.000Z`);
  await store.accounts.journal.flush();
  const find = createFindFiles(deps());
  const query = { since: '2026-06-01T00', source: 'DX9' };
  const page = await ask('findFiles', find, { ...query, limit: 2 });
  expect(page.total).toBe(3);
  expect((page.files as { name: string }[]).map(({ name }) => name)).toEqual(['DX9/2.dcm', 'DX9/1.dcm']);
  const rest = await ask('findFiles', find, { ...query, limit: 2, offset: 2 });
  expect((rest.files as { name: string }[]).map(({ name }) => name)).toEqual(['DX9/0.dcm']);
  expect(await ask('findFiles', find, { ...query, name: '1.DCM' })).toMatchObject({
    total: 1,
    files: [{ name: 'DX9/1.dcm', state: 'received' }],
  });
});
