import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import sharp from 'sharp';
import { imageIdOf } from '../../src/domain/kernel/identifiers/ids';
import { type Elements, imageFile } from '../dicom/dicomBuilder';
import { video } from '../dicom/video';
import { triageHere } from './support/triageHere';

let directory: string;
const at = (name: string) => path.join(directory, name);

beforeAll(async () => {
  directory = mkdtempSync(path.join(tmpdir(), 'triage-deidentify-'));
  mkdirSync(at('in'));
  const image = (more: Elements) =>
    imageFile({ pixels: [1, 2, 3, 4], more: [[0x00100010, 'PN', 'SYNTHETIC^SECRET'], ...more] });
  writeFileSync(at('in/plain.dcm'), image([]));
  writeFileSync(at('in/ultrasound.dcm'), image([[0x00080060, 'CS', 'US']]));
  writeFileSync(at('in/packed.gz'), gzipSync(image([[0x00080060, 'CS', 'CT']])));
  writeFileSync(at('in/video.dcm'), video());
  writeFileSync(at('in/cut.dcm'), image([]).subarray(0, 300));
  writeFileSync(
    at('in/picture.png'),
    await sharp({ create: { width: 4, height: 4, channels: 3, background: '#777' } })
      .png()
      .toBuffer(),
  );
});

afterAll(() => rmSync(directory, { recursive: true, force: true }));

const key = Buffer.alloc(32, 5).toString('base64');
const run = (out: string, environment: NodeJS.ProcessEnv = { TRIAGE_SITE_KEY: key }) =>
  triageHere(['deidentify', at('in'), '--out', at(out)], environment);

test('writes what it can, named after what it holds, and says of the rest why not', async () => {
  const { code, stdout, stderr } = await run('out');
  expect(code).toBe(1);
  expect(stdout).toMatch(/plain\.dcm: .*\/[0-9a-f]{64}\.dcm\n/);
  expect(stdout).toMatch(/ultrasound\.dcm: .*\.dcm\n {2}warning: .*text in the picture itself/);
  expect(stdout).toMatch(/cut\.dcm: refused, truncated: /);
  expect(stdout).toMatch(/video\.dcm: refused, video: /);
  expect(stdout).toMatch(/picture\.png: refused, it is not a DICOM file/);
  expect(stderr).toContain('3 written, 1 of them with a warning; 3 refused.');
  expect(stdout).toMatch(/packed\.gz: .*\/[0-9a-f]{64}\.dcm\n/);
  const names = readdirSync(at('out'));
  expect(names).toHaveLength(3);
  for (const name of names) {
    const bytes = readFileSync(path.join(at('out'), name));
    expect(name).toBe(`${imageIdOf(bytes)}.dcm`);
    expect(bytes.toString('latin1')).not.toContain('SECRET');
  }
});

test('the same key gives the same files; without one each run has its own, and says so', async () => {
  await run('again');
  expect(readdirSync(at('again')).sort()).toEqual(readdirSync(at('out')).sort());
  const { stderr } = await run('unkept', {});
  expect(stderr).toContain('No site key is given');
  expect(readdirSync(at('unkept')).sort()).not.toEqual(readdirSync(at('out')).sort());
});

test('a data folder has the key of its site', async () => {
  const withFolder = (out: string) =>
    triageHere(['deidentify', at('in/plain.dcm'), '--out', at(out), '--data', at('site')]);
  expect((await withFolder('one')).code).toBe(0);
  expect(existsSync(at('site/site-key'))).toBe(true);
  await withFolder('two');
  expect(readdirSync(at('two'))).toEqual(readdirSync(at('one')));
});

test('a key that is none is told', async () => {
  const { code, stderr } = await run('none', { TRIAGE_SITE_KEY: 'c2hvcnQ=' });
  expect(code).toBe(2);
  expect(stderr).toContain('TRIAGE_SITE_KEY is not 32 random bytes in base64.');
});
