import type { AuditEvent } from '../../domain/audit/auditEvent';
import { type AuditHead, headOf, isGenuineHead } from '../../domain/audit/auditHead';
import { genuineEvent } from '../../domain/audit/auditRecord';
import { readCheckpoint } from '../proof/checkpoint';
import { CheckpointPublisher } from './checkpointPublisher';
import { entryBytes } from './entry';
import { assertGoesOn } from './histories';
import type { Lease, StoredRecord } from './logStore';
import { isOutgrown } from './partialTiles';
import { LogDamagedError, lookFurther, readBundle, tileReader } from './readBack';
import { type GenuineRecord, inOrder, inOrderOf, later, upToKeyChange } from './recordOrder';
import { sealable } from './sealable';
import { SealedIds } from './sealedIds';
import { SealingRefusedError, type SequencerOptions } from './sequencerOptions';
import { growTiles, leavesOf, packEntries, tilePath, tileWidth, treeFromTiles } from './tiles';

export interface Sealed {
  /** Entries added by this call. */
  readonly entries: number;
  /** Whether another sequencer was at work. */
  readonly busy: boolean;
}

interface Batch {
  readonly head: AuditHead;
  readonly entries: readonly Buffer[];
}

/**
 * Seals waiting records and signs checkpoints until no record waits.
 *
 * A batch is decided by one conditional write of the head. Everything that follows from it (bundle, tiles,
 * checkpoint) is written once and is byte-identical whoever writes it. So a sequencer may be killed or lose
 * its lease at any moment: the next one finishes what was decided, and what was not decided still waits.
 */
export class Sequencer {
  readonly #sealedIds = new SealedIds();
  readonly #read;
  #witnessChecked = false;
  readonly #publisher: CheckpointPublisher;

  constructor(private readonly options: SequencerOptions) {
    this.#read = tileReader(options.store);
    this.#publisher = new CheckpointPublisher(options);
  }

  /** @throws SealingRefusedError @throws LogDamagedError */
  async seal(): Promise<Sealed> {
    const { store } = this.options;
    await this.#publisher.payWitness();
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

  /** Seals batch after batch until all are sealed, the lease is lost or another sequencer intervenes. */
  async #sealAll(eventIds: readonly string[], since: number, lease: Lease): Promise<number> {
    const { store } = this.options;
    let known = await this.#current();
    const sealed = await this.#sealedIds.among(eventIds, since, known?.head.size ?? 0, this.#read);
    const queue = eventIds.filter((id) => !sealed.has(id));
    let entries = 0;
    while (queue.length > 0) {
      const room = tileWidth - ((known?.head.size ?? 0) % tileWidth);
      const found = (await store.records(queue.splice(0, room))).flatMap((record) => this.#genuine(record));
      const records = await this.#unsealed(found, since, known?.head.size ?? 0);
      if (records.length === 0) continue;
      const batch = await this.#decide(known?.head, inOrder(records));
      if (!(await store.swapHead(batch.head, known?.tag))) return entries;
      await this.#layOut(batch);
      this.#sealedIds.add(batch.head.from, batch.head.eventIds);
      entries += batch.entries.length;
      // The key change is the last event that this key may sign.
      if (batch.head.nextKey !== batch.head.signedBy || !(await lease.renew())) return entries;
      known = await store.head();
      if (known?.head.size !== batch.head.size) return entries;
    }
    await store.settled();
    return entries;
  }

  /** Without records that were stored long before they were announced (again) and are already in the log. */
  async #unsealed(records: readonly GenuineRecord[], since: number, size: number): Promise<GenuineRecord[]> {
    const old = records.filter(({ storedAt }) => storedAt < since);
    if (old.length === 0) return [...records];
    const first = Math.min(...old.map(({ storedAt }) => storedAt));
    const ids = old.map(({ event }) => event.eventId);
    const sealed = await this.#sealedIds.among(ids, first, size, this.#read);
    return records.filter(({ event }) => !sealed.has(event.eventId));
  }

  /** The newest batch, finished if its sequencer was interrupted. */
  async #current(): Promise<{ head: AuditHead; tag: string } | undefined> {
    const { store } = this.options;
    // In this order, because a checkpoint is written after its head.
    const note = (await store.checkpoint())?.note;
    const known = await store.head();
    await this.#assertContinues(known?.head, note);
    if (known === undefined) return undefined;
    const { head } = known;
    if (head.signedBy !== this.#own) this.#assertTurn(head);
    if (note === undefined || readCheckpoint(note).size < head.size) await this.#finish(head);
    this.#assertTurn(head);
    return known;
  }

  get #own(): string {
    return this.options.signer.key.text;
  }

  /** Asserts that our key may sign what comes next. */
  #assertTurn({ nextKey }: AuditHead): void {
    if (nextKey !== this.#own)
      throw new SealingRefusedError(
        `The audit log is to be signed by the key ${nextKey}, not by ${this.#own}. To change the key, use \`triage audit rotate\`.`,
      );
  }

  /** Before anything is signed: the log is ours, and goes on from what a witness has seen. */
  async #assertContinues(head: AuditHead | undefined, note: string | undefined): Promise<void> {
    const { witness, macs } = this.options;
    if (head === undefined && note !== undefined)
      throw new SealingRefusedError('The audit log has a checkpoint and no head: it was tampered with.');
    if (head !== undefined && !isGenuineHead(head, macs))
      throw new SealingRefusedError(
        'audit/head.json was not written by this app: nothing is sealed until it is restored, and no record is lost.',
      );
    if (head !== undefined && note !== undefined && readCheckpoint(note).size > head.size)
      throw new SealingRefusedError(
        'audit/head.json is older than the checkpoint: it was rolled back. Nothing is sealed until it is restored, and no record is lost.',
      );
    if (witness === undefined || this.#witnessChecked) return;
    await assertGoesOn(witness, head, this.#read);
    this.#witnessChecked = true;
  }

  /** A record that is not ours is left in place and reported; verification reports it too. */
  #genuine(record: StoredRecord): GenuineRecord[] {
    const found = sealable(record, this.#own, this.options.macs);
    if (found.problem === undefined) return [{ event: found.event, storedAt: record.storedAt }];
    this.options.warn?.(
      `audit/records/${record.eventId}.json ${found.problem}: it is not sealed, and stays there`,
    );
    return [];
  }

  async #decide(head: AuditHead | undefined, records: readonly GenuineRecord[]): Promise<Batch> {
    const from = head?.size ?? 0;
    const events = upToKeyChange(records.map(({ event }) => event));
    const sealedAt = later(this.options.now(), head?.sealedAt);
    const entries = events.map((event, at) => entryBytes(from + at, sealedAt, event));
    const tree = await treeFromTiles(from, this.#read);
    if (head !== undefined && tree.root().toString('hex') !== head.root)
      throw new LogDamagedError(
        `The tiles of the audit log are not those of its ${from} entries: ${lookFurther}`,
      );
    tree.appendAll(leavesOf(entries));
    const last = events.at(-1);
    const signedBy = this.#own;
    return {
      entries,
      head: headOf(
        {
          schemaVersion: 1,
          size: tree.size,
          root: tree.root().toString('hex'),
          from,
          eventIds: events.map(({ eventId }) => eventId),
          sealedAt,
          signedBy,
          nextKey: last?.type === 'key-change' ? last.next : signedBy,
        },
        this.options.macs,
      ),
    };
  }

  /** Repeats every step of a decided batch that may be missing. */
  async #finish(head: AuditHead): Promise<void> {
    const records = inOrderOf(head.eventIds, await this.options.store.records(head.eventIds));
    const entries = records.map((record, at) =>
      entryBytes(head.from + at, head.sealedAt, this.#decidedOn(record)),
    );
    const tree = await treeFromTiles(head.from, this.#read);
    tree.appendAll(leavesOf(entries));
    if (tree.root().toString('hex') !== head.root)
      throw new LogDamagedError(
        `The records of the audit log from entry ${head.from} on are not those that were to be sealed: they were changed.`,
      );
    await this.#layOut({ head, entries });
  }

  /** The event of a record that is already part of a batch. */
  #decidedOn({ eventId, bytes }: StoredRecord): AuditEvent {
    const event = genuineEvent(bytes, this.options.macs);
    if (event?.eventId !== eventId)
      throw new LogDamagedError(`audit/records/${eventId}.json was changed after it was to be sealed.`);
    return event;
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
    await this.#publisher.sign(head);
    await this.#forgetOutgrown(head.size);
  }

  /** What an interrupted sequencer left is removed by the next one. */
  async #forgetOutgrown(size: number): Promise<void> {
    const { store } = this.options;
    for await (const path of store.partials()) if (isOutgrown(path, size)) await store.forget(path);
  }
}
