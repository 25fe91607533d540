import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { DataFolder } from '../../../src/local/dataFolder';
import { privateFolder } from '../../../src/local/privateFolder';
import { TemporaryFolder } from '../../support/temporaryFolder';

const folders = new TemporaryFolder();
afterAll(() => folders.remove());

const modeOf = (file: string) => statSync(file).mode & 0o777;

test('a new data folder is for this user alone', () => {
  const folder = folders.file('new/data');
  privateFolder(folder);
  expect(modeOf(folder)).toBe(0o700);
});

test.each([
  ['an empty folder', []],
  ['a folder of an earlier start', ['site-key', 'other']],
])('%s that others may look into is closed', (name, files) => {
  const folder = folders.file(name);
  mkdirSync(folder);
  for (const file of files) writeFileSync(`${folder}/${file}`, '');
  chmodSync(folder, 0o755);
  privateFolder(folder);
  expect(modeOf(folder)).toBe(0o700);
});

test('a folder with other files in it is refused, and stays as it is', () => {
  const folder = folders.file('shared');
  mkdirSync(folder);
  writeFileSync(`${folder}/letter.txt`, '');
  chmodSync(folder, 0o755);
  expect(() => privateFolder(folder)).toThrow(
    /holds other files, and others may look into it: choose another/,
  );
  expect(modeOf(folder)).toBe(0o755);
});

test('a link to a folder is not followed', () => {
  mkdirSync(folders.file('target'));
  symlinkSync(folders.file('target'), folders.file('link'));
  expect(() => DataFolder.take(folders.file('link'))).toThrow(/is a link: give the folder/);
});

test.each(['system-key.new', 'azurite/extents'])('nothing is written through a link in it: %s', (name) => {
  const folder = folders.file(`trap-${name.length}`);
  const outside = folders.file(`outside-${name.length}`);
  mkdirSync(`${folder}/azurite`, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  writeFileSync(outside, 'mine');
  symlinkSync(outside, `${folder}/${name}`);
  expect(() => DataFolder.take(folder).kept('system-key', () => 'secret')).toThrow(
    /holds a link \(.*\): remove it/,
  );
  expect(readFileSync(outside, 'utf8')).toBe('mine');
});

test("somebody else's folder is refused", () => {
  const other = jest.spyOn(process, 'getuid').mockReturnValue(12_345);
  expect(() => privateFolder(folders.file('foreign'))).toThrow(/belongs to another user: choose another one/);
  other.mockRestore();
});

describe('the storage account', () => {
  test('is made once, kept for its owner, and another one in another folder', () => {
    const [one, two] = ['one', 'two'].map((name) => DataFolder.take(folders.file(name)));
    const account = one?.storageAccount();
    expect(account?.name).toMatch(/^local[0-9a-f]{19}$/);
    expect(Buffer.from(account?.key ?? '', 'base64')).toHaveLength(64);
    expect(one?.storageAccount()).toEqual(account);
    expect(two?.storageAccount()).not.toEqual(account);
    expect(modeOf(folders.file('one/storage-account'))).toBe(0o600);
    one?.release();
    two?.release();
  });

  test('is not made anew beside a storage: everything in that would seem to be gone', () => {
    const folder = DataFolder.take(folders.file('lost'));
    mkdirSync(folder.storage);
    expect(() => folder.storageAccount()).toThrow(/storage-account is missing, .* restore it from a copy/);
    expect(existsSync(folder.file('storage-account'))).toBe(false);
    writeFileSync(folder.file('storage-account'), 'devstoreaccount1');
    expect(() => folder.storageAccount()).toThrow(/storage-account is damaged: restore it/);
    folder.release();
  });
});
