import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createRandom } from '../../src/cli/synthetic/random';
import { corpus } from './generator/corpus';
import { mutate } from './mutations';
import { readSeedFiles } from './seedFiles';

jest.setTimeout(300_000);

/** A person waits for the host's page while it has bombs refused. */
test('the event loop of a host is never busy for 100 ms while it has hostile and damaged files read', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'triage-lag-'));
  try {
    const random = createRandom(Number(process.env.SEED ?? 1));
    for (const [index, { make, name }] of corpus.entries()) {
      writeFileSync(path.join(folder, `${index}-${name}`), await make(random));
    }
    const seeds = await readSeedFiles();
    for (let index = 0; index < 300; index += 1) {
      writeFileSync(path.join(folder, `damaged-${index}`), mutate(seeds, random).bytes);
    }
    const host = path.join(__dirname, 'lagHost.js');
    const { stdout, stderr } = spawnSync(process.execPath, [host, folder], { encoding: 'utf8' });
    expect(stderr).toBe('');
    const worst = JSON.parse(stdout) as { milliseconds: number; file: string };
    process.stderr.write(
      `host's loop: busy for ${worst.milliseconds.toFixed(0)} ms at most (${worst.file})\n`,
    );
    expect(worst.milliseconds).toBeLessThan(100);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
