import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import sharp from 'sharp';
import { readFile } from '../../src/decoder/child/readFile';
import { defaultReadLimits } from '../../src/domain/kernel/limits';
import { refusalOfUnread } from '../../src/formats/unreadFormat';

const picture = () =>
  sharp({ create: { width: 4, height: 4, channels: 3, background: { r: 1, g: 2, b: 3 } } });
const at = (offset: number, text: string, length = 600): Buffer => {
  const bytes = Buffer.alloc(length);
  bytes.write(text, offset, 'latin1');
  return bytes;
};

/** As GNU tar writes it. */
function tar(): Buffer {
  const folder = mkdtempSync(path.join(tmpdir(), 'triage-tar-'));
  try {
    writeFileSync(path.join(folder, 'a.dcm'), 'x');
    execFileSync('tar', ['-cf', 'a.tar', 'a.dcm'], { cwd: folder });
    return readFileSync(path.join(folder, 'a.tar'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test.each<[string, string, () => Buffer | Promise<Buffer>]>([
  ['TAR', 'archive-not-read', tar],
  ['TAR', 'archive-not-read', () => gzipSync(tar())],
  ['NIfTI', 'format-not-read', () => gzipSync(at(344, 'n+1\0'))],
  ['7z', 'archive-not-read', () => at(0, '7z\xbc\xaf\x27\x1c')],
  ['RAR', 'archive-not-read', () => at(0, 'Rar!\x1a\x07\x01\0')],
  ['PDF', 'format-not-read', () => at(0, '%PDF-1.7\n')],
  ['AVIF', 'format-not-read', () => picture().avif().toBuffer()],
  ['HEIC', 'format-not-read', () => at(0, '\0\0\0\x18ftypheic')],
  ['NIfTI', 'format-not-read', () => at(344, 'n+1\0')],
  ['NIfTI', 'format-not-read', () => at(0, '\x1c\x02\0\0n+2\0\r\n\x1a\n')],
])('%s is named: %s', async (value, code, make) => {
  await expect(readFile(await make(), '', defaultReadLimits)).rejects.toMatchObject({
    code,
    detail: { value },
  });
});

test.each([['BMI of the patient: 24, and more text'], [''], ['II'], ['%PD']])(
  '%j is none of them',
  (text) => {
    expect(refusalOfUnread(Buffer.from(text)).code).toBe('not-an-image');
  },
);
