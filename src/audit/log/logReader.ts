import { type SubjectFields, subjectsOf } from '../../domain/audit/auditSubjects';
import { readCheckpoint } from '../proof/checkpoint';
import { consistencyPath, inclusionPath } from '../proof/proofs';
import { formatProof } from '../proof/tlogProof';
import { type Entry, parseEntry } from './entry';
import type { TileSource } from './partialTiles';
import { LogDamagedError, lookFurther, readBundle, tileReader } from './readBack';
import { type ReadTile, rootsFromTiles, tilePath, tileWidth } from './tiles';

/** Reads parts of a log without checking them against a signature; `verifyLog` does that. */
export class LogReader {
  readonly #tile;
  /**
   * The entries of each subject, by its commitment, and the position of each event; filled as the log is
   * read.
   */
  readonly #bySubject = new Map<string, number[]>();
  readonly #byEvent = new Map<string, number>();
  #indexed = 0;

  constructor(private readonly source: TileSource) {
    this.#tile = tileReader(source);
  }

  /** The current checkpoint; undefined if nothing is sealed. */
  async checkpoint(): Promise<string | undefined> {
    return (await this.source.read('checkpoint'))?.toString('utf8');
  }

  async size(): Promise<number> {
    const note = await this.checkpoint();
    return note === undefined ? 0 : readCheckpoint(note).size;
  }

  /** The bytes of one entry. @throws RangeError if it does not exist */
  async entry(sequence: number): Promise<Buffer> {
    const size = await this.size();
    if (sequence < 0 || sequence >= size)
      throw new RangeError(`the log has ${size} entries, and no entry ${sequence}`);
    const bundle = await readBundle(this.#tile, size, Math.floor(sequence / tileWidth));
    return bundle[sequence % tileWidth] as Buffer;
  }

  /** One entry, parsed. @throws RangeError if it does not exist @throws LogDamagedError */
  async parsed(sequence: number): Promise<Entry> {
    return readable(sequence, parseEntry, await this.entry(sequence));
  }

  /** The position of an event; undefined if it is not sealed. Reads what was added since the last call. */
  async placeOf(eventId: string): Promise<number | undefined> {
    await this.#index();
    return this.#byEvent.get(eventId);
  }

  /** The positions of all entries about any of these studies and arrivals, in order. */
  async about(commitments: Iterable<string>): Promise<number[]> {
    await this.#index();
    const places = [...commitments].flatMap((subject) => this.#bySubject.get(subject) ?? []);
    return [...new Set(places)].sort((a, b) => a - b);
  }

  /** The entries, the latest first. */
  async *latest(): AsyncGenerator<Entry> {
    const size = await this.size();
    for (let index = Math.ceil(size / tileWidth) - 1; index >= 0; index -= 1) {
      const bundle = await readBundle(this.#tile, size, index);
      for (let at = bundle.length - 1; at >= 0; at -= 1)
        yield readable(index * tileWidth + at, parseEntry, bundle[at] as Buffer);
    }
  }

  /** Proof that an entry is in the log: C2SP tlog-proof. */
  async proofOf(sequence: number): Promise<string> {
    const note = (await this.checkpoint()) as string;
    const { size } = readCheckpoint(note);
    const path = await inclusionPath(sequence, size, rootsFromTiles(size, oncePerTile(this.#tile)));
    return formatProof(sequence, path, note);
  }

  /** Proof that the log of that size is a prefix of the current one. */
  async consistencySince(old: number): Promise<Buffer[]> {
    const size = await this.size();
    return consistencyPath(old, size, rootsFromTiles(size, oncePerTile(this.#tile)));
  }

  /** Full bundles never change, so only the end is read again. */
  async #index(): Promise<void> {
    const size = await this.size();
    while (this.#indexed < size) {
      const index = Math.floor(this.#indexed / tileWidth);
      const entries = await readBundle(this.#tile, size, index);
      for (const [at, bytes] of entries.entries()) {
        if (index * tileWidth + at >= this.#indexed) this.#remember(index * tileWidth + at, bytes);
      }
      this.#indexed = index * tileWidth + entries.length;
    }
  }

  #remember(sequence: number, bytes: Buffer): void {
    const { event } = readable(sequence, subjectsIn, bytes);
    this.#byEvent.set(event.eventId, sequence);
    for (const subject of subjectsOf(event)) {
      const known = this.#bySubject.get(subject);
      if (known) known.push(sequence);
      else this.#bySubject.set(subject, [sequence]);
    }
  }
}

/** Skips parsing the rest of the entry, which would take many times as long. */
function subjectsIn(bytes: Buffer): { event: SubjectFields & { readonly eventId: string } } {
  return JSON.parse(bytes.toString('utf8'));
}

function readable<T>(sequence: number, read: (bytes: Buffer) => T, bytes: Buffer): T {
  try {
    return read(bytes);
  } catch (cause) {
    throw new LogDamagedError(`Entry ${sequence} of the audit log cannot be read: ${lookFurther}`, { cause });
  }
}

/** For one proof: each tile is read once, even if several of its hashes are needed. */
function oncePerTile(read: ReadTile): ReadTile {
  const known = new Map<string, Promise<Buffer>>();
  return (name) => {
    const path = tilePath(name);
    const found = known.get(path) ?? read(name);
    known.set(path, found);
    return found;
  };
}
