import { BlobServiceClient } from '@azure/storage-blob';
import { balanceRows, type GroupCount } from '../../../src/domain/accounting/balance';
import { totalOf } from '../../../src/domain/accounting/columns';
import { hourOf } from '../../../src/domain/accounting/hours';
import { endedNote, type FileNote, receivedNote } from '../../../src/domain/accounting/ledger';
import { AccountJournal } from '../../../src/storage/accounting/accountJournal';
import { Accounts } from '../../../src/storage/accounting/accounts';
import { SealedBlobs } from '../../../src/storage/blobs/sealedBlobs';
import { hexId } from '../../domain/arbitraries';
import { testMacs } from '../../support/siteSecret';
import { storageAccount } from '../../support/storageAccount';

let service: BlobServiceClient;
let serial = 0;

beforeAll(async () => {
  service = BlobServiceClient.fromConnectionString(await storageAccount());
});

/** A container of its own, and processes that use it. */
async function site() {
  serial += 1;
  const container = service.getContainerClient(`accounting-${serial}`);
  await container.create();
  return { container, open: () => new Accounts(new SealedBlobs(container, testMacs)) };
}

const origin = (file: number, source = 'ct') => ({
  arrivalId: hexId(`file ${file}`),
  name: `${source}/${file}.dcm`,
  receivedAt: `2026-05-01T${String(8 + (file % 3)).padStart(2, '0')}:30:00.000Z`,
});
const received = (file: number): FileNote => receivedNote(origin(file));
const analysed = (file: number): FileNote => ({ ...received(file), state: 'analysed' });
const balance = (counts: readonly GroupCount[]) => totalOf(balanceRows(counts));

test('processes that note at the same time, some of it twice, count each file once: before folding and after', async () => {
  const { open, container } = await site();
  const hosts = [open(), open(), open()];
  await Promise.all(
    Array.from({ length: 30 }, async (_, file) => {
      const host = hosts[file % 3] as Accounts;
      host.journal.noteLater(received(file));
      if (file < 24) await host.journal.note(analysed(file));
      if (file % 2 === 0) await (hosts[(file + 1) % 3] as Accounts).journal.note(received(file));
    }),
  );
  await Promise.all(hosts.map(({ journal }) => journal.flush()));
  const expected = { received: 30, analysed: 24, inProgress: 6 };
  expect(balance(await open().counts())).toMatchObject(expected);
  await Promise.all(hosts.map((host) => host.fold()));
  expect(balance(await open().counts())).toMatchObject(expected);
  const left: string[] = [];
  for await (const { name } of container.listBlobsFlat()) left.push(name);
  expect(left).toEqual([
    'days/2026-05-01.json',
    'hours/2026-05-01/08.json',
    'hours/2026-05-01/09.json',
    'hours/2026-05-01/10.json',
  ]);
});

test('what many steps note while a blob is written shares the next one', async () => {
  const { container } = await site();
  const journal = new AccountJournal(new SealedBlobs(container, testMacs));
  await Promise.all(Array.from({ length: 100 }, (_, file) => journal.note(analysed(file))));
  const names: string[] = [];
  for await (const { name } of container.listBlobsFlat()) names.push(name);
  expect(names.length).toBeLessThanOrEqual(2);
});

test('a fold that is stopped before or after any write is repeated, and nothing is lost or counted twice', async () => {
  for (let stopAt = 0; ; stopAt += 1) {
    const { open, container } = await site();
    const accounts = open();
    for (let file = 0; file < 6; file += 1) await accounts.journal.note(analysed(file));
    const stopped = await foldStoppedAt(container, stopAt);
    await open().fold();
    expect(balance(await open().counts())).toMatchObject({ received: 6, analysed: 6, inProgress: 0 });
    expect(await open().fold()).toBe(0);
    if (!stopped) {
      expect(stopAt).toBeGreaterThan(8);
      return;
    }
    expect(stopAt).toBeLessThan(40);
  }
});

/** @returns whether it came that far */
async function foldStoppedAt(container: ReturnType<BlobServiceClient['getContainerClient']>, stopAt: number) {
  let writes = 0;
  const counted = new Proxy(container, {
    get(target, name) {
      const value = Reflect.get(target, name);
      if (name === 'deleteBlob')
        return async (blob: string) => {
          if (writes++ === stopAt) throw new Error('stopped');
          return target.deleteBlob(blob);
        };
      if (name !== 'getBlockBlobClient') return typeof value === 'function' ? value.bind(target) : value;
      return (blob: string) => {
        const client = target.getBlockBlobClient(blob);
        const upload = client.uploadData.bind(client);
        client.uploadData = async (...given) => {
          if (writes++ === stopAt) throw new Error('stopped');
          const done = await upload(...given);
          if (writes++ === stopAt) throw new Error('stopped');
          return done;
        };
        return client;
      };
    },
  });
  try {
    await new Accounts(new SealedBlobs(counted, testMacs)).fold();
    return false;
  } catch (error) {
    expect((error as Error).message).toBe('stopped');
    return true;
  }
}

test('a note that the app did not write does not count, and does not stop the others', async () => {
  const { open, container } = await site();
  const accounts = open();
  await accounts.journal.note(analysed(1));
  await accounts.journal.note(analysed(2));
  const names: string[] = [];
  for await (const { name } of container.listBlobsFlat()) names.push(name);
  const blob = container.getBlockBlobClient(names[0] as string);
  const { metadata = {} } = await blob.getProperties();
  const forged = JSON.stringify({ schemaVersion: 1, groups: [] });
  await blob.upload(forged, forged.length, { metadata });
  await container.getBlockBlobClient('batches/planted.json').upload(forged, forged.length);
  expect(await accounts.fold()).toBe(1);
  expect(balance(await open().counts())).toMatchObject({ received: 1, analysed: 1 });
});

test('days that were asked for, and no others', async () => {
  const { open } = await site();
  const accounts = open();
  const other = { ...origin(7), receivedAt: '2026-05-03T01:00:00.000Z' };
  await accounts.journal.note(analysed(1));
  await accounts.fold();
  await accounts.journal.note({ ...receivedNote(other), hour: hourOf(other.receivedAt) });
  expect(balance(await accounts.counts('2026-05-02'))).toMatchObject({ received: 1, inProgress: 1 });
  expect(balance(await accounts.counts('2026-05-01', '2026-05-02'))).toMatchObject({
    received: 1,
    analysed: 1,
  });
  expect(balance(await accounts.counts())).toMatchObject({ received: 2 });
});

test('a note of the outcome alone says that the file was received', async () => {
  const { open } = await site();
  const accounts = open();
  const outcome = {
    schemaVersion: 1 as const,
    arrivalId: origin(3).arrivalId,
    outcome: 'index' as const,
    finishedAt: origin(3).receivedAt,
  };
  await accounts.journal.note(endedNote(origin(3), outcome));
  expect(balance(await accounts.counts())).toMatchObject({ received: 1, index: 1, inProgress: 0 });
});
