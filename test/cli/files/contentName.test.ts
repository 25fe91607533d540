import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { contentName, hashFile } from '../../../src/cli/files/contentName';

const sha = 'ab'.repeat(32);

test.each([
  ['scan.dcm', `${sha}.dcm`],
  ['folder.x/SCAN.DCM', `${sha}.dcm`],
  ['picture.JPeG', `${sha}.jpeg`],
  ['notes.txt', `${sha}.txt`],
])('%s keeps the extension that claims a kind of content', (file, name) => {
  expect(contentName(sha, file)).toBe(name);
});

test.each(['MEIER^HANS.19610203', 'scan.meier', '1.2.840.113619.2.55', 'IM000001', '.dcm', 'hans.meier/IM1'])(
  '%s leaves nothing of its name in storage',
  (file) => {
    expect(contentName(sha, file)).toBe(sha);
  },
);

test('a file is hashed as a whole, however large its pieces', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'triage-test-'));
  try {
    const bytes = Buffer.alloc(3 * (1 << 20) + 17, 'content');
    const file = path.join(folder, 'f');
    writeFileSync(file, bytes);
    expect(await hashFile(file)).toBe(createHash('sha256').update(bytes).digest('hex'));
  } finally {
    rmSync(folder, { recursive: true });
  }
});
