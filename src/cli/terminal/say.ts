import type { LogEntry } from '../../local/logging';

/**
 * A line on a terminal in whose last line a progress bar may stand: it takes the bar's place, and the bar is drawn
 * again below, which is where the bar now finds its beginning (it saves the cursor there, and goes back at its end).
 */
export function aboveBar(text: string): string {
  return `\r\x1b[2K${text}\n\x1b7`;
}

/** Tells the person something that is no result: standard output stays for results. */
export function say(text: string): void {
  process.stderr.write(process.stderr.isTTY ? aboveBar(text) : `${text}\n`);
}

/** Whether the person wants to see everything. */
export function debugging(): boolean {
  return process.env.TRIAGE_DEBUG === '1';
}

/** Shows what the app logs: all of it to somebody who looks for a fault, else only what went wrong. */
export function quietLog({ time, level, source, functionName, message }: LogEntry): void {
  const grave = level === 'error' || level === 'critical';
  if (!grave && !debugging()) return;
  const who = functionName ?? source;
  say(
    `${time.toISOString().slice(11, 23)} ${level} ${who}: ${debugging() ? message : message.split('\n')[0]}`,
  );
}
