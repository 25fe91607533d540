import type { AuditHead } from '../../domain/audit/auditHead';

/** A record as its writer left it. */
export interface StoredRecord {
  readonly eventId: string;
  readonly bytes: Buffer;
  /** When the storage took it, by the storage's clock, in milliseconds. */
  readonly storedAt: number;
}

/** Held by one sequencer at a time, which saves work; nothing is wrong where two believe that they hold it. */
export interface Lease {
  /** False where it is lost. */
  renew(): Promise<boolean>;
  release(): Promise<void>;
}

/** Where a log lies. */
export interface LogStore {
  /** Undefined where another sequencer is at work. */
  lease(): Promise<Lease | undefined>;
  /** The newest batch; `storedAt` by the storage's clock; `tag` for `swapHead`. */
  head(): Promise<{ head: AuditHead; tag: string; storedAt: number } | undefined>;
  /** Puts the next batch in the place of the one with this tag. False where another one came between. */
  swapHead(next: AuditHead, tag: string | undefined): Promise<boolean>;
  /** The events that were announced of late, sealed or not, and the time since which they are all among these. */
  waiting(): Promise<{ eventIds: string[]; since: number }>;
  /** The records of these events; those that are not (yet) there are left out. */
  records(eventIds: readonly string[]): Promise<StoredRecord[]>;
  /** All that `waiting` named is sealed, or has no record: what is old of it need not be named again. */
  settled(): Promise<void>;
  /** A tile, bundle or checkpoint by its path; undefined where there is none. */
  read(path: string): Promise<Buffer | undefined>;
  /** Write-once: what is there stays, and by construction is the same. */
  create(path: string, bytes: Buffer): Promise<void>;
  /** The checkpoint that everybody reads, and a tag for `publish`. */
  checkpoint(): Promise<{ note: string; tag: string } | undefined>;
  /** Replaces it. False where another one came between. */
  publish(note: string, tag: string | undefined): Promise<boolean>;
}

/** A second place under another identity, where checkpoints are kept that the log's own storage cannot reach. */
export interface Witness {
  /** Write-once. */
  keep(size: number, note: string): Promise<void>;
  /** The size of the largest checkpoint that it holds; 0 where it holds none. */
  largest(): Promise<number>;
}

/** The retained checkpoint of a size; padded, so that a listing is in order. */
export function checkpointPath(size: number): string {
  return `checkpoints/${String(size).padStart(15, '0')}`;
}

/** Undefined where the path is none of a retained checkpoint. */
export function sizeOfCheckpointPath(path: string): number | undefined {
  const [, digits] = /^checkpoints\/(\d{15})$/.exec(path) ?? [];
  return digits === undefined ? undefined : Number(digits);
}
