import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { imageFile, syntaxes } from '../dicom/dicomBuilder';
import { video } from '../dicom/video';
import { zipOf } from '../support/zipOf';
import { triageHere } from './support/triageHere';

let directory: string;
const at = (name: string) => path.join(directory, name);
const put = (name: string, bytes: Uint8Array) => {
  writeFileSync(at(name), bytes);
  return at(name);
};

beforeAll(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'triage-decode-'));
});

afterAll(() => rmSync(directory, { recursive: true, force: true }));

const twoFrames = () =>
  imageFile(
    {
      frames: 2,
      pixels: [0xf001, 2, 3, 4, 500, 600, 700, 4095],
      more: [
        [0x00100010, 'PN', 'SYNTHETIC^SECRET'],
        [0x00281050, 'DS', '2048'],
        [0x00281051, 'DS', '4096'],
      ],
    },
    syntaxes.bigEndian,
  );

const values = (file: string) => {
  const bytes = readFileSync(file);
  return Array.from({ length: bytes.length / 2 }, (_, index) => bytes.readUInt16LE(2 * index));
};

test('decode --raw writes the stored values of all frames, little endian', async () => {
  const result = await triageHere(['decode', put('two.dcm', twoFrames()), '--raw', at('all.raw')]);
  expect(result).toMatchObject({ code: 0, stderr: '' });
  expect(values(at('all.raw'))).toEqual([1, 2, 3, 4, 500, 600, 700, 4095]);
  expect(result.stdout).toMatch(/2 x 2, frames: 2/);
  expect(result.stdout).toMatch(/12 stored in 16, unsigned/);
  expect(result.stdout).toMatch(/note: +bits-above-stored: /);
});

test.each([
  ['decode', []],
  ['render', ['--png', 'out.png']],
])('%s of an export says what it is, and how to go on', async (command, more) => {
  const zip = put('export.zip', await zipOf({ a: twoFrames() }));
  const { code, stdout, stderr } = await triageHere([command, zip, ...more]);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(
    /nested-archive: .*export\.zip is an export of several files\. "triage run" reads every/,
  );
});

test('decode --frame counts from 1', async () => {
  const result = await triageHere([
    'decode',
    put('two.dcm', twoFrames()),
    '--frame',
    '2',
    '--raw',
    at('second.raw'),
  ]);
  expect(result.code).toBe(0);
  expect(values(at('second.raw'))).toEqual([500, 600, 700, 4095]);
});

test('decode --json is one object that says what the pixels are, and not whose', async () => {
  const { code, stdout } = await triageHere(['decode', put('two.dcm', twoFrames()), '--json']);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    format: 'dicom',
    transferSyntax: syntaxes.bigEndian,
    rows: 2,
    columns: 2,
    frames: 2,
    bitsAllocated: 16,
    pixelBytes: 16,
    windows: [{ centre: 2048, width: 4096, function: 'LINEAR' }],
  });
  expect(stdout).not.toContain('SECRET');
});

test('render writes the display picture in full size', async () => {
  const bytes = imageFile({
    rows: 1,
    columns: 3,
    photometric: 'MONOCHROME1',
    pixels: [0, 100, 200],
    more: [
      [0x00281050, 'DS', '100'],
      [0x00281051, 'DS', '200'],
      [0x00281056, 'CS', 'LINEAR_EXACT'],
    ],
  });
  const result = await triageHere(['render', put('one.dcm', bytes), '--png', at('one.png')]);
  expect(result).toEqual({ code: 0, stdout: '', stderr: '' });
  const { data, info } = await sharp(readFileSync(at('one.png')))
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true });
  expect(info).toMatchObject({ width: 3, height: 1, channels: 1 });
  expect([...data]).toEqual([255, 128, 0]);
});

test.each([
  [
    'a syntax that is not read',
    () => imageFile({ pixels: [1] }, '1.2.840.10008.1.2.4.110'),
    /^unsupported-transfer-syntax: .*1\.2\.840\.10008\.1\.2\.4\.110\)\. The transfer syntax is JPEG XL Lossless\. .*supported transfer syntax\.\n$/,
  ],
  [
    'a file that was cut',
    () => twoFrames().subarray(0, -4),
    /^truncated: .*\(7FE0,0010\).*Export it again.*\n$/,
  ],
  ['no image', () => Buffer.from('nothing of the kind, at all'), /^not-an-image: .*\n$/],
  ['an empty file', () => new Uint8Array(0), /^empty-file: .*\n$/],
])('%s is refused in one line', async (_, make, line) => {
  const file = put('refused.dcm', make());
  for (const args of [
    ['decode', file],
    ['render', file, '--png', at('no.png')],
  ]) {
    const { code, stdout, stderr } = await triageHere(args);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(line);
  }
});

test('of a video there are attributes, and neither values nor a picture', async () => {
  const file = put('video.dcm', video());
  expect(await triageHere(['decode', file])).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/pixels: +a video, not decoded\n/),
  });
  for (const args of [
    ['decode', file, '--raw', at('no.raw')],
    ['render', file, '--png', at('no.png')],
  ]) {
    const { code, stdout, stderr } = await triageHere(args);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^video: It is a video .*single pictures\.\n$/);
  }
});

test('what cannot be opened or written is told in one line', async () => {
  const missing = await triageHere(['decode', at('missing.dcm')]);
  expect(missing).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/missing\.dcm cannot be read: there is no such file or folder\.\n$/),
  });
  const file = put('two.dcm', twoFrames());
  const unwritable = await triageHere(['decode', file, '--raw', at('no/such/folder.raw')]);
  expect(unwritable).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/folder\.raw cannot be written: there is no such file or folder\.\n$/),
  });
});

test.each([
  ['a frame that is not there', ['--frame', '3'], /has 2 frames/],
  ['frame 0', ['--frame', '0'], /counted from 1/],
  ['an option that is not known', ['--rawr', 'x'], /unknown option/],
])('%s is wrong usage', async (_, options, line) => {
  const { code, stderr } = await triageHere(['decode', put('two.dcm', twoFrames()), ...options]);
  expect(code).toBe(2);
  expect(stderr).toMatch(line);
});
