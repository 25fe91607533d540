import { constants, crc32, deflateRawSync } from 'node:zlib';
import sharp from 'sharp';
import { imageFile } from '../../dicom/dicomBuilder';
import { group, type HostileFile, whole } from './hostileFile';

const svg = Buffer.from(
  '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>',
);
const mebi = 1024 * 1024;

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}

/** Zeros, as zlib has them, without ever holding them. */
function zeros(bytes: number): Buffer {
  const block = deflateRawSync(Buffer.alloc(mebi), { level: 9, finishFlush: constants.Z_FULL_FLUSH });
  const rest = deflateRawSync(Buffer.alloc(bytes % mebi), { level: 9 });
  const adler = Buffer.alloc(4);
  adler.writeUInt32BE((bytes % 65_521) * 0x10000 + 1);
  return Buffer.concat([
    Buffer.from([0x78, 0xda]),
    ...Array<Buffer>(Math.floor(bytes / mebi)).fill(block),
    rest,
    adler,
  ]);
}

/** A whole and valid PNG of nothing but black. */
function blackPng(side: number, bits: 8 | 16, colour: 0 | 2): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  head.set([bits, colour], 8);
  const rowBytes = 1 + (side * (colour === 2 ? 3 : 1) * bits) / 8;
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const parts = [chunk('IHDR', head), chunk('IDAT', zeros(rowBytes * side)), chunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([signature, ...parts]);
}

/** A little endian TIFF of one strip: `fields` are tag, value. */
function tiff(fields: readonly (readonly [tag: number, value: number])[], strip = Buffer.alloc(16)): Buffer {
  const head = Buffer.from([0x49, 0x49, 0x2a, 0, 8, 0, 0, 0]);
  const directory = Buffer.alloc(2 + 12 * fields.length + 4);
  directory.writeUInt16LE(fields.length, 0);
  fields.forEach(([tag, value], index) => {
    const at = 2 + 12 * index;
    directory.writeUInt16LE(tag, at);
    directory.writeUInt16LE(4, at + 2);
    directory.writeUInt32LE(1, at + 4);
    directory.writeUInt32LE(value, at + 8);
  });
  return Buffer.concat([head, directory, strip]);
}

/** Grey of 8 bits, not compressed. */
const grey = [
  [258, 8],
  [259, 8],
  [262, 1],
] as const;

async function jpeg(): Promise<Buffer> {
  const samples = Uint8Array.from({ length: 4096 }, (_, index) => (index * 37) % 256);
  return sharp(samples, { raw: { width: 64, height: 64, channels: 1 } })
    .toColourspace('b-w')
    .jpeg()
    .toBuffer();
}

/** Pictures that are more than they seem, or something else. */
export const pictures: readonly HostileFile[] = [
  ...group('a PNG of 16380 x 16380 pixels', 'too-large', [
    ['grey', () => blackPng(16_380, 8, 0), 'image.png'],
    ['of 16 bits', () => blackPng(16_380, 16, 0), 'image.png'],
    ['in colour', (random) => blackPng(whole(random, 16_381, 20_000), 8, 2), 'image.png'],
  ]),
  ...group('an SVG named .png', 'not-an-image', [
    ['plain', () => svg, 'image.png'],
    [
      'with an XML declaration',
      () => Buffer.concat([Buffer.from('<?xml version="1.0"?>'), svg]),
      'image.png',
    ],
    [
      'that reads a file',
      () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>'),
      'x.png',
    ],
  ]),
  ...group('a TIFF bomb', 'too-large', [
    [
      '65535 x 65535',
      () => tiff([[256, 65_535], [257, 65_535], ...grey, [273, 90], [278, 65_535], [279, 16]]),
      'image.tif',
    ],
    [
      'one tile of 16 gigapixels',
      () => tiff([[256, 1], [257, 1], ...grey, [322, 131_072], [323, 131_072], [324, 100], [325, 16]]),
      'image.tif',
    ],
    ['four billion strips', () => strips(0xffffffff), 'image.tif'],
  ]),
  ...group('empty-file', 'empty-file', [
    ['named .dcm', () => new Uint8Array(0)],
    ['named .png', () => new Uint8Array(0), 'image.png'],
    ['without an extension', () => new Uint8Array(0), 'IM0001'],
  ]),
  ...group('archives that are not read', 'archive-not-read', [
    ['7z', () => Buffer.from('7z\xbc\xaf\x27\x1c and nothing else', 'latin1')],
    ['RAR', () => Buffer.from('Rar!\x1a\x07\x01\0', 'latin1')],
    ['TAR', () => Buffer.concat([Buffer.alloc(257), Buffer.from('ustar\0', 'latin1'), Buffer.alloc(249)])],
  ]),
  ...group('formats that are not read', 'format-not-read', [
    ['a PDF', () => Buffer.from('%PDF-1.7')],
    ['a NIfTI', () => Buffer.concat([Buffer.alloc(344), Buffer.from('n+1\0', 'latin1')])],
    ['a HEIC', () => Buffer.from('\0\0\0\x18ftypheic')],
  ]),
  ...group('not-an-image', 'not-an-image', [
    ['a letter', () => Buffer.from('Dear colleague, thank you for sending this patient.'), 'letter'],
    ['a table', () => Buffer.from('name,age\nA,50\nB,60\n'), 'image'],
    ['noise', (random) => Buffer.from(Array.from({ length: 4096 }, () => whole(random, 33, 126))), 'IM0002'],
  ]),
  ...group('extension-mismatch', 'extension-mismatch', [
    ['DICOM named .png', () => imageFile({ pixels: [1, 2, 3, 4] }), 'image.png'],
    ['a JPEG named .dcm', jpeg],
    ['a PNG named .tif', () => blackPng(8, 8, 0), 'image.tif'],
  ]),
  ...group('damaged pictures', 'corrupt-pixel-data', [
    [
      'a JPEG with a marker among its rows',
      async (random) => {
        const bytes = await jpeg();
        bytes.set([0xff, 0xd0 + whole(random, 0, 7)], bytes.length - whole(random, 20, 400));
        return bytes;
      },
      'image.jpg',
    ],
    [
      'a PNG with a changed byte',
      (random) => {
        const bytes = blackPng(2000, 8, 0);
        const at = 60 + whole(random, 0, 100);
        bytes.writeUInt8(bytes.readUInt8(at) ^ 0x55, at);
        return bytes;
      },
      'image.png',
    ],
    [
      'a TIFF whose strip is no deflate stream',
      () => {
        const fields = [
          [256, 8],
          [257, 8],
          [258, 8],
          [259, 8],
          [262, 1],
          [273, 98],
          [279, 16],
        ] as const;
        return tiff(fields, Buffer.alloc(16, 0x77));
      },
      'image.tif',
    ],
  ]),
];

function strips(count: number): Buffer {
  const bytes = tiff([[256, 64], [257, 64], ...grey, [273, 8], [278, 1], [279, 8]]);
  for (const index of [5, 7]) bytes.writeUInt32LE(count, 8 + 2 + 12 * index + 4);
  return bytes;
}
