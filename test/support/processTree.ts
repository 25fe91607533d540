import { readdirSync, readFileSync } from 'node:fs';

/** The processes that a process has started, theirs too. From `/proc`, since a small machine has no `ps`. */
export function descendantsOf(pid: number): number[] {
  const children = new Map<number, number[]>();
  for (const one of readdirSync('/proc').map(Number).filter(Number.isInteger)) {
    const parent = parentOf(one);
    if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), one]);
  }
  const below = (one: number): number[] =>
    (children.get(one) ?? []).flatMap((child) => [child, ...below(child)]);
  return below(pid);
}

/** kill -9; one that has ended already is no error. */
export function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** What it was started with, with spaces between; empty if it has ended. */
export function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}

/** Whether it computes at this moment, rather than waits. */
export function isComputing(pid: number): boolean {
  return statOf(pid)[0] === 'R';
}

/** Undefined if it has ended. */
function parentOf(pid: number): number | undefined {
  const [, parent] = statOf(pid);
  return parent === undefined ? undefined : Number(parent);
}

/** State, parent, and what follows in `stat`; empty if it has ended. */
function statOf(pid: number): string[] {
  try {
    // The program's name, in parentheses, can hold anything.
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
  } catch {
    return [];
  }
}
