import type { LogEntry } from '../../local/logging';

/**
 * A line on a terminal whose last line may hold a progress bar: it replaces the bar, and the bar is redrawn
 * below. The saved cursor position moves along, because the bar saves it at its start and returns to it at
 * its end.
 */
export function aboveBar(text: string): string {
  return `\r\x1b[2K${text}\n\x1b7`;
}

/** Tells the person something that is not a result: standard output is for results. */
export function say(text: string): void {
  process.stderr.write(process.stderr.isTTY ? aboveBar(text) : `${text}\n`);
}

/** Whether the user asked for debug output. */
export function debugging(): boolean {
  return process.env.TRIAGE_DEBUG === '1';
}

/** Shows what the app logs: everything in debug mode, else only problems. */
export function quietLog({ time, level, source, functionName, message }: LogEntry): void {
  const grave = level === 'error' || level === 'critical';
  if (!grave && !debugging()) return;
  const who = functionName ?? source;
  say(
    `${time.toISOString().slice(11, 23)} ${level} ${who}: ${debugging() ? message : message.split('\n')[0]}`,
  );
}
