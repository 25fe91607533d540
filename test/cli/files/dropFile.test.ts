import { createHash, randomBytes } from 'node:crypto';
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { dropFile } from '../../../src/cli/files/dropFile';
import { fakeContainer } from '../support/fakeContainer';

const { signal } = new AbortController();
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'triage-test-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function write(name: string, bytes: Buffer): { file: string; sha256: string } {
  const file = path.join(folder, name);
  writeFileSync(file, bytes);
  return { file, sha256: createHash('sha256').update(bytes).digest('hex') };
}

test.each([
  ['an empty file', 0],
  ['a small file', 1000],
  ['a file of the size where streaming begins', 16 << 20],
  ['a large file', (16 << 20) + 1],
])('%s arrives whole under the name of its content', async (_, size) => {
  const { client, blobs } = fakeContainer();
  const bytes = randomBytes(size);
  const { file, sha256 } = write('Meier^Hans.dcm', bytes);
  const dropped = await dropFile(client, file, signal);
  expect(dropped).toEqual({ name: `${sha256}.dcm`, etag: expect.any(String), bytes: size, sent: true });
  expect([...blobs.keys()]).toEqual([`${sha256}.dcm`]);
  expect(blobs.get(`${sha256}.dcm`)?.equals(bytes)).toBe(true);
});

test.each([
  ['small', 1000],
  ['large', (16 << 20) + 1],
])('a %s file that is there already is not sent again', async (_, size) => {
  const { client, sent } = fakeContainer();
  const { file } = write('a.dcm', randomBytes(size));
  const first = await dropFile(client, file, signal);
  const again = await dropFile(client, file, signal);
  expect(again).toEqual({ ...first, sent: false });
  expect(sent).toHaveLength(1);
});

test('of two equal files at once, one is sent and both know the same blob', async () => {
  const both = Promise.withResolvers<void>();
  let begun = 0;
  const { client, blobs } = fakeContainer(async () => {
    begun += 1;
    if (begun === 2) both.resolve();
    await both.promise;
  });
  const bytes = randomBytes(100);
  const files = [write('a.png', bytes).file, write('b.png', bytes).file];
  const dropped = await Promise.all(files.map((file) => dropFile(client, file, signal)));
  expect(dropped.map(({ sent }) => sent).sort()).toEqual([false, true]);
  expect(dropped[0]?.etag).toBe(dropped[1]?.etag);
  expect(blobs.size).toBe(1);
});

test('a large file that grows while it is read is not stored under a name that is not its own', async () => {
  const { file } = write('a.dcm', randomBytes((16 << 20) + 1));
  const { client, blobs } = fakeContainer();
  const getBlockBlobClient = client.getBlockBlobClient.bind(client);
  client.getBlockBlobClient = (name: string) => {
    appendFileSync(file, 'more');
    return getBlockBlobClient(name);
  };
  await expect(dropFile(client, file, signal)).rejects.toThrow(
    'the file was changed while it was being read',
  );
  expect(blobs.size).toBe(0);
});
