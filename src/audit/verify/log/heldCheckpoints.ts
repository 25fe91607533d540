import { sizeOfCheckpointPath } from '../../log/logStore';
import { type Checkpoint, readCheckpoint } from '../../proof/checkpoint';
import { NoteError } from '../../proof/signedNote';
import type { BlobTree } from '../blobTree';
import type { Fault } from '../fault';

/** A checkpoint that was kept elsewhere, and by whom. */
export interface KeptCheckpoint {
  readonly from: string;
  readonly note: string;
}

/** A checkpoint that the log is checked against. */
export interface Held {
  readonly where: string;
  readonly note: string;
  readonly checkpoint: Checkpoint;
  /** The log's own are signed in order; one from elsewhere may be of any time. */
  readonly own: boolean;
}

/**
 * The log's own checkpoints, smallest first, then those that others kept; and faults for unreadable ones.
 *
 * @param isWanted which of the log's own are read, by path and size; the sizes of the others are `skipped`
 */
export async function heldCheckpoints(
  tree: BlobTree,
  kept: readonly KeptCheckpoint[],
  isWanted: (path: string, size: number) => boolean,
): Promise<{ held: Held[]; skipped: number[]; faults: Fault[] }> {
  const skipped: number[] = [];
  const held: Held[] = [];
  const faults: Fault[] = [];
  const add = (where: string, bytes: Buffer | string | undefined, own: boolean, size?: number) => {
    if (bytes === undefined) return;
    const note = bytes.toString('utf8');
    try {
      const checkpoint = readCheckpoint(note);
      if (size !== undefined && checkpoint.size !== size)
        faults.push({ code: 'bad-checkpoint', where, detail: `it is the one of ${checkpoint.size} entries` });
      else held.push({ where, note, checkpoint, own });
    } catch (error) {
      faults.push({ code: 'bad-checkpoint', where, detail: reasonOf(error) });
    }
  };
  for await (const name of tree.list('audit', 'checkpoints/')) {
    const size = sizeOfCheckpointPath(name);
    if (size === undefined) continue;
    if (isWanted(name, size)) add(name, await tree.read('audit', name), true, size);
    else skipped.push(size);
  }
  add('checkpoint', await tree.read('audit', 'checkpoint'), true);
  for (const { from, note } of kept) add(from, note, false);
  return { held, skipped, faults };
}

/** The sizes of the log's own checkpoints, read or skipped, in order. */
export function ownSizes(held: readonly Held[], skipped: readonly number[]): number[] {
  const read = held.flatMap(({ own, checkpoint }) => (own ? [checkpoint.size] : []));
  return [...read, ...skipped].sort((a, b) => a - b);
}

/** The largest of them that is smaller than this one. */
export function largestBelow(sizes: readonly number[], size: number): number {
  return sizes.findLast((one) => one < size) ?? 0;
}

/** What is wrong with a checkpoint, in words. */
export function reasonOf(error: unknown): string {
  return error instanceof NoteError ? error.message : 'it cannot be read';
}
