import { findFiles } from '../../files/findFiles';
import { leaveOutViewers } from '../../files/media';
import { texts } from '../../language/language';
import type { ChosenOutput } from '../../results/outputs';
import { withDataFolder } from '../../site/dataFolder';
import { modelWarning } from '../../site/health';
import { type Site, withSite } from '../../site/openSite';
import { CliError } from '../../terminal/errors';
import { onInterrupt } from '../../terminal/interrupt';
import { quietLog, say } from '../../terminal/say';
import { type BatchOptions, runBatch } from './batch';

interface RunOptions extends ChosenOutput {
  readonly data?: string;
  readonly port?: number;
  readonly app?: string;
  readonly stallTimeout: number;
}

/** `triage run`: files in, one result for each out. @returns the exit status */
export async function run(args: readonly string[], options: RunOptions): Promise<number> {
  const { files, notes } = await leaveOutViewers(findFiles(args), args);
  for (const note of notes) say(note);
  const { signal, release } = onInterrupt();
  try {
    return await withDataFolder(options.data, async (dataDirectory) => {
      say(texts.run.starting);
      const { app, port } = options;
      return withSite({ app, dataDirectory, port, signal, log: quietLog }, (site) =>
        triageFiles(site, {
          files,
          output: options,
          stallTimeoutSeconds: options.stallTimeout,
          signal,
        }),
      );
    });
  } finally {
    release();
  }
}

/** Sends files through a site whose models all work; anything less could be mistaken for a result. */
export async function triageFiles(
  site: Site,
  { files, ...options }: BatchOptions & { files: ReturnType<typeof findFiles> },
): Promise<number> {
  const warning = modelWarning(site.health);
  if (warning !== undefined) throw new CliError(warning);
  return runBatch(site, files, options);
}
