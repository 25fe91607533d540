import { type Entry, parseEntry } from '../../log/entry';
import { beginsWith } from '../../log/histories';
import { readTile } from '../../log/partialTiles';
import { LogDamagedError, tileReader } from '../../log/readBack';
import { tilePath, tileWidth, treeFromTiles, unpackEntries, widthOf } from '../../log/tiles';
import { type Checkpoint, openCheckpoint } from '../../proof/checkpoint';
import { GrowingTree, leafHash } from '../../proof/merkle';
import type { VerifierKey } from '../../proof/verifierKey';
import { type BlobTree, logIn } from '../blobTree';
import type { Fault } from '../fault';
import {
  type Held,
  heldCheckpoints,
  type KeptCheckpoint,
  largestBelow,
  ownSizes,
  reasonOf,
} from './heldCheckpoints';
import { KeyTimeline } from './keyTimeline';
import { TileCheck } from './tileCheck';

export interface LogVerification {
  /** Entries that the current checkpoint covers; 0 if there is none. */
  readonly size: number;
  readonly origin: string;
  readonly root: string;
  /** That checkpoint, as it was signed; empty if there is none. */
  readonly note: string;
  /** How many checkpoints were checked against the entries. */
  readonly checkpoints: number;
  /** The key whose turn it was to sign the current checkpoint. */
  readonly key: VerifierKey;
  /** In the order of the log. */
  readonly faults: readonly Fault[];
}

const maxFaults = 50;
/** That of no tree. */
const noRoot = Buffer.alloc(32);
const currentPath = 'checkpoint';

/** Which part of a log is read. */
export interface LogPart {
  /** The entries after this checkpoint, which was signed for, and with which the log has to begin. */
  readonly from?: Checkpoint | undefined;
  /** Which of the log's own checkpoints are read, by path. */
  readonly isDrawn?: ((path: string) => boolean) | undefined;
}

/**
 * Checks a log against what was signed: every entry in its place, the tree over them, every kept checkpoint,
 * and the keys. Reads each bundle once; memory does not grow with the log, except for the ids of its events.
 *
 * @param visit is called with every readable entry, in order
 */
export async function verifyLog(
  tree: BlobTree,
  pinned: VerifierKey,
  kept: readonly KeptCheckpoint[],
  visit: (entry: Entry) => void,
  part: LogPart = {},
): Promise<LogVerification> {
  return new LogVerifier(tree, pinned, kept, visit, part).run();
}

class LogVerifier {
  /** With the entry at which each shows, so that the first fault comes first. */
  readonly #faults: { readonly at: number; readonly fault: Fault }[] = [];
  /** Entries whose hash differs from the stored one. */
  readonly #unlike: number[] = [];
  readonly #timeline: KeyTimeline;
  readonly #eventIds = new Set<string>();
  readonly #roots = new Map<number, Buffer>();

  constructor(
    private readonly tree: BlobTree,
    private readonly pinned: VerifierKey,
    private readonly kept: readonly KeptCheckpoint[],
    private readonly visit: (entry: Entry) => void,
    private readonly part: LogPart,
  ) {
    this.#timeline = new KeyTimeline(pinned);
  }

  async run(): Promise<LogVerification> {
    const { isDrawn = () => true } = this.part;
    const isWanted = (path: string, size: number) => size >= this.#start && isDrawn(path);
    const { held, skipped, faults } = await heldCheckpoints(this.tree, this.kept, isWanted);
    const sizes = ownSizes(held, skipped);
    for (const fault of faults) this.#fault(0, fault);
    const current = this.#current(held);
    const size = current?.checkpoint.size ?? 0;
    for (const { checkpoint } of held) this.#roots.set(checkpoint.size, Buffer.alloc(0));
    const [root, tiles] = await this.#readEntries(size);
    await this.#holdAgainstStart(held);
    this.#holdAgainst(held, size);
    if (current !== undefined && root?.equals(current.checkpoint.root))
      for (const fault of tiles) this.#fault(size, fault);
    else for (const at of this.#unlike) this.#fault(at, { code: 'entry-changed', where: `entry ${at}` });
    this.#checkSignatures(held, sizes);
    return {
      size,
      origin: current?.checkpoint.origin ?? '',
      root: current?.checkpoint.root.toString('hex') ?? '',
      note: current?.note ?? '',
      checkpoints: held.length,
      key: this.#timeline.keyAfter(largestBelow(sizes, size)),
      faults: this.#faults
        .sort((a, b) => a.at - b.at)
        .slice(0, maxFaults)
        .map(({ fault }) => fault),
    };
  }

  /** How many entries are taken as they are. */
  get #start(): number {
    return this.part.from?.size ?? 0;
  }

  #fault(at: number, fault: Fault): void {
    this.#faults.push({ at, fault });
  }

  /** If the published checkpoint is missing, the log is checked against the newest retained one. */
  #current(held: readonly Held[]): Held | undefined {
    const published = held.find(({ where }) => where === currentPath);
    if (published !== undefined) return published;
    const kept = held.filter(({ own }) => own).sort((a, b) => a.checkpoint.size - b.checkpoint.size);
    const newest = kept.at(-1);
    if (newest === undefined) this.#fault(0, { code: 'no-log', where: currentPath });
    else if (this.#faults.every(({ fault }) => fault.where !== currentPath))
      this.#fault(0, { code: 'bad-checkpoint', where: currentPath, detail: 'it is missing' });
    return newest;
  }

  /**
   * @returns the root over the entries, if all are present; and what is wrong with the tiles, if the entries
   * are right
   */
  async #readEntries(size: number): Promise<[Buffer | undefined, readonly Fault[]]> {
    const growing = await this.#treeAtStart();
    if (growing === undefined || this.#start > size) return [undefined, []];
    const tiles = new TileCheck(logIn(this.tree));
    const first = Math.floor(this.#start / tileWidth);
    await tiles.skipTo(first, size);
    let sealedAt = '';
    for (let index = first; index * tileWidth < size; index += 1) {
      const width = widthOf(size, 'entries', index);
      const entries = await this.#bundle(index, width);
      const leaves = entries.map((bytes) => leafHash(bytes));
      const wrong = await tiles.level0(index, width, leaves);
      if (wrong !== undefined) this.#unlike.push(index * tileWidth + wrong);
      for (const [at, bytes] of entries.entries()) {
        if (index * tileWidth + at < this.#start) continue;
        growing.append(leaves[at] as Buffer);
        if (this.#roots.has(growing.size)) this.#roots.set(growing.size, growing.root());
        sealedAt = this.#entry(index * tileWidth + at, bytes, sealedAt) ?? sealedAt;
      }
      if (entries.length < width) return [undefined, []];
    }
    return [growing.root(), await tiles.above(size)];
  }

  /** Undefined if its tiles are damaged. */
  async #treeAtStart(): Promise<GrowingTree | undefined> {
    if (this.#start === 0) return new GrowingTree();
    try {
      const growing = await treeFromTiles(this.#start, tileReader(logIn(this.tree)));
      this.#roots.set(this.#start, growing.root());
      return growing;
    } catch (error) {
      if (!(error instanceof LogDamagedError)) throw error;
      this.#fault(this.#start, { code: 'tile-damaged', where: 'tile', detail: error.message });
      return undefined;
    }
  }

  /** Whether the entries that are taken as they are begin with those of older checkpoints. */
  async #holdAgainstStart(held: readonly Held[]): Promise<void> {
    const root = this.#roots.get(this.#start);
    if (this.part.from === undefined || !root?.equals(this.part.from.root)) return;
    for (const { checkpoint } of held) {
      if (checkpoint.size >= this.#start) continue;
      const isBeginning = await beginsWith(
        { size: this.#start, root },
        checkpoint,
        tileReader(logIn(this.tree)),
      );
      this.#roots.set(checkpoint.size, isBeginning ? checkpoint.root : noRoot);
    }
  }

  async #bundle(index: number, width: number): Promise<Buffer[]> {
    const name = { level: 'entries' as const, index, width };
    const path = tilePath(name);
    const bytes = await readTile(logIn(this.tree), name);
    const entries = bytes === undefined ? [] : unpackEntries(bytes);
    const at = index * tileWidth + (entries?.length ?? 0);
    if (entries === undefined)
      this.#fault(at, { code: 'entry-malformed', where: `entry ${at}`, detail: path });
    else if (entries.length < width)
      this.#fault(at, { code: 'entries-missing', where: `entry ${at}`, detail: path });
    return (entries ?? []).slice(0, width);
  }

  #entry(sequence: number, bytes: Buffer, before: string): string | undefined {
    const where = `entry ${sequence}`;
    let entry: Entry;
    try {
      entry = parseEntry(bytes);
    } catch {
      this.#fault(sequence, { code: 'entry-malformed', where });
      return undefined;
    }
    if (entry.sequence !== sequence)
      this.#fault(sequence, { code: 'out-of-sequence', where, detail: `it states ${entry.sequence}` });
    else if (entry.sealedAt < before)
      this.#fault(sequence, {
        code: 'out-of-sequence',
        where,
        detail: 'it was sealed before the entry before it',
      });
    const { event } = entry;
    if (this.#eventIds.has(event.eventId)) this.#fault(sequence, { code: 'entered-twice', where });
    this.#eventIds.add(event.eventId);
    const fault = event.type === 'key-change' ? this.#timeline.add(sequence, event) : undefined;
    if (fault !== undefined) this.#fault(sequence, fault);
    this.visit(entry);
    return entry.sealedAt;
  }

  /**
   * Compares the root of each checkpoint with that of the entries up to it. Of the log's own checkpoints,
   * only the first wrong one is reported.
   */
  #holdAgainst(held: readonly Held[], size: number): void {
    let [sound, broken] = [0, false];
    for (const { where, checkpoint, own } of [...held].sort(
      (a, b) => a.checkpoint.size - b.checkpoint.size,
    )) {
      const root = this.#roots.get(checkpoint.size);
      if (checkpoint.size > size) {
        const detail = `${checkpoint.size} entries there, ${size} here`;
        this.#fault(size, { code: 'rolled-back', where, detail });
      } else if (root?.equals(checkpoint.root)) {
        sound = checkpoint.size;
      } else if (root !== undefined && root.length > 0 && !(own && broken)) {
        const detail = own
          ? `the first ${sound} entries are sound, those up to ${checkpoint.size} are not`
          : `it covers ${checkpoint.size} entries, and they are not the first ${checkpoint.size} here`;
        this.#fault(checkpoint.size, { code: own ? 'wrong-root' : 'forked', where, detail });
        broken ||= own;
      }
    }
  }

  #checkSignatures(held: readonly Held[], sizes: readonly number[]): void {
    for (const { where, note, checkpoint, own } of held) {
      const before = largestBelow(sizes, checkpoint.size);
      const keys = own ? [this.#timeline.keyAfter(before)] : this.#timeline.keys;
      const problem =
        this.#problemOf(note, checkpoint, keys) ?? (where === currentPath ? this.#unpinned(keys) : undefined);
      if (problem !== undefined)
        this.#fault(checkpoint.size, { code: 'bad-checkpoint', where, detail: problem });
    }
  }

  #unpinned([key]: readonly VerifierKey[]): string | undefined {
    if (key !== undefined && this.#timeline.isPinnedOrLater(key)) return undefined;
    return this.#timeline.isPinnedNext
      ? 'the pinned key has signed nothing yet, and does so with the next entry: until then, verify with the key before'
      : 'it is signed by none of the keys that lead from the pinned one';
  }

  #problemOf(note: string, { origin }: Checkpoint, keys: readonly VerifierKey[]): string | undefined {
    try {
      openCheckpoint(note, keys);
      return origin === this.pinned.name ? undefined : `it is of the log ${origin}`;
    } catch (error) {
      return reasonOf(error);
    }
  }
}
