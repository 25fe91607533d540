import type { ContainerClient } from '@azure/storage-blob';
import { announcementName, bucketOf, isInTime } from '../../domain/audit/auditBuckets';
import type { AuditEvent } from '../../domain/audit/auditEvent';
import { genuineEvent, recordText } from '../../domain/audit/auditRecord';
import type { Macs } from '../../domain/kernel/sealing/macs';
import { createBytes, hasStatus, jsonType, readBytes } from '../blobs/jsonBlobs';
import { GroupedCalls } from '../calls/groupedCalls';

/** What fits into a log entry together with its place and time; lengths there are two bytes. */
const maxBytes = 64_000;

/** So many ids fit into the name of a blob, which has 1,024 characters at most. */
const announcedTogether = 12;

/** More are not remembered; an event that was forgotten is announced again. */
const maxAnnounced = 1_000;

export const recordName = (eventId: string) => `records/${eventId}.json`;

/** The event's name is taken by something the app did not write, so the event cannot be recorded. */
export class ForeignRecordError extends Error {
  override readonly name = 'ForeignRecordError';
}

/**
 * The audit port: write-once records, `records/{eventId}.json`. A second writer finds the event recorded.
 * Anything the app did not write is ignored.
 *
 * Before each record, an empty blob `waiting/{bucket}/{eventId}` announces it; those that come at the same time are
 * announced together, and one that is recorded right after another can be announced with it. So no valid record exists that the sequencer does not look for.
 */
export class AuditRecords {
  #recorded: () => void = () => {};
  /** The buckets of events that were announced with another one, and are not recorded yet. */
  readonly #announced = new Map<string, string>();

  /** Of events that are announced at the same time, together. */
  private readonly announcements = new GroupedCalls<readonly string[], string>(
    async (groups) => {
      const bucket = await this.announce(groups.flat(), Date.now());
      return groups.map(() => bucket);
    },
    (groups, more) => groups.flat().length + more.length <= announcedTogether,
  );

  constructor(
    private readonly container: ContainerClient,
    private readonly macs: Macs,
  ) {}

  /** Called after each event that this process recorded. */
  onRecord(recorded: () => void): void {
    this.#recorded = recorded;
  }

  /** Durable when it returns. @throws ForeignRecordError */
  async record(event: AuditEvent): Promise<void> {
    await this.recordOnce(event);
  }

  /**
   * The event recorded under that id, and whether this call recorded it.
   *
   * @param nextId of an event that will probably be recorded right after: it is announced too
   * @throws ForeignRecordError
   */
  async recordOnce(event: AuditEvent, nextId?: string): Promise<{ event: AuditEvent; isNew: boolean }> {
    const bytes = Buffer.from(recordText(event, this.macs));
    if (bytes.length > maxBytes)
      throw new RangeError(`an audit record has at most ${maxBytes} bytes, not ${bytes.length}`);
    const bucket = this.announcedBucket(event.eventId) ?? (await this.announceWith(event.eventId, nextId));
    const storedAt = await this.create(recordName(event.eventId), bytes);
    if (storedAt !== undefined) {
      if (!isInTime(bucket, storedAt)) await this.announce([event.eventId], storedAt);
      this.#recorded();
      return { event, isNew: true };
    }
    const standing = await this.find(event.eventId);
    if (standing === undefined)
      throw new ForeignRecordError(
        `audit/${recordName(event.eventId)} was not written by this app: remove it from there once it was looked into`,
      );
    return { event: standing, isNew: false };
  }

  private async announceWith(eventId: string, nextId: string | undefined): Promise<string> {
    if (nextId === undefined) return this.announcements.add([eventId]);
    const bucket = await this.announcements.add([eventId, nextId]);
    if (this.#announced.size >= maxAnnounced) this.#announced.clear();
    this.#announced.set(nextId, bucket);
    return bucket;
  }

  /** The bucket in which an event was announced with another one, if it is still in time by this machine's clock. */
  private announcedBucket(eventId: string): string | undefined {
    const bucket = this.#announced.get(eventId);
    this.#announced.delete(eventId);
    return bucket !== undefined && isInTime(bucket, Date.now()) ? bucket : undefined;
  }

  /**
   * Announces events to seal, in a bucket that is open by the storage's clock, whatever this machine's
   * clock says.
   *
   * @param about the approximate time, in milliseconds
   * @returns the bucket
   */
  private async announce(eventIds: readonly string[], about: number): Promise<string> {
    for (let time = about; ; ) {
      const bucket = bucketOf(time);
      const blob = this.container.getBlockBlobClient(announcementName(bucket, eventIds));
      const storedAt = ((await blob.upload('', 0)).lastModified as Date).getTime();
      if (isInTime(bucket, storedAt)) return bucket;
      time = storedAt;
    }
  }

  /** Write-once. @returns when the storage accepted it; undefined if the record already exists */
  private async create(name: string, bytes: Buffer): Promise<number | undefined> {
    try {
      const { lastModified } = await this.container.getBlockBlobClient(name).upload(bytes, bytes.length, {
        conditions: { ifNoneMatch: '*' },
        blobHTTPHeaders: { blobContentType: jsonType },
      });
      return (lastModified as Date).getTime();
    } catch (error) {
      if (hasStatus(error, 409, 412)) return undefined;
      throw error;
    }
  }

  /** Undefined if there is no record that the app wrote. */
  async find(eventId: string): Promise<AuditEvent | undefined> {
    const bytes = await readBytes(this.container.getBlobClient(recordName(eventId)));
    const event = bytes && genuineEvent(bytes, this.macs);
    return event?.eventId === eventId ? event : undefined;
  }

  /** The settings behind decisions, stored under the hash of their text. Write-once. */
  async keepSettings(sha256: string, text: string): Promise<void> {
    await createBytes(this.container, settingsName(sha256), Buffer.from(text), { contentType: jsonType });
  }

  async settings(sha256: string): Promise<Buffer | undefined> {
    return readBytes(this.container.getBlobClient(settingsName(sha256)));
  }
}

const settingsName = (sha256: string) => `settings/${sha256}.json`;
