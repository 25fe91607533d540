import type { LogEntry } from '../local/logging';

/** On a terminal, a progress bar may stand in the line: it is drawn again below. */
const lineStart = process.stderr.isTTY ? '\r\x1b[2K' : '';

/** Tells the person something that is no result: standard output stays for results. */
export function say(text: string): void {
  process.stderr.write(`${lineStart}${text}\n`);
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
