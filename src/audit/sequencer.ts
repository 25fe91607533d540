import { type AuditEvent, auditEventSchema } from '../domain/auditEvent';
import type { AuditHead } from '../domain/auditHead';
import { openCheckpoint, readCheckpoint, signCheckpoint } from './checkpoint';
import { entryBytes } from './entry';
import { checkpointPath, type Lease, type LogStore, type StoredRecord, type Witness } from './logStore';
import { LogDamagedError, readBundle, tileReader } from './readBack';
import { SealedIds } from './sealedIds';
import type { Signer } from './signer';
import { growTiles, leavesOf, packEntries, tilePath, tileWidth, treeFromTiles } from './tiles';
import { parseVerifierKey } from './verifierKey';

/** Nothing may be sealed: what would be signed is not the continuation of what was signed. */
export class SealingRefusedError extends Error {
  override readonly name = 'SealingRefusedError';
}

export interface SequencerOptions {
  readonly store: LogStore;
  readonly signer: Signer;
  readonly witness?: Witness | undefined;
  /** ISO time of now. */
  readonly now: () => string;
  /** Something to look into that does not keep the log from growing. */
  readonly warn?: (message: string) => void;
}

export interface Sealed {
  /** Entries that this call added. */
  readonly entries: number;
  /** Whether another sequencer was at work. */
  readonly busy: boolean;
}

interface Batch {
  readonly head: AuditHead;
  readonly entries: readonly Buffer[];
}

/**
 * Puts waiting records into the log and signs for them, until none waits.
 *
 * A batch is decided by one conditional write of the head, and all that follows from it (bundle, tiles, checkpoint) is
 * written once and comes to the same bytes whoever writes it. So a sequencer may be killed, or lose its lease, at any
 * moment: the next one finishes what was decided, and what was not decided still waits.
 */
export class Sequencer {
  readonly #sealedIds = new SealedIds();
  readonly #read;
  #witnessChecked = false;
  /** The newest checkpoint that the witness has not taken yet. */
  #owed: { readonly size: number; readonly note: string } | undefined;

  constructor(private readonly options: SequencerOptions) {
    this.#read = tileReader(options.store);
  }

  /** @throws SealingRefusedError @throws LogDamagedError */
  async seal(): Promise<Sealed> {
    const { store } = this.options;
    await this.#payWitness();
    const { eventIds, since } = await store.waiting();
    if (eventIds.every((id) => this.#sealedIds.has(id))) {
      await store.settled();
      return { entries: 0, busy: false };
    }
    const lease = await store.lease();
    if (lease === undefined) return { entries: 0, busy: true };
    try {
      return { entries: await this.#sealAll(eventIds, since, lease), busy: false };
    } finally {
      await lease.release();
    }
  }

  /** Batch after batch, until all are sealed, the lease is lost or another one comes between. */
  async #sealAll(eventIds: readonly string[], since: number, lease: Lease): Promise<number> {
    const { store } = this.options;
    let known = await this.#current();
    const sealed = await this.#sealedIds.among(eventIds, since, known?.head.size ?? 0, this.#read);
    const queue = eventIds.filter((id) => !sealed.has(id));
    let entries = 0;
    while (queue.length > 0) {
      const room = tileWidth - ((known?.head.size ?? 0) % tileWidth);
      const found = (await store.records(queue.splice(0, room))).filter((record) => this.#isEvent(record));
      const records = await this.#unsealed(found, since, known?.head.size ?? 0);
      if (records.length === 0) continue;
      const batch = await this.#decide(known?.head, inOrder(records));
      if (!(await store.swapHead(batch.head, known?.tag))) return entries;
      await this.#layOut(batch);
      this.#sealedIds.add(batch.head.from, batch.head.eventIds);
      entries += batch.entries.length;
      // A change of keys is the last that this key may sign for.
      if (batch.head.nextKey !== batch.head.signedBy || !(await lease.renew())) return entries;
      known = await store.head();
      if (known?.head.size !== batch.head.size) return entries;
    }
    await store.settled();
    return entries;
  }

  /** Without records that were there long before they were announced (again), and are in the log already. */
  async #unsealed(records: readonly StoredRecord[], since: number, size: number): Promise<StoredRecord[]> {
    const old = records.filter(({ storedAt }) => storedAt < since);
    if (old.length === 0) return [...records];
    const first = Math.min(...old.map(({ storedAt }) => storedAt));
    const ids = old.map(({ eventId }) => eventId);
    const sealed = await this.#sealedIds.among(ids, first, size, this.#read);
    return records.filter(({ eventId }) => !sealed.has(eventId));
  }

  /** The newest batch, finished where somebody was stopped in the middle of it. */
  async #current(): Promise<{ head: AuditHead; tag: string } | undefined> {
    const { store } = this.options;
    // In this order: a checkpoint comes after its head.
    const note = (await store.checkpoint())?.note;
    const known = await store.head();
    await this.#assertContinues(known?.head, note);
    if (known === undefined) return undefined;
    if (note === undefined || readCheckpoint(note).size < known.head.size) await this.#finish(known.head);
    return known;
  }

  /** Before anything is signed: it is our log, our key's turn, and no witness has seen more of it. */
  async #assertContinues(head: AuditHead | undefined, note: string | undefined): Promise<void> {
    const { signer, witness } = this.options;
    if (head !== undefined && head.nextKey !== signer.key.text)
      throw new SealingRefusedError(
        `the audit log is to be signed by the key ${head.nextKey}, not by ${signer.key.text}; to change the key, use triage audit rotate`,
      );
    if (head === undefined && note !== undefined)
      throw new SealingRefusedError('the audit log has a checkpoint and no head: it was tampered with');
    if (witness === undefined || this.#witnessChecked) return;
    const seen = await witness.largest();
    if (seen > (head?.size ?? 0))
      throw new SealingRefusedError(
        `a witness holds a checkpoint over ${seen} entries, and the log has ${head?.size ?? 0}: it was cut off or rolled back`,
      );
    this.#witnessChecked = true;
  }

  /** What is no record of ours stays where it is, and is told of: verification names it, too. */
  #isEvent(record: StoredRecord): boolean {
    try {
      if (eventOf(record).eventId === record.eventId) return true;
    } catch {}
    this.options.warn?.(`the record ${record.eventId} is no event that this version knows: it is not sealed`);
    return false;
  }

  async #decide(head: AuditHead | undefined, records: readonly StoredRecord[]): Promise<Batch> {
    const from = head?.size ?? 0;
    const events = this.#upToKeyChange(records.map(eventOf));
    const sealedAt = later(this.options.now(), head?.sealedAt);
    const entries = events.map((event, at) => entryBytes(from + at, sealedAt, event));
    const tree = await treeFromTiles(from, this.#read);
    if (head !== undefined && tree.root().toString('hex') !== head.root)
      throw new LogDamagedError(`the tiles of the audit log are not those of its ${from} entries`);
    for (const leaf of leavesOf(entries)) tree.append(leaf);
    const last = events.at(-1);
    const signedBy = this.options.signer.key.text;
    return {
      entries,
      head: {
        schemaVersion: 1,
        size: tree.size,
        root: tree.root().toString('hex'),
        from,
        eventIds: events.map(({ eventId }) => eventId),
        sealedAt,
        signedBy,
        nextKey: last?.type === 'key-change' ? last.next : signedBy,
      },
    };
  }

  /** A change of keys ends its batch: the checkpoint over it is the last that the key before signs. */
  #upToKeyChange(events: readonly AuditEvent[]): AuditEvent[] {
    const at = events.findIndex(({ type }) => type === 'key-change');
    const change = events[at];
    if (change?.type === 'key-change' && change.previous !== this.options.signer.key.text)
      throw new SealingRefusedError('a change of keys waits that does not start from the key of this log');
    return events.slice(0, at < 0 ? events.length : at + 1);
  }

  /** Does again whatever may be missing of a batch that was decided. */
  async #finish(head: AuditHead): Promise<void> {
    const records = inOrderOf(head.eventIds, await this.options.store.records(head.eventIds));
    const entries = records.map((record, at) => entryBytes(head.from + at, head.sealedAt, eventOf(record)));
    await this.#layOut({ head, entries });
  }

  async #layOut({ head, entries }: Batch): Promise<void> {
    const { store } = this.options;
    const index = Math.floor(head.from / tileWidth);
    const before = head.from % tileWidth === 0 ? [] : await readBundle(this.#read, head.from, index);
    const all = [...before, ...entries];
    const tiles = await growTiles(head.from, leavesOf(entries), this.#read);
    await Promise.all([
      store.create(tilePath({ level: 'entries', index, width: all.length }), packEntries(all)),
      ...tiles.map((tile) => store.create(tilePath(tile), tile.bytes)),
    ]);
    await this.#sign(head);
  }

  async #sign(head: AuditHead): Promise<void> {
    const { store, signer } = this.options;
    const checkpoint = { origin: signer.key.name, size: head.size, root: Buffer.from(head.root, 'hex') };
    const path = checkpointPath(head.size);
    const kept = head.signedBy === signer.key.text ? undefined : await store.read(path);
    if (head.signedBy !== signer.key.text && kept === undefined)
      throw new SealingRefusedError(
        'the last batch before the change of keys is not signed: run triage audit rotate again',
      );
    const note = kept?.toString('utf8') ?? (await signCheckpoint(checkpoint, signer));
    openCheckpoint(note, [parseVerifierKey(head.signedBy)]);
    await store.create(path, Buffer.from(note));
    await this.#publish(note, head.size);
    this.#owed = { size: head.size, note };
    await this.#payWitness();
  }

  /** Where it cannot be reached, the log goes on; the next checkpoint stands for this one, too. */
  async #payWitness(): Promise<void> {
    const { witness, warn } = this.options;
    if (this.#owed === undefined) return;
    const { size, note } = this.#owed;
    try {
      await witness?.keep(size, note);
      this.#owed = undefined;
    } catch (error) {
      warn?.(`the witness did not take the checkpoint over ${size} entries: ${(error as Error).message}`);
    }
  }

  /** Never an older one in the place of a newer one. */
  async #publish(note: string, size: number): Promise<void> {
    const { store } = this.options;
    for (;;) {
      const known = await store.checkpoint();
      if (known !== undefined && readCheckpoint(known.note).size >= size) return;
      if (await store.publish(note, known?.tag)) return;
    }
  }
}

function eventOf({ bytes }: StoredRecord): AuditEvent {
  return auditEventSchema.parse(JSON.parse(bytes.toString('utf8')));
}

/** By the storage's clock, which counts in seconds, and within one second by the writers' own. */
function inOrder(records: readonly StoredRecord[]): StoredRecord[] {
  const times = new Map(records.map((record) => [record.eventId, eventOf(record).at]));
  const timeOf = ({ eventId }: StoredRecord) => times.get(eventId) as string;
  return [...records].sort(
    (a, b) =>
      a.storedAt - b.storedAt ||
      Date.parse(timeOf(a)) - Date.parse(timeOf(b)) ||
      (a.eventId < b.eventId ? -1 : 1),
  );
}

function inOrderOf(eventIds: readonly string[], records: readonly StoredRecord[]): StoredRecord[] {
  const byId = new Map(records.map((record) => [record.eventId, record]));
  return eventIds.map((id) => {
    const record = byId.get(id);
    if (record === undefined) throw new LogDamagedError(`the record ${id} of the audit log is missing`);
    return record;
  });
}

function later(now: string, before: string | undefined): string {
  return before !== undefined && Date.parse(before) > Date.parse(now) ? before : now;
}
