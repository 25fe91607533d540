import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Found } from '../../files/findFiles';
import { texts } from '../../language/language';
import type { ChosenOutput } from '../../results/outputs';
import { withDataFolder } from '../../site/dataFolder';
import { withSite } from '../../site/openSite';
import { runUntilStopped } from '../../site/runUntilStopped';
import { syntheticCases } from '../../synthetic/syntheticCases';
import { exitCodes } from '../../terminal/exitCodes';
import { onInterrupt } from '../../terminal/interrupt';
import { quietLog, say } from '../../terminal/say';
import { triageFiles } from '../run/run';

interface DemoOptions extends ChosenOutput {
  readonly exit?: boolean;
  readonly data?: string;
  readonly port: number;
  readonly app?: string;
  readonly stallTimeout: number;
}

/** Always the same pictures, so that people can talk about what they see. */
const demoSeed = 1;

/** `triage demo`: the whole service on generated pictures. @returns the exit status */
export async function demo(options: DemoOptions): Promise<number> {
  const { signal, release } = onInterrupt();
  try {
    return await withDataFolder(options.data, (dataDirectory) =>
      withSyntheticFiles(async (files, whatIs) => {
        say(texts.run.demo.files(files.length));
        const { app, port } = options;
        const site = { app, dataDirectory, port, signal, log: quietLog };
        return withSite(site, async (running) => {
          const code = await triageFiles(running, {
            files,
            output: options,
            byUrgency: true,
            describe: (file) => whatIs.get(file),
            stallTimeoutSeconds: options.stallTimeout,
            signal,
          });
          say(texts.run.demo.afterword);
          if (options.exit || code !== exitCodes.done) return code;
          say(texts.run.demo.worklist(running.runtime.url));
          await runUntilStopped(running, signal);
          return exitCodes.done;
        });
      }),
    );
  } finally {
    release();
  }
}

/** The cases as files in a folder that is removed afterwards. */
async function withSyntheticFiles<T>(
  use: (files: Found[], whatIs: ReadonlyMap<string, string>) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'triage-demo-'));
  try {
    const cases = await syntheticCases(demoSeed);
    for (const { name, bytes } of cases) writeFileSync(path.join(folder, name), bytes);
    return await use(
      cases.map(({ name }) => ({ file: name, path: path.join(folder, name) })),
      new Map(cases.map(({ name, what }) => [name, what])),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
