import { existsSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import path from 'node:path';
import { commandOf, descendantsOf } from '../support/processTree';
import { waitFor } from '../support/waitFor';

/** What one kind of process holds at a moment, all of that kind together. */
export interface Held {
  readonly processes: number;
  /** Memory of its own: resident, and of no file. */
  readonly megabytes: number;
  /** Open file descriptors. */
  readonly handles: number;
  /** Those of them that are sockets. */
  readonly sockets: number;
}

export const kinds = ['runtime', 'app', 'decoders', 'networks', 'Azurite'] as const;
export type Kind = (typeof kinds)[number];

/**
 * What the processes of a local runtime hold after they have collected their garbage. From `/proc`.
 *
 * @param collected where `collectOnSignal.cjs` says that they have
 */
export async function heldBy(
  dataDirectory: string,
  collected: string,
): Promise<Readonly<Record<Kind, Held>>> {
  const { pid, workerPid, azuritePid } = JSON.parse(
    readFileSync(path.join(dataDirectory, 'runtime.json'), 'utf8'),
  ) as { pid: number; workerPid: number; azuritePid: number };
  for (const one of [pid, workerPid, azuritePid]) await collectGarbage(one, collected);
  const children = descendantsOf(workerPid);
  const running = (program: string) => children.filter((one) => commandOf(one).includes(program));
  return {
    runtime: sum([pid]),
    app: sum([workerPid]),
    // They collect after each file and each run by themselves.
    decoders: sum(running('/decoder/child/child.js')),
    networks: sum(running('/inference/')),
    Azurite: sum([azuritePid]),
  };
}

/** The same of one process that loaded `collectOnSignal.cjs`. */
export async function heldByOne(pid: number, collected: string): Promise<Held> {
  await collectGarbage(pid, collected);
  return sum([pid]);
}

async function collectGarbage(pid: number, collected: string): Promise<void> {
  const note = path.join(collected, String(pid));
  rmSync(note, { force: true });
  process.kill(pid, 'SIGUSR2');
  await waitFor('its garbage to be collected', () => existsSync(note));
}

function sum(pids: readonly number[]): Held {
  const each = pids.flatMap((pid) => held(pid) ?? []);
  const total = (of: (one: Held) => number) => each.reduce((all, one) => all + of(one), 0);
  return {
    processes: each.length,
    megabytes: total(({ megabytes }) => megabytes),
    handles: total(({ handles }) => handles),
    sockets: total(({ sockets }) => sockets),
  };
}

/** Undefined if it has ended meanwhile. */
function held(pid: number): Held | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const open = readdirSync(`/proc/${pid}/fd`).map((name) => targetOf(`/proc/${pid}/fd/${name}`));
    return {
      processes: 1,
      megabytes: Number(/^RssAnon:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024,
      handles: open.length,
      sockets: open.filter((target) => target.startsWith('socket:')).length,
    };
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}

/** Empty if it was closed meanwhile. */
function targetOf(link: string): string {
  try {
    return readlinkSync(link);
  } catch {
    return '';
  }
}
