import { randomUUID } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import type { Random } from '../../../src/cli/synthetic/random';
import { imageFile } from '../../dicom/dicomBuilder';
import { buildZip, type EntrySpec, withZip64End } from '../../exports/zipBuilder';
import { dicomdir } from '../../support/dicomdir';
import { group, type HostileFile, whole } from './hostileFile';

const mebi = 2 ** 20;
const image = imageFile({ pixels: [1, 2, 3, 4] });
const plain = (count: number, more: Partial<EntrySpec> = {}): EntrySpec[] =>
  Array.from({ length: count }, (_, index) => ({ name: `IM${index}`, content: image, ...more }));
const zip = (entries: readonly EntrySpec[]) => () => buildZip(entries);
const one = (more: Partial<EntrySpec>) => zip([...plain(1), { name: 'X', content: image, ...more }]);
const packedZeros = (bytes: number) => deflateRawSync(Buffer.alloc(bytes));

/** Entries that all have one content: the first is there, the others only point to it. */
function sharing(count: number, packed: Buffer, size: number): Buffer {
  const entry: EntrySpec = { name: '0', packed, size };
  const others = Array.from({ length: count }, (_, index) => ({
    ...entry,
    name: `${index + 1}`,
    offset: 0,
    onlyListed: true,
  }));
  return buildZip([entry, ...others]);
}

function nested(depth: number): Buffer {
  return depth === 0 ? image : buildZip([{ name: 'inner.zip', content: nested(depth - 1) }]);
}

const noise = (bytes: number, random: Random) =>
  Buffer.from(Array.from({ length: bytes }, () => whole(random, 0, 255)));

/** Exports that are made to do harm: each is refused as a whole, or its worst file is, for the reason that it stands for. */
export const archives: readonly HostileFile[] = [
  ...group('unsafe-member-name', 'unsafe-member-name', [
    ['up', one({ name: '../../../../etc/passwd' }), 'x.zip'],
    ['absolute', one({ name: '/etc/passwd' }), 'x.zip'],
    ['a Windows drive', one({ name: 'C:\\autoexec.bat' }), 'x.zip'],
    ['a share', one({ name: '\\\\host\\share' }), 'x.zip'],
    ['NUL in the middle', one({ name: 'IM.dcm\0.exe' }), 'x.zip'],
    ['a name of 64 KB', one({ name: 'a'.repeat(65_000) }), 'x.zip'],
  ]),
  ...group('bomb', 'bomb', [
    [
      'a gigabyte out of a megabyte',
      zip([{ name: 'a', packed: packedZeros(mebi), size: 1100 * mebi }]),
      'x.zip',
    ],
    ['a hundred files of 4 GB', zip(plain(100, { packed: packedZeros(mebi), size: 0xfffffffe })), 'x.zip'],
    ['far more than it states', one({ packed: packedZeros(64 * mebi), size: 1000 }), 'x.zip'],
    ['one byte more than it states', one({ size: image.length - 1 }), 'x.zip'],
  ]),
  ...group('corrupt-archive', 'corrupt-archive', [
    ['ten thousand entries with one content', () => sharing(9_999, packedZeros(20_000), 20_000), 'x.zip'],
    ['five entries with one content', () => sharing(5, packedZeros(mebi), mebi), 'x.zip'],
    ['a wrong checksum', one({ crc: 1 }), 'x.zip'],
    ['two headers with two sizes', one({ local: { size: 7 } }), 'x.zip'],
    ['fewer entries stated than there are', () => buildZip(plain(9), { count: 3 }), 'x.zip'],
    ['more entries stated than there are', () => buildZip(plain(3), { count: 9 }), 'x.zip'],
    [
      'content that goes on behind its end',
      (random) =>
        buildZip([
          { name: 'a', content: image, packed: Buffer.concat([deflateRawSync(image), noise(100, random)]) },
        ]),
      'x.zip',
    ],
    [
      'noise in place of the directory',
      (random) =>
        Buffer.concat([
          buildZip(plain(1)).subarray(0, 50),
          noise(2000, random),
          buildZip([], { count: 5, directoryOffset: 60 }),
        ]),
      'x.zip',
    ],
  ]),
  ...group('truncated', 'truncated', [
    ['in the middle', () => buildZip(plain(20)).subarray(0, 2000), 'x.zip'],
    ['before the last byte', () => buildZip(plain(20)).subarray(0, -1), 'x.zip'],
    ['behind the first mark', () => buildZip(plain(1)).subarray(0, 4), 'x.zip'],
  ]),
  ...group('too-many-members', 'too-many-members', [
    [
      '10 001 entries',
      () => buildZip(Array.from({ length: 10_001 }, (_, index) => ({ name: `${index}`, method: 0 }))),
      'x.zip',
    ],
    [
      '65 537 in 64-bit records',
      () =>
        withZip64End(
          buildZip([...plain(1), ...Array(65_536).fill({ name: 'a', method: 0, onlyListed: true })]),
          65_537,
        ),
      'x.zip',
    ],
    ['2^53 stated', () => withZip64End(buildZip(plain(1)), 2 ** 53), 'x.zip'],
  ]),
  ...group('too-large', 'too-large', [
    [
      'names and fields of 9 MB',
      zip(Array.from({ length: 9_000 }, (_, index) => ({ name: `${'n'.repeat(1000)}${index}`, method: 0 }))),
      'x.zip',
    ],
    [
      'a file of 513 MB',
      zip([
        { name: 'a', content: Buffer.alloc(mebi * 3, 1), method: 0 },
        { name: 'b', packed: Buffer.alloc(3 * mebi, 7), size: 513 * mebi },
      ]),
      'x.zip',
    ],
    ['a file of 600 MB', zip([{ name: 'b', packed: Buffer.alloc(8 * mebi, 7), size: 600 * mebi }]), 'x.zip'],
  ]),
  ...group('encrypted-archive', 'encrypted-archive', [
    ['all of it', zip(plain(3, { flags: 1 })), 'x.zip'],
    ['one file', one({ flags: 1 }), 'x.zip'],
    ['strongly', one({ flags: 0x41 }), 'x.zip'],
  ]),
  ...group('unsupported-compression', 'unsupported-compression', [
    ['LZMA', zip(plain(3, { method: 14 })), 'x.zip'],
    ['Deflate64 in one file', one({ method: 9 }), 'x.zip'],
    ['in several parts', () => buildZip(plain(1), { disk: 2 }), 'x.zip'],
  ]),
  ...group('nested-archive', 'nested-archive', [
    ['one in another', () => nested(2), 'x.zip'],
    ['ten deep', () => nested(10), 'x.zip'],
    [
      'sixteen in one, in the manner of 42.zip',
      () =>
        buildZip(
          Array.from({ length: 16 }, (_, index) => ({ name: `lib ${index}.zip`, content: nested(3) })),
        ),
      'x.zip',
    ],
  ]),
  ...group('empty-archive', 'empty-archive', [
    ['nothing', zip([]), 'x.zip'],
    [
      'ten thousand folders',
      zip(Array.from({ length: 10_000 }, (_, index) => ({ name: `${index}/`, method: 0 }))),
      'x.zip',
    ],
    [
      'only a DICOMDIR that names what is not there',
      zip([{ name: 'DICOMDIR', content: dicomdir('A', 'B') }]),
      'x.zip',
    ],
  ]),
  ...group('extension-mismatch', 'extension-mismatch', [
    ['called DICOM', zip(plain(1)), 'x.dcm'],
    ['called a picture', zip(plain(1)), 'x.png'],
    ['an office document', zip(plain(1)), 'x.docx'],
  ]),
];

const long = Array.from({ length: 9_000 }, (_, index) => `DIR${index % 7}\\IMAGE${index}`);

/** Exports that are only large: they are taken, and may hold up nothing. */
export const burdens: readonly (readonly [what: string, make: () => Buffer])[] = [
  ['ten thousand files', zip(plain(10_000))],
  [
    'a DICOMDIR of nine thousand files',
    zip([{ name: 'DICOMDIR', content: dicomdir(...long) }, ...plain(200)]),
  ],
  [
    'forty DICOMDIRs of nine thousand files each, beside five thousand files',
    () => {
      const index = dicomdir(...long);
      const indexes = Array.from({ length: 40 }, (_, disc) => ({ name: `${disc}/DICOMDIR`, content: index }));
      return buildZip([
        ...indexes,
        ...plain(5_000).map(({ name, ...rest }, at) => ({ ...rest, name: `${at % 40}/${name}` })),
      ]);
    },
  ],
  ['a file of 250 MB', zip([{ name: 'a', content: Buffer.alloc(250 * mebi, randomUUID()) }])],
];
