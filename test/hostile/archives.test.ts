import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createRandom } from '../../src/cli/synthetic/random';
import { imageFile } from '../dicom/dicomBuilder';
import { zipOf } from '../support/zipOf';
import { archives, burdens } from './generator/archives';

jest.setTimeout(300_000);

/** What archiveHost.js says of one export. */
interface Line {
  readonly file: string;
  readonly admission: { readonly outcome: string; readonly reason?: string };
  readonly members: number;
  /** How many of its files ended in which way. */
  readonly reasons: Record<string, number>;
  readonly milliseconds: number;
}

const good = imageFile({ pixels: [1, 2, 3, 4] });
const goodEvery = 3;
let folder: string;
let lines: Line[];

/** The files of the folder, in the order in which they are admitted: hostile ones, good ones between them, large ones. */
const nameOf = (index: number, name: string) => `${String(index).padStart(4, '0')}-${name}`;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'triage-archives-'));
  const random = createRandom(Number(process.env.SEED ?? 1));
  for (const [index, { make, name }] of archives.entries()) {
    writeFileSync(path.join(folder, nameOf(index, name)), await make(random));
    if (index % goodEvery > 0) continue;
    const zip = await zipOf({ a: good, b: Buffer.concat([good, Buffer.alloc(2)]) });
    writeFileSync(path.join(folder, nameOf(index, 'z-good.zip')), zip);
  }
  for (const [index, [, make]] of burdens.entries())
    writeFileSync(path.join(folder, nameOf(1000 + index, 'x.zip')), make());
  const host = path.join(__dirname, 'archiveHost.js');
  const { stdout, stderr, status } = spawnSync(process.execPath, [host, folder], {
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  lines = stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const lineOf = (name: string) => lines.find(({ file }) => file === name) as Line;

test.each(archives.map(({ expected, what, name }, index) => [expected, what, nameOf(index, name)] as const))(
  '%s: %s',
  (expected, _what, file) => {
    const { admission, reasons } = lineOf(file);
    if (admission.outcome === 'export') expect(Object.keys(reasons)).toContain(expected);
    else expect(admission).toEqual({ outcome: 'quarantined', reason: expected });
  },
);

test('every reason that only an archive can have has at least three', () => {
  const only = archives.map(({ expected }) => expected);
  for (const code of new Set(only))
    expect([code, only.filter((one) => one === code).length >= 3]).toEqual([code, true]);
});

test('good exports between them are read', () => {
  const read = lines.filter(({ file }) => file.endsWith('z-good.zip'));
  expect(read.length).toBeGreaterThan(10);
  for (const { admission, reasons } of read) {
    expect([admission.outcome, reasons]).toEqual(['export', { admitted: 2 }]);
  }
});

test.each(burdens.map(([what], index) => [what, nameOf(1000 + index, 'x.zip')]))(
  '%s: taken',
  (_what, file) => {
    expect(lineOf(file).admission.outcome).toBe('export');
    expect(lineOf(file).members).toBeGreaterThan(0);
  },
);

test('the event loop of the host is never busy for 100 ms', () => {
  const [worst] = [...lines].sort((a, b) => b.milliseconds - a.milliseconds) as [Line];
  process.stderr.write(
    `${lines.length} exports: the host's loop was busy for ${worst.milliseconds.toFixed(0)} ms at most (${worst.file})\n`,
  );
  expect(worst.milliseconds).toBeLessThan(100);
});
