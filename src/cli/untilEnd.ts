import { CliError } from './errors';
import { aborted } from './interrupt';
import type { Site } from './openSite';
import { say } from './say';

/** Lets the app serve until Ctrl-C. @throws CliError where it ends by itself. */
export async function untilEnd({ runtime }: Site, signal: AbortSignal): Promise<void> {
  const gone = await Promise.race([aborted(signal), runtime.exited]);
  if (gone instanceof Error) throw new CliError(`The app ended by itself: ${gone.message}`);
  say('Stopping …');
}
