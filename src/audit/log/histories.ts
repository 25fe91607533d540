import type { AuditHead } from '../../domain/audit/auditHead';
import { type Checkpoint, readCheckpoint } from '../proof/checkpoint';
import { consistencyPath, isConsistent } from '../proof/proofs';
import { NoteError } from '../proof/signedNote';
import type { Witness } from './logStore';
import { LogDamagedError, lookFurther } from './readBack';
import { SealingRefusedError } from './sequencerOptions';
import { type ReadTile, rootsFromTiles, treeFromTiles } from './tiles';

/** A tree of hashes at one size. */
type Tree = Pick<Checkpoint, 'size' | 'root'>;

const keepIt = 'Nothing is sealed until this is looked into, and no record is lost.';

/**
 * Whether a log begins with the entries that an older checkpoint covers.
 *
 * @param log as it was signed for
 * @param read reads its tiles
 * @throws LogDamagedError if they are not those that were signed for: nobody is to be accused of two histories then
 */
export async function beginsWith(log: Tree, older: Tree, read: ReadTile): Promise<boolean> {
  if (older.size === 0) return true;
  if (older.size > log.size) return false;
  const rootOf = rootsFromTiles(log.size, read);
  const own = await rootOf(0, older.size);
  const path = await consistencyPath(older.size, log.size, rootOf);
  if (!isConsistent(older.size, own, log.size, log.root, path))
    throw new LogDamagedError(
      `The tiles of the audit log are not those that were signed for: ${lookFurther}`,
    );
  return own.equals(older.root);
}

/**
 * Asserts that the log goes on from what its witness saw last.
 *
 * @param read reads the tiles of the log; those of the newest batch may not be there yet
 * @throws SealingRefusedError
 */
export async function assertGoesOn(
  witness: Witness,
  head: AuditHead | undefined,
  read: ReadTile,
): Promise<void> {
  const note = await witness.newest();
  if (note === undefined) return;
  const seen = seenIn(note);
  const size = head?.size ?? 0;
  if (seen.size > size)
    throw new SealingRefusedError(
      `A witness holds a checkpoint over ${seen.size} entries, and the log has ${size}: it was cut off or rolled back. Nothing is sealed until it is restored, and no record is lost.`,
    );
  if (head !== undefined && !(await isOf(head, seen, read)))
    throw new SealingRefusedError(
      `A witness holds a checkpoint over ${seen.size} entries that are not the first ${seen.size} of this log: there are two histories. ${keepIt}`,
    );
}

/** Asserts that the witness holds what we signed, and not another checkpoint of the same size. */
export function assertSame(held: string, ours: string): void {
  const [theirs, own] = [seenIn(held), readCheckpoint(ours)];
  if (!theirs.root.equals(own.root))
    throw new SealingRefusedError(
      `A witness holds another checkpoint over ${own.size} entries than the one signed here: there are two histories. ${keepIt}`,
    );
}

function seenIn(note: string): Checkpoint {
  try {
    return readCheckpoint(note);
  } catch (error) {
    if (!(error instanceof NoteError)) throw error;
    throw new SealingRefusedError(`A witness holds a checkpoint that cannot be read: ${keepIt}`);
  }
}

/** The newest batch has one checkpoint, at its end. */
async function isOf(head: AuditHead, seen: Tree, read: ReadTile): Promise<boolean> {
  if (seen.size === head.size) return seen.root.toString('hex') === head.root;
  const before = { size: head.from, root: (await treeFromTiles(head.from, read)).root() };
  return beginsWith(before, seen, read);
}
