import { setTimeout as sleep } from 'node:timers/promises';
import type { ContainerClient } from '@azure/storage-blob';
import { BlobLine } from '../../../src/local/triggers/blobLine';
import { parseBlobPattern } from '../../../src/local/triggers/blobPattern';
import { BlobReceipts } from '../../../src/local/triggers/blobReceipts';
import { BlobScanner } from '../../../src/local/triggers/blobScanner';
import { TemporaryFolder } from '../../support/temporaryFolder';
import { waitFor } from '../../support/waitFor';

interface Listed {
  readonly name: string;
  readonly etag: string;
  readonly at: number;
}

const functionId = 'f';
const url = 'http://any/incoming';
const folder = new TemporaryFolder();

afterAll(() => folder.remove());

function containerOf(blobs: readonly Listed[]): ContainerClient {
  const byPage = async function* () {
    const blobItems = blobs.map(({ name, etag, at }) => ({
      name,
      properties: { etag, lastModified: new Date(at) },
    }));
    yield { segment: { blobItems } };
  };
  return { url, containerName: 'incoming', listBlobsFlat: () => ({ byPage }) } as unknown as ContainerClient;
}

function siteOf(blobs: readonly Listed[], handle: (name: string) => Promise<void>) {
  const receipts = new BlobReceipts(folder.file(`receipts-${Math.random()}`), 'salt');
  const said: string[] = [];
  const log = (_level: string, message: string) => void said.push(message);
  const line = new BlobLine(
    {
      atOnce: () => 1,
      run: async ({ name }) => {
        await handle(name);
        return true;
      },
    },
    log,
  );
  const pattern = parseBlobPattern('incoming/{name}');
  const scanner = new BlobScanner([{ functionId, pattern, blobs: containerOf(blobs) }], receipts, line, log);
  const idOf = ({ name, etag }: Listed) =>
    receipts.idOf({ functionId, container: 'incoming', name, etag: `"${etag}"` }, url);
  return { receipts, line, scanner, said, idOf };
}

const listed = (name: string, at: number): Listed => ({ name, etag: `e ${name}`, at });

test('what was not handed on is found in the order in which it was written; what is gone is forgotten', async () => {
  const [first, second, known, gone] = ['z', 'a', 'known', 'gone'].map(listed) as [
    Listed,
    Listed,
    Listed,
    Listed,
  ];
  const handled: string[] = [];
  const { receipts, scanner, idOf, said } = siteOf([second, known, first], async (name) => {
    handled.push(name);
    await sleep(1);
  });
  for (const blob of [known, gone]) receipts.add(idOf(blob), functionId);
  await sleep(5);
  scanner.start();
  while (handled.length < 2) await sleep(5);
  await scanner.stop();
  expect(handled.slice(0, 2)).toEqual(['z', 'a']);
  expect([known, gone].map((blob) => receipts.has(idOf(blob)))).toEqual([true, false]);
  expect(said).toEqual([]);
  receipts.close();
});

test('a scanner that waits until fewer blobs wait stops at once', async () => {
  const blobs = Array.from({ length: 6000 }, (_, index) => listed(`${index}`, index));
  const { scanner, line, receipts, said } = siteOf(blobs, () => new Promise(() => {}));
  scanner.start();
  while (line.length < blobs.length) await sleep(5);
  line.stop();
  await scanner.stop();
  expect(said).toEqual([]);
  receipts.close();
});

test('a scan that cannot write, as on a full disk, says so once, and the next ones go on', async () => {
  const seen: string[] = [];
  const late = listed('late', 1);
  const blobs: Listed[] = [];
  const { receipts, scanner, said } = siteOf(blobs, async (name) => void seen.push(name));
  const forget = jest.spyOn(receipts, 'forget').mockImplementation(() => {
    throw new Error('database or disk is full');
  });
  scanner.start();
  await waitFor('two scans', () => forget.mock.calls.length > 1);
  blobs.push(late);
  await waitFor('the late one', () => seen.includes('late'));
  await scanner.stop();
  expect(said).toEqual([
    'The blob trigger cannot forget blobs that are gone, and keeps trying: database or disk is full',
  ]);
});
