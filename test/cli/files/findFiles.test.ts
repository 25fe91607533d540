import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { findFiles } from '../../../src/cli/files/findFiles';
import { UsageError } from '../../../src/cli/terminal/errors';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'triage-test-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function file(...names: string[]): string {
  const full = path.join(folder, ...names);
  mkdirSync(path.dirname(full), { recursive: true });
  writeFileSync(full, 'x');
  return full;
}

test('a folder means all below it, sorted, without hidden files', () => {
  const [c, b, a] = [file('z', 'c.dcm'), file('b.png'), file('a', 'a.png')];
  file('.DS_Store');
  file('.cache', 'thumb.png');
  expect(findFiles([folder])).toEqual([a, b, c].map((found) => ({ file: found, path: found })));
});

test('files stay in the order in which they were given, each once', () => {
  const [a, b] = [file('a.png'), file('b.png')];
  const found = findFiles([b, folder, path.join(folder, '.', 'a.png')]);
  expect(found.map((one) => one.file)).toEqual([b, a]);
});

test('a hidden file that was asked for by name is taken', () => {
  const hidden = file('.hidden.dcm');
  expect(findFiles([hidden])).toEqual([{ file: hidden, path: hidden }]);
});

test('a link to a file counts, a link to a folder does not, a broken one is told', () => {
  const real = file('real', 'a.png');
  symlinkSync(real, path.join(folder, 'link.png'));
  symlinkSync(folder, path.join(folder, 'real', 'up'));
  symlinkSync(path.join(folder, 'nowhere'), path.join(folder, 'broken.png'));
  expect(findFiles([folder])).toEqual([
    { file: path.join(folder, 'broken.png'), problem: 'there is no such file or folder' },
    { file: path.join(folder, 'link.png'), path: path.join(folder, 'link.png') },
    { file: real, path: real },
  ]);
});

test('of two folders, the one without files is named: it is probably not the one that was meant', () => {
  file('full', 'a.png');
  mkdirSync(path.join(folder, 'empty'));
  const call = () => findFiles([path.join(folder, 'full'), path.join(folder, 'empty')]);
  expect(call).toThrow(/There is no file in .*\/empty\.$/);
});

test.each([
  [
    'a path that does not exist',
    () => path.join(folder, 'missing.dcm'),
    /missing\.dcm cannot be read: there is no such file/,
  ],
  ['a path below a file', () => path.join(file('a.png'), 'b'), /a part of the path is a file/],
  ['a folder without files', () => folder, /There is no file in/],
])('%s is wrong usage', (_, argument, message) => {
  const call = () => findFiles([argument()]);
  expect(call).toThrow(UsageError);
  expect(call).toThrow(message);
});

const asRoot = process.getuid?.() === 0;

(asRoot ? test.skip : test)('a folder that may not be read is told, and the rest goes on', () => {
  const open = file('open.png');
  const closed = path.dirname(file('closed', 'b.png'));
  chmodSync(closed, 0);
  try {
    expect(findFiles([folder])).toEqual([
      { file: closed, problem: 'permission denied' },
      { file: open, path: open },
    ]);
  } finally {
    chmodSync(closed, 0o700);
  }
});
