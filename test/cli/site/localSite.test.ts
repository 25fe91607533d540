import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openLocalSite } from '../../../src/cli/site/localSite';
import { CliError } from '../../../src/cli/terminal/errors';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'triage-test-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('the key is made once, of 32 bytes, readable by its owner only', () => {
  const data = path.join(folder, 'new', 'data');
  const first = openLocalSite(data);
  expect(Buffer.from(first.TRIAGE_SITE_KEY as string, 'base64')).toHaveLength(32);
  expect(openLocalSite(data)).toEqual(first);
  expect(statSync(path.join(data, 'site-key')).mode & 0o777).toBe(0o600);
  expect(readFileSync(path.join(data, 'site-key'), 'utf8').trim()).toBe(first.TRIAGE_SITE_KEY);
});

test('another folder is another site', () => {
  const [a, b] = ['a', 'b'].map((name) => openLocalSite(path.join(folder, name)).TRIAGE_SITE_KEY);
  expect(a).not.toBe(b);
});

test('a damaged key is told and never replaced: with another one, every id would change', () => {
  openLocalSite(folder);
  writeFileSync(path.join(folder, 'site-key'), 'c2hvcnQ=\n');
  expect(() => openLocalSite(folder)).toThrow(/site key in .* is damaged: restore it/);
  expect(readFileSync(path.join(folder, 'site-key'), 'utf8')).toBe('c2hvcnQ=\n');
});

test('a folder that cannot be is told in one line with what to do', () => {
  const file = path.join(folder, 'file');
  writeFileSync(file, '');
  const call = () => openLocalSite(path.join(file, 'data'));
  expect(call).toThrow(CliError);
  expect(call).toThrow(
    /cannot be written \(a part of the path is a file, not a folder\): choose another one with --data/,
  );
});

const withProc = process.platform === 'linux' ? test : test.skip;

withProc('a place that can hold no folder is told, not tried for ever', () => {
  expect(() => openLocalSite('/proc/triage/data')).toThrow(/\/proc\/triage\/data cannot be written/);
});
