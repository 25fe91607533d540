import type { AuditHead } from '../../domain/audit/auditHead';

/** A record as it was written. */
export interface StoredRecord {
  readonly eventId: string;
  readonly bytes: Buffer;
  /** When the storage accepted it, by the storage's clock, in milliseconds. */
  readonly storedAt: number;
}

/** Held by one sequencer at a time to save work; it is harmless if two believe that they hold it. */
export interface Lease {
  /** False if the lease is lost. */
  renew(): Promise<boolean>;
  release(): Promise<void>;
}

/** Where a log is stored. */
export interface LogStore {
  /** Undefined if another sequencer is at work. */
  lease(): Promise<Lease | undefined>;
  /** The newest batch; `storedAt` by the storage's clock; `tag` for `swapHead`. */
  head(): Promise<{ head: AuditHead; tag: string; storedAt: number } | undefined>;
  /** Replaces the batch with this tag by the next one. False if another batch was written in between. */
  swapHead(next: AuditHead, tag: string | undefined): Promise<boolean>;
  /** Recently announced events, sealed or not, and the time since which all announced events are included. */
  waiting(): Promise<{ eventIds: string[]; since: number }>;
  /** The records of these events, without those that do not exist (yet). */
  records(eventIds: readonly string[]): Promise<StoredRecord[]>;
  /** Everything that `waiting` listed is sealed or has no record; its older part need not be listed again. */
  settled(): Promise<void>;
  /** A tile, bundle or checkpoint by its path; undefined if it does not exist. */
  read(path: string): Promise<Buffer | undefined>;
  /** Paths of tiles and bundles that begin so. */
  list(prefix: string): AsyncIterable<string>;
  /** Paths of all partial tiles and bundles. */
  partials(): AsyncIterable<string>;
  /** Removes a partial tile or bundle that a wider one contains; it may be gone already. */
  forget(path: string): Promise<void>;
  /** Write-once: an existing blob stays, and is identical by construction. */
  create(path: string, bytes: Buffer): Promise<void>;
  /** The published checkpoint, and a tag for `publish`. */
  checkpoint(): Promise<{ note: string; tag: string } | undefined>;
  /** Replaces the published checkpoint. False if another one was published in between. */
  publish(note: string, tag: string | undefined): Promise<boolean>;
}

/** A second place for checkpoints, under another identity, out of reach of the log's own storage. */
export interface Witness {
  /** Write-once. @returns the checkpoint that it holds for this size: another one, if it had one before */
  keep(size: number, note: string): Promise<string>;
  /** The largest checkpoint that it holds; undefined if it holds none. */
  newest(): Promise<string | undefined>;
}

/** The path of the retained checkpoint of a size; padded, so that listings are in order. */
export function checkpointPath(size: number): string {
  return `checkpoints/${String(size).padStart(15, '0')}`;
}

/** Undefined if the path is not that of a retained checkpoint. */
export function sizeOfCheckpointPath(path: string): number | undefined {
  const [, digits] = /^checkpoints\/(\d{15})$/.exec(path) ?? [];
  return digits === undefined ? undefined : Number(digits);
}
