import { setTimeout as sleep } from 'node:timers/promises';
import type { ContainerClient } from '@azure/storage-blob';
import { parseBlobPattern } from '../../../src/local/triggers/blobPattern';
import type { BlobReceipts } from '../../../src/local/triggers/blobReceipts';
import { BlobScanner } from '../../../src/local/triggers/blobScanner';

function containerOf(count: number): ContainerClient {
  const blobs = Array.from({ length: count }, (_, index) => ({
    name: `b${index}`,
    properties: { etag: 'e' },
  }));
  const listBlobsFlat = async function* () {
    yield* blobs;
  };
  return {
    url: 'http://any/incoming',
    containerName: 'incoming',
    listBlobsFlat,
  } as unknown as ContainerClient;
}

test('a scanner that waits for room in the queue stops at once, and hands on nothing more', async () => {
  let begun = 0;
  const handOn = (_version: unknown, _type: string, signal: AbortSignal) => {
    begun += 1;
    return sleep(60_000, undefined, { signal });
  };
  const receipts = {
    isCompleted: () => false,
    handOn: (_version: unknown, then: () => Promise<unknown>) => then(),
  } as unknown as BlobReceipts;
  const said: string[] = [];
  const pattern = parseBlobPattern('incoming/{name}');
  const watched = [{ functionId: 'f', pattern, blobs: containerOf(1000) }];
  const log = (_level: string, message: string) => said.push(message);
  const scanner = new BlobScanner(watched, receipts, handOn, log);
  scanner.start();
  while (begun === 0) await sleep(5);
  await scanner.stop();
  expect(begun).toBeLessThan(20);
  expect(said).toEqual([]);
});
