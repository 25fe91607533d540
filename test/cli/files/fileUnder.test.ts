import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { writeUnder } from '../../../src/cli/files/fileUnder';

let around: string;
let folder: string;

beforeEach(() => {
  around = mkdtempSync(path.join(tmpdir(), 'under-'));
  folder = path.join(around, 'export');
});
afterEach(() => rmSync(around, { recursive: true, force: true }));

test('a file is written below the folder', async () => {
  const file = await writeUnder(folder, 'results/studies/a.json', 'x');
  expect(file).toBe(path.join(folder, 'results', 'studies', 'a.json'));
  expect(readFileSync(file, 'utf8')).toBe('x');
});

test.each([
  '../evil',
  'results/../../evil',
  'results/./evil',
  'results//evil',
  'results\\..\\evil',
  'C:/evil',
])('nothing is written as %s', async (name) => {
  await expect(writeUnder(folder, name, 'x')).rejects.toThrow('leads out of its container');
  expect(existsSync(path.join(around, 'evil'))).toBe(false);
  expect(existsSync(folder)).toBe(false);
});

test('nothing is written over a file', async () => {
  await writeUnder(folder, 'a', 'first');
  await expect(writeUnder(folder, 'a', 'second')).rejects.toThrow('is there already');
  expect(readFileSync(path.join(folder, 'a'), 'utf8')).toBe('first');
});
