import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { hasSigned, parseVerifierKey } from '../../src/audit/proof/verifierKey';
import { AuditKeyError, makeKeyFile, openKeyFile, replaceKeyFile } from '../../src/signing/keyFile';

let folder: string;
let file: string;
const name = 'imaging-triage/test';

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'key-file-'));
  file = path.join(folder, 'key');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('it is made once, for its owner alone, with the public key beside it', async () => {
  const made = openKeyFile(file, name);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const again = openKeyFile(file, name);
  expect(again.key.text).toBe(made.key.text);
  const pinned = parseVerifierKey(readFileSync(`${file}.pub`, 'utf8'));
  const text = Buffer.from('what is signed');
  expect(hasSigned(pinned, text, await again.sign(text))).toBe(true);
  expect(readdirSync(folder).sort()).toEqual(['key', 'key.pub']);
});

test('the folder for it is made, for its owner alone', () => {
  const nested = path.join(folder, 'new', 'key');
  openKeyFile(nested, name);
  expect(statSync(path.dirname(nested)).mode & 0o777).toBe(0o700);
});

test('a key that is gone is said to be gone, and no other one takes its place', () => {
  const { key } = openKeyFile(file, name);
  renameSync(file, path.join(folder, 'elsewhere'));
  expect(() => openKeyFile(file, name)).toThrow(AuditKeyError);
  expect(() => openKeyFile(file, name)).toThrow('restore it from a copy');
  expect(existsSync(file)).toBe(false);
  expect(readFileSync(`${file}.pub`, 'utf8')).toBe(`${key.text}\n`);
  renameSync(path.join(folder, 'elsewhere'), file);
  expect(openKeyFile(file, name).key.text).toBe(key.text);
});

test('a file that holds no such key is refused by its name, and left as it is', () => {
  writeFileSync(file, 'nonsense');
  expect(() => openKeyFile(file, name)).toThrow(`${file} does not contain an Ed25519 private key`);
  expect(readFileSync(file, 'utf8')).toBe('nonsense');
});

test('the next key takes the place of one that is kept; done again after it was cut off, it comes to the same', () => {
  const before = openKeyFile(file, name);
  const next = makeKeyFile(`${file}.next`, name);
  replaceKeyFile(file, `${file}.next`, `${file}.retired`);
  expect(openKeyFile(file, name).key.text).toBe(next.key.text);
  expect(openKeyFile(`${file}.retired`, name).key.text).toBe(before.key.text);
  // As after a stop between the two steps: the copy is there, and the next key is still waiting.
  renameSync(file, `${file}.next`);
  renameSync(`${file}.retired`, file);
  writeFileSync(`${file}.retired`, readFileSync(file));
  replaceKeyFile(file, `${file}.next`, `${file}.retired`);
  expect(openKeyFile(file, name).key.text).toBe(next.key.text);
});
