import { type Entry, parseEntry } from '../log/entry';
import { LogDamagedError, readBundle, tileReader } from '../log/readBack';
import { SealedIds } from '../log/sealedIds';
import { tileWidth } from '../log/tiles';
import type { Checkpoint } from '../proof/checkpoint';
import { type BlobTree, logIn } from './blobTree';
import { choosePart, type Draw, type Part, PartTree } from './part';
import { readSubjects, type Subjects } from './subjects';

/** Which part of a site is verified. */
export interface PartChoice {
  /** Only entries after this checkpoint, and what began after it. The caller has checked its signature. */
  readonly since?: Checkpoint | undefined;
  /** Which studies, files and checkpoints of these. */
  readonly draw: Draw;
}

interface OpenPart {
  readonly tree: BlobTree;
  /** Undefined: everything. */
  readonly part?: Part;
  /** Whose entries are indexed; undefined: everybody's. */
  readonly asked?: Subjects;
  /** Milliseconds. */
  readonly since?: number;
  readonly sealedBefore?: (eventIds: readonly string[]) => Promise<ReadonlySet<string>>;
}

/** A record may be stored some time before it is sealed, and clocks differ. */
const beforeMilliseconds = 900_000;
/** Clocks may differ by this much: what began within it is left to whoever verified up to the checkpoint. */
const clockMilliseconds = 600_000;

/** What belongs to a part: it is chosen before the log is read, since only its entries are kept in memory. */
export async function openPart(whole: BlobTree, choice: PartChoice | undefined): Promise<OpenPart> {
  if (choice === undefined) return { tree: whole };
  const { since: checkpoint, draw } = choice;
  const time = checkpoint === undefined ? undefined : await sealedAtOf(whole, checkpoint.size);
  const chosen = await choosePart(whole, draw, time && time + clockMilliseconds);
  const tree = new PartTree(whole, chosen);
  const asked = await readSubjects(tree);
  if (checkpoint === undefined || time === undefined) return { tree, part: chosen, asked };
  const since = time - beforeMilliseconds;
  const sealedBefore = (eventIds: readonly string[]) =>
    new SealedIds().among(eventIds, since, checkpoint.size, tileReader(logIn(whole)));
  return { tree, part: chosen, asked, since, sealedBefore };
}

/** When the last entry of a tree was sealed, in milliseconds; 0 where the log is damaged, which is found later. */
async function sealedAtOf(tree: BlobTree, size: number): Promise<number> {
  if (size === 0) return 0;
  try {
    const bundle = await readBundle(tileReader(logIn(tree)), size, Math.floor((size - 1) / tileWidth));
    return Date.parse(parsed(bundle[(size - 1) % tileWidth])?.sealedAt ?? '1970-01-01');
  } catch (error) {
    if (error instanceof LogDamagedError) return 0;
    throw error;
  }
}

function parsed(entry: Buffer | undefined): Entry | undefined {
  try {
    return entry && parseEntry(entry);
  } catch {
    return undefined;
  }
}
