import { texts } from '../language/language';
import { CliError } from '../terminal/errors';
import { aborted } from '../terminal/interrupt';
import { say } from '../terminal/say';
import type { Site } from './openSite';

/** Lets the app serve until Ctrl-C. @throws CliError if it ends by itself. */
export async function runUntilStopped({ runtime }: Site, signal: AbortSignal): Promise<void> {
  const gone = await Promise.race([aborted(signal), runtime.exited]);
  if (gone instanceof Error) throw new CliError(texts.errors.app.gone(gone.message));
  say(texts.run.stopping);
}
