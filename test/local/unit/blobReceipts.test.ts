import { readdirSync, readFileSync } from 'node:fs';
import { BlobReceipts } from '../../../src/local/triggers/blobReceipts';
import { TemporaryFolder } from '../../support/temporaryFolder';

const folder = new TemporaryFolder();

afterAll(() => folder.remove());

const version = { functionId: 'f', url: 'http://any/incoming', name: 'Doe^Jane.dcm', etag: '"0x1"' };
const idIn = (receipts: BlobReceipts, { url, ...blob }: typeof version) =>
  receipts.idOf({ container: 'incoming', ...blob }, url);

test('what was handed on is known after a restart, and to that function and for that version alone', () => {
  const file = folder.file('receipts');
  const before = new BlobReceipts(file, 'salt');
  before.add(idIn(before, version), version.functionId);
  before.close();
  const after = new BlobReceipts(file, 'salt');
  const has = (change: Partial<typeof version>) => after.has(idIn(after, { ...version, ...change }));
  expect(has({})).toBe(true);
  for (const [key, value] of Object.entries(version)) expect(has({ [key]: `${value}2` })).toBe(false);
  after.close();
});

test('names are not written down', () => {
  const files = readdirSync(folder.path).filter((name) => name.startsWith('receipts'));
  expect(files.length).toBeGreaterThan(0);
  for (const file of files) expect(readFileSync(folder.file(file)).includes('Doe')).toBe(false);
});

test('only what is older, of these functions, and not among the given ones is forgotten', () => {
  const receipts = new BlobReceipts(folder.file('others'), 'salt');
  const earlier = Date.now() - 1;
  for (const id of ['kept', 'gone']) receipts.add(id, 'f');
  receipts.add('of another', 'g');
  const later = Date.now() + 1;
  expect(receipts.forget(['f'], earlier, new Set())).toBe(0);
  expect(receipts.forget(['f'], later, new Set(['kept']))).toBe(1);
  expect(['kept', 'gone', 'of another'].map((id) => receipts.has(id))).toEqual([true, false, true]);
  receipts.close();
});
