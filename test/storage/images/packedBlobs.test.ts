import { createHash, randomBytes } from 'node:crypto';
import { BlobServiceClient, type BlockBlobClient } from '@azure/storage-blob';
import fc from 'fast-check';
import { asSiteKey } from '../../../src/domain/kernel/identifiers/ids';
import { Macs } from '../../../src/domain/kernel/sealing/macs';
import { AccountTree } from '../../../src/storage/audit/blobTree';
import { SealedBlobs } from '../../../src/storage/blobs/sealedBlobs';
import { type ContentPart, PackedBlobs } from '../../../src/storage/images/packedBlobs';
import { partHashes } from '../../../src/storage/images/partHashes';
import { lengthOf, type PlacedPart, partsIn, partsText } from '../../../src/storage/images/parts';
import { testMacs } from '../../support/siteSecret';
import { watchedAccount } from '../../support/watchedAccount';

const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

let service: BlobServiceClient;
let packs: PackedBlobs;
let close: () => void;
let asked = 0;

beforeAll(async () => {
  const account = await watchedAccount({ answered: () => (asked += 1) });
  close = account.close;
  service = BlobServiceClient.fromConnectionString(account.connectionString);
  const container = service.getContainerClient('images');
  await container.create();
  packs = new PackedBlobs(new SealedBlobs(container, testMacs));
});

afterAll(() => close());

const pixels = randomBytes(100_000);
const contents: ContentPart[] = [
  { name: 'image.json', bytes: [Buffer.from('{}')] },
  { name: 'pixels', bytes: [pixels.subarray(0, 60_000), pixels.subarray(60_000)] },
  { name: 'preview', bytes: [Buffer.from('png')] },
];

const at = (name: string): BlockBlobClient => service.getContainerClient('images').getBlockBlobClient(name);

async function stored(): Promise<string> {
  const name = `${randomBytes(32).toString('hex')}/image`;
  await (await packs.prepare(name, contents)).store();
  return name;
}

async function requests<T>(work: () => Promise<T>): Promise<[T, number]> {
  const before = asked;
  return [await work(), asked - before];
}

test('each content is read without the others: the first with one request, others with two, or one soon after', async () => {
  const name = await stored();
  expect(await requests(() => packs.part(name, 'pixels'))).toEqual([pixels, 2]);
  expect(await requests(() => packs.part(name, 'preview'))).toEqual([Buffer.from('png'), 1]);
  const another = await stored();
  expect(await requests(() => packs.part(another, 'image.json'))).toEqual([Buffer.from('{}'), 1]);
  expect(await packs.part(name, 'codestream')).toBeUndefined();
  expect(await packs.part(`${randomBytes(32).toString('hex')}/image`, 'pixels')).toBeUndefined();
});

test('of one content a range is read, by a hash of its own', async () => {
  const name = await stored();
  const range = pixels.subarray(70_000, 80_000);
  const within = { offset: 70_000, bytes: range.length, sha256: sha256Of(range) };
  expect(await packs.part(name, 'pixels', within)).toEqual(range);
  await expect(packs.part(name, 'pixels', { ...within, offset: 70_001 })).rejects.toMatchObject({
    code: 'changed-outside',
  });
});

test('each content is audited by itself, under the name that it would have beside the blob', async () => {
  const { contents: audited } = await packs.prepare('folder/image', contents);
  expect(audited).toEqual([
    { container: 'images', name: 'folder/image.json', sha256: sha256Of(Buffer.from('{}')) },
    { container: 'images', name: 'folder/pixels', sha256: sha256Of(pixels) },
    { container: 'images', name: 'folder/preview', sha256: sha256Of(Buffer.from('png')) },
  ]);
});

async function rewrite(
  name: string,
  change: (bytes: Buffer, metadata: Record<string, string>) => [Buffer, Record<string, string>],
  to = name,
): Promise<void> {
  const { metadata = {} } = await at(name).getProperties();
  await at(to).uploadData(
    ...(([bytes, kept]) => [bytes, { metadata: kept }] as const)(
      change(await at(name).downloadToBuffer(), metadata),
    ),
  );
}

const otherKey = new Macs(asSiteKey(Buffer.alloc(32, 9)));
const attacks: Record<string, (name: string) => Promise<void>> = {
  'a bit of it flipped': (name) =>
    rewrite(name, (bytes, metadata) => {
      bytes.writeUInt8(bytes.readUInt8(50_000) ^ 1, 50_000);
      return [bytes, metadata];
    }),
  'cut off': (name) => rewrite(name, (bytes, metadata) => [bytes.subarray(0, 40_000), metadata]),
  empty: (name) => rewrite(name, (_, metadata) => [Buffer.alloc(0), metadata]),
  'another one copied over it': async (name) => rewrite(await stored(), (...all) => all, name),
  'its metadata removed': (name) => rewrite(name, (bytes) => [bytes, {}]),
  'another place said': (name) =>
    rewrite(name, (bytes, metadata) => {
      const parts = metadata.parts?.replace('image.json 2 ', 'image.json 3 ') ?? '';
      return [bytes, { ...metadata, parts }];
    }),
  'a seal of another key': (name) =>
    rewrite(name, (bytes, { parts = '' }) => {
      const sha256 = sha256Of(Buffer.from(parts));
      const seal = otherKey.of('stored blob', { container: 'images', name, sha256 });
      return [bytes, { parts, sha256, seal }];
    }),
};

test.each(Object.entries(attacks))('%s: it is not read, also right after it was', async (_, attack) => {
  const name = await stored();
  await packs.part(name, 'pixels');
  await attack(name);
  for (const reader of [
    packs,
    new PackedBlobs(new SealedBlobs(service.getContainerClient('images'), testMacs)),
  ])
    await expect(reader.part(name, 'pixels')).rejects.toMatchObject({
      code: 'changed-outside',
      container: 'images',
      blob: name.replace(/image$/, 'pixels'),
    });
  expect(await packs.isIntact(name, 'pixels')).toBe(false);
});

describe('verification', () => {
  const names = async (name: string) => {
    const found: string[] = [];
    for await (const one of new AccountTree(service).list('images', name.slice(0, 64)))
      found.push(one.slice(65));
    return found;
  };

  test('sees each content by its name, and reads the blob once for all of them', async () => {
    const name = await stored();
    expect(await names(name)).toEqual(['image.json', 'pixels', 'preview']);
    const tree = new AccountTree(service);
    const content = (part: string) => name.replace(/image$/, part);
    expect(await requests(() => tree.sha256('images', content('image.json')))).toEqual([
      sha256Of(Buffer.from('{}')),
      1,
    ]);
    expect(await requests(() => tree.sha256('images', content('pixels')))).toEqual([sha256Of(pixels), 0]);
    expect(await requests(() => tree.sha256('images', content('pixels')))).toEqual([sha256Of(pixels), 1]);
    expect(await tree.sha256('images', content('codestream'))).toBeUndefined();
    expect(await tree.read('images', content('pixels'))).toEqual(pixels);
  });

  test.each<[string, (bytes: Buffer, metadata: Record<string, string>) => [Buffer, Record<string, string>]]>([
    ['bytes behind the last content', (bytes, metadata) => [Buffer.concat([bytes, Buffer.of(1)]), metadata]],
    ['bytes that are missing', (bytes, metadata) => [bytes.subarray(1), metadata]],
    ['metadata that say nothing', (bytes) => [bytes, {}]],
    [
      'a content of an unknown name',
      (bytes, metadata) => [bytes, { parts: metadata.parts?.replace('preview', 'other') ?? '' }],
    ],
    [
      'a name twice',
      (bytes, metadata) => [bytes, { parts: metadata.parts?.replace('preview', 'pixels') ?? '' }],
    ],
  ])('sees %s as a blob that the log does not know', async (_, change) => {
    const name = await stored();
    await rewrite(name, change);
    expect(await names(name)).toContain('image');
    expect(await new AccountTree(service).sha256('images', name)).toBe(
      sha256Of(await at(name).downloadToBuffer()),
    );
  });
});

test('what is said of the parts is read as it was written, and hashes are those of the parts, however they come', async () => {
  const names = ['image.json', 'pixels', 'codestream', 'preview'];
  const parts = fc
    .array(fc.uint8Array({ maxLength: 40 }), { minLength: 1, maxLength: 4 })
    .map((all) => all.map((bytes, index) => ({ name: names[index] as string, bytes })));
  await fc.assert(
    fc.asyncProperty(
      parts,
      fc.array(fc.nat(160)),
      fc.uint8Array({ maxLength: 5 }),
      async (all, cuts, more) => {
        const text = partsText(
          all.map(({ name, bytes }) => ({ name, bytes: bytes.length, sha256: sha256Of(bytes) })),
        );
        const placed = partsIn(text) as readonly PlacedPart[];
        const bytes = Buffer.concat([...all.map((part) => part.bytes), more]);
        expect(lengthOf(placed)).toBe(bytes.length - more.length);
        const chunks = [0, ...cuts.sort((a, b) => a - b)].map((from, at, froms) =>
          bytes.subarray(from, froms[at + 1]),
        );
        const stream = (async function* () {
          yield* chunks;
        })();
        const hashes = await partHashes(stream, placed);
        expect([...hashes]).toEqual(all.map((part) => [part.name, sha256Of(part.bytes)]));
      },
    ),
  );
  for (const wrong of ['', 'a 1', 'pixels 1 00', `pixels -1 ${'0'.repeat(64)}`])
    expect(partsIn(wrong)).toBeUndefined();
});
