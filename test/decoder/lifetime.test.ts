import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { getPriority } from 'node:os';
import { createInterface } from 'node:readline';
import { fileReader } from '../../src/decoder/readImageJob';
import { defaultReadLimits } from '../../src/domain/kernel/limits';
import { imageFile } from '../dicom/dicomBuilder';
import { isAlive } from '../support/runtimeProcess';
import { waitFor } from '../support/waitFor';
import { program, testPool } from './support';

/** A host with processes of its own; `lines` is what it said. */
function startHost(...orders: readonly string[]): { host: ChildProcess; lines: string[] } {
  const host = spawn(process.execPath, [program('host').file, program('obedient').file, ...orders], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines: string[] = [];
  createInterface({ input: host.stdout as NodeJS.ReadableStream }).on('line', (line) => lines.push(line));
  return { host, lines };
}

/** Running, and not only a zombie that nobody has asked about. */
function isRunning(pid: number): boolean {
  const status = `/proc/${pid}/stat`;
  if (!existsSync('/proc/self/stat')) return isAlive(pid);
  try {
    return !/^\d+ \(.*\) Z/.test(readFileSync(status, 'utf8'));
  } catch {
    return false;
  }
}

test('when the host is killed, its processes end: the one that waits and the one that works', async () => {
  const { host, lines } = startHost('good', 'loop');
  await waitFor('an idle process and a busy one', () => lines.includes('done good'));
  const pids = await waitFor('two processes', () =>
    lines
      .filter((line) => line.startsWith('pids'))
      .map((line) => line.split(' ').slice(1).map(Number))
      .find((found) => found.length === 2),
  );
  expect(pids.map(isRunning)).toEqual([true, true]);
  host.kill('SIGKILL');
  await waitFor('them to end', () => !pids.some(isRunning));
});

test('a Ctrl-C in the terminal, which reaches every process, cuts no file short', async () => {
  const pool = testPool();
  const read = fileReader(pool, defaultReadLimits);
  const bytes = imageFile({ pixels: [1, 2, 3, 4] });
  await read(bytes, '');
  const pids = pool.pids;
  for (const pid of pids) {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.kill(pid, signal);
  }
  expect((await read(bytes, '')).description.rows).toBe(2);
  expect(pool.pids).toEqual(pids);
});

const linux = existsSync('/proc/self/environ') ? test : test.skip;

linux(
  'a process is told nothing of the settings, and gives way to the host for time and memory',
  async () => {
    process.env.TRIAGE_SITE_KEY = 'a secret';
    try {
      const pool = testPool();
      await fileReader(pool, defaultReadLimits)(imageFile({ pixels: [1, 2, 3, 4] }), '');
      const [pid] = pool.pids;
      expect(readFileSync(`/proc/${pid}/environ`, 'utf8')).toBe('');
      expect(readFileSync(`/proc/${pid}/cmdline`, 'utf8')).not.toMatch(/secret/);
      expect(readFileSync(`/proc/${pid}/oom_score_adj`, 'utf8').trim()).toBe('1000');
      expect(getPriority(pid)).toBe(getPriority() + 5);
    } finally {
      delete process.env.TRIAGE_SITE_KEY;
    }
  },
);
