import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import type { Member } from '../../../src/domain/intake/exportRecord';
import { defaultExportLimits } from '../../../src/domain/kernel/limits';
import { listArchive } from '../../../src/formats/archive/listArchive';
import { readMember, readMemberStart } from '../../../src/formats/archive/readMember';
import { type ArchiveSpec, buildZip, type EntrySpec, sourceOf } from '../../exports/zipBuilder';

const content = Buffer.from('the content of a file, the content of a file, the content of a file');
const most = 1 << 20;

async function open(entries: readonly EntrySpec[], spec: ArchiveSpec = {}) {
  const source = sourceOf(buildZip(entries, spec));
  return { source, members: await listArchive(source, defaultExportLimits) };
}

/** The only file of an archive. */
async function readOne(entry: Partial<EntrySpec>, maxBytes = most): Promise<Uint8Array> {
  const { source, members } = await open([
    { name: 'a', content, ...entry },
    { name: 'next', content },
  ]);
  return readMember(source, members[0] as Member, maxBytes);
}

describe('the content of a file', () => {
  test.each<[string, Partial<EntrySpec>]>([
    ['stored', { method: 0 }],
    ['deflated', {}],
    ['with sizes behind it', { descriptor: true }],
    ['stored, with sizes behind it', { descriptor: true, method: 0 }],
    ['behind an extra field that the directory does not have', { localExtra: Buffer.alloc(300) }],
    ['whose local header leaves the sizes to 64-bit fields', { local: { size: 0xffffffff } }],
  ])('%s', async (_what, entry) => {
    expect(Buffer.from(await readOne(entry))).toEqual(content);
  });

  test('of no bytes', async () => {
    expect(await readOne({ content: Buffer.alloc(0) })).toHaveLength(0);
    expect(await readOne({ content: Buffer.alloc(0), method: 0 })).toHaveLength(0);
  });

  test('whatever it is, each file gives back its own', async () => {
    const files = fc.array(
      fc.record({
        content: fc.uint8Array({ maxLength: 3000 }),
        method: fc.constantFrom(0, 8),
        descriptor: fc.boolean(),
        localExtra: fc.uint8Array({ maxLength: 50 }),
      }),
      { minLength: 1, maxLength: 12 },
    );
    await fc.assert(
      fc.asyncProperty(files, async (specs) => {
        const entries = specs.map((spec, index) => ({ ...spec, name: `${index}` }));
        const { source, members } = await open(entries);
        for (const [index, member] of members.entries()) {
          expect(Buffer.from(await readMember(source, member, most))).toEqual(
            Buffer.from(entries[index]?.content ?? []),
          );
        }
      }),
      { numRuns: 60 },
    );
  });

  test('is read in one piece, with little around it', async () => {
    const entries = Array.from({ length: 9 }, (_, index) => ({
      name: `${index}`,
      content: Buffer.alloc(100_000, index),
      method: 0,
    }));
    const { source, members } = await open(entries);
    source.reads.length = 0;
    await readMember(source, members[4] as Member, most);
    expect(source.reads).toEqual([[members[4]?.offset, 100_031]]);
  });
});

describe('a file that is refused', () => {
  const packed = deflateRawSync(content);
  const cases: [code: string, what: string, entry: Partial<EntrySpec>][] = [
    ['corrupt-archive', 'another checksum', { crc: 1 }],
    ['corrupt-archive', 'another checksum in the local header', { local: { crc: 1 } }],
    ['corrupt-archive', 'another size in the local header', { local: { size: 1 } }],
    ['corrupt-archive', 'another compression in the local header', { local: { method: 0 } }],
    ['corrupt-archive', 'less content than it states', { size: content.length + 1 }],
    ['corrupt-archive', 'stored, with two sizes', { method: 0, size: content.length + 1 }],
    ['bomb', 'more content than it states', { size: content.length - 1 }],
    [
      'bomb',
      'a gigabyte that states to be ten bytes',
      { packed: deflateRawSync(Buffer.alloc(1 << 26)), size: 10 },
    ],
    ['bomb', 'content that states to be none', { size: 0 }],
    ['corrupt-archive', 'content that goes on behind its end', { packed: Buffer.concat([packed, packed]) }],
    ['corrupt-archive', 'content that is cut off', { packed: packed.subarray(0, packed.length - 4) }],
    ['corrupt-archive', 'content that is not deflated', { packed: Buffer.alloc(50, 0xff) }],
    ['encrypted-archive', 'a password', { flags: 1 }],
    ['encrypted-archive', 'an encrypted directory', { flags: 0x2000 }],
    ['unsupported-compression', 'bzip2', { method: 12 }],
    ['unsupported-compression', 'Deflate64', { method: 9 }],
  ];
  test.each(cases)('%s: %s', async (code, _what, entry) => {
    await expect(readOne(entry)).rejects.toMatchObject({ code });
  });

  test('too-large: by its stated size, before anything of it is read', async () => {
    const { source, members } = await open([{ name: 'a', content }]);
    source.reads.length = 0;
    await expect(readMember(source, members[0] as Member, content.length - 1)).rejects.toMatchObject({
      code: 'too-large',
      detail: { value: content.length },
    });
    expect(source.reads).toEqual([]);
  });

  test('corrupt-archive: the directory points to where no file begins', async () => {
    const { source, members } = await open([{ name: 'a', content }]);
    const member = { ...(members[0] as Member), offset: 1 };
    await expect(readMember(source, member, most)).rejects.toMatchObject({ code: 'corrupt-archive' });
  });

  test('corrupt-archive: its extra field pushes its content into the next file', async () => {
    const { source, members } = await open([
      { name: 'a', content, method: 0 },
      { name: 'b', content, method: 0 },
    ]);
    const zip = Buffer.from(await source.read(0, source.size));
    zip.writeUInt16LE(31 + 1, 28);
    await expect(readMember(sourceOf(zip), members[0] as Member, most)).rejects.toMatchObject({
      code: 'corrupt-archive',
    });
  });
});

describe('the beginning of a file', () => {
  const long = Buffer.from(Array.from({ length: 300_000 }, (_, index) => (index * 7919) >> 3));

  test.each([0, 8])('compression %i: some hundred bytes of it, from a small piece', async (method) => {
    const { source, members } = await open([{ name: 'a', content: long, method }]);
    source.reads.length = 0;
    const start = await readMemberStart(source, members[0] as Member);
    expect(start.length).toBeGreaterThan(300);
    expect(Buffer.from(start)).toEqual(long.subarray(0, start.length));
    expect(Math.max(...source.reads.map(([, length]) => length))).toBeLessThanOrEqual(4096);
  });

  test('all of a short one', async () => {
    const { source, members } = await open([{ name: 'a', content }]);
    expect(Buffer.from(await readMemberStart(source, members[0] as Member))).toEqual(content);
  });

  test.each<[string, Partial<EntrySpec>]>([
    ['under a password', { flags: 1 }],
    ['that is not deflated', { packed: Buffer.alloc(50, 0xff) }],
    ['without content', { content: Buffer.alloc(0) }],
  ])('none of a file %s', async (_what, entry) => {
    const { source, members } = await open([{ name: 'a', content, ...entry }]);
    expect(await readMemberStart(source, members[0] as Member)).toHaveLength(0);
  });
});
