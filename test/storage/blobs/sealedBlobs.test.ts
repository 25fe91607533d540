import { randomBytes } from 'node:crypto';
import { BlobServiceClient, type BlockBlobClient, type ContainerClient } from '@azure/storage-blob';
import { z } from 'zod';
import { asSiteKey } from '../../../src/domain/kernel/identifiers/ids';
import { Macs } from '../../../src/domain/kernel/sealing/macs';
import { SealedBlobs } from '../../../src/storage/blobs/sealedBlobs';
import { pack } from '../../../src/storage/images/packed';
import { testMacs } from '../../support/siteSecret';
import { storageAccount } from '../../support/storageAccount';

let container: ContainerClient;
let blobs: SealedBlobs;
const kind = { contentType: 'application/octet-stream' };

beforeAll(async () => {
  const service = BlobServiceClient.fromConnectionString(await storageAccount());
  container = service.getContainerClient('anything');
  await container.create();
  blobs = new SealedBlobs(container, testMacs);
});

const at = (name: string): BlockBlobClient => container.getBlockBlobClient(name);

/** Writes what is there again, changed. */
async function rewrite(
  name: string,
  change: (bytes: Buffer, metadata: Record<string, string>) => [Buffer, Record<string, string>],
  to = name,
): Promise<void> {
  const { metadata = {} } = await at(name).getProperties();
  const [bytes, kept] = change(await at(name).downloadToBuffer(), metadata);
  await at(to).uploadData(bytes, { metadata: kept });
}

const attacks: Record<string, (name: string, other: string) => Promise<void>> = {
  'one flipped bit': (name) =>
    rewrite(name, (bytes, metadata) => {
      bytes.writeUInt8(bytes.readUInt8(7) ^ 1, 7);
      return [bytes, metadata];
    }),
  'a byte less': (name) => rewrite(name, (bytes, metadata) => [bytes.subarray(1), metadata]),
  'another blob copied over it': (name, other) => rewrite(other, (...all) => all, name),
  'its metadata removed': (name) => rewrite(name, (bytes) => [bytes, {}]),
  'its seal removed': (name) => rewrite(name, (bytes, { sha256 = '' }) => [bytes, { sha256 }]),
  'a seal of another key': (name) =>
    rewrite(name, (bytes, { sha256 = '' }) => {
      const macs = new Macs(asSiteKey(Buffer.alloc(32, 9)));
      return [bytes, { sha256, seal: macs.of('stored blob', { container: 'anything', name, sha256 }) }];
    }),
  'a seal for another purpose': (name) =>
    rewrite(name, (bytes, { sha256 = '' }) => {
      return [bytes, { sha256, seal: testMacs.of('audit record', { container: 'anything', name, sha256 }) }];
    }),
};

const readers: Record<string, (name: string) => Promise<unknown>> = {
  'all of it': (name) => blobs.bytes(name),
};

describe.each(Object.entries(attacks))('%s', (_, attack) => {
  test.each(Object.entries(readers))('is found by who reads %s', async (_, read) => {
    const [name, other] = [randomBytes(8).toString('hex'), randomBytes(8).toString('hex')];
    for (const one of [name, other]) await blobs.create(one, await pack(randomBytes(100_000)), kind);
    await read(name);
    await attack(name, other);
    await expect(read(name)).rejects.toMatchObject({
      code: 'changed-outside',
      container: 'anything',
      blob: name,
    });
    expect(await read(other)).toBeDefined();
  });
});

test('a name that somebody took before the app is found when the app writes it', async () => {
  await at('planted').upload('{}', 2);
  await expect(blobs.createJson('planted', {})).rejects.toMatchObject({ code: 'changed-outside' });
  expect(await blobs.createJson('own', {})).toBe(true);
  expect(await blobs.createJson('own', { other: true })).toBe(false);
});

test('a value that changes has a new seal with each write, and an altered one is not changed further', async () => {
  const count = z.object({ count: z.number() });
  const increase = () =>
    blobs.updateJson('count', count, (known) => ({ count: (known?.count ?? 0) + 1 }), {
      metadata: ({ count }) => ({ mark: String(count) }),
    });
  await increase();
  expect(await increase()).toEqual({ count: 2 });
  expect((await at('count').getProperties()).metadata).toMatchObject({ mark: '2' });
  expect(await blobs.json('count', count)).toEqual({ count: 2 });
  await rewrite('count', (_, metadata) => [Buffer.from('{"count":9}'), metadata]);
  await expect(increase()).rejects.toMatchObject({ code: 'changed-outside' });
  await expect(blobs.json('count', count)).rejects.toMatchObject({ code: 'changed-outside' });
});

test('entries that are only names: a planted one is refused, or left out', async () => {
  await blobs.createLink('links/a');
  await at('links/b').upload('{"schemaVersion":1}', 19);
  const names = async (loud: boolean) => {
    const found: string[] = [];
    for await (const name of blobs.names('links/', loud)) found.push(name);
    return found;
  };
  expect(await names(false)).toEqual(['links/a']);
  await expect(names(true)).rejects.toMatchObject({ code: 'changed-outside', blob: 'links/b' });
});

test('a blob of another container with the same name is not one of this', async () => {
  const service = new SealedBlobs(
    BlobServiceClient.fromConnectionString(await storageAccount()).getContainerClient('another'),
    testMacs,
  );
  await service.container.create();
  await service.create('same', Buffer.from('bytes'), kind);
  const { metadata = {} } = await service.container.getBlobClient('same').getProperties();
  await at('same').uploadData(Buffer.from('bytes'), { metadata });
  await expect(blobs.bytes('same')).rejects.toMatchObject({ code: 'changed-outside' });
});

test.each(['../other/a', 'a/../b', 'a//b', 'a\\b', ''])(
  '%j names no blob: nothing is read or written under it',
  async (name) => {
    const json = z.object({});
    for (const use of [
      () => blobs.bytes(name),
      () => blobs.json(name, json),
      () => blobs.contents([name]),
      () => blobs.create(name, Buffer.from('x'), kind),
      () => blobs.putJson(name, {}),
      () => blobs.updateJson(name, json, () => ({})),
    ])
      await expect(use()).rejects.toMatchObject({ name: 'BlobNameError' });
  },
);

test('who holds no key reads without the check, and can write nothing', async () => {
  const unchecked = new SealedBlobs(container, undefined);
  await at('anybody').upload('bytes', 5);
  expect((await unchecked.bytes('anybody'))?.toString()).toBe('bytes');
  await expect(unchecked.create('mine', Buffer.from('x'), kind)).rejects.toThrow('key of the site');
});
