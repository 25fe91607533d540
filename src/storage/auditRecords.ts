import type { ContainerClient } from '@azure/storage-blob';
import { bucketOf, isInTime } from '../domain/audit/auditBuckets';
import type { AuditEvent } from '../domain/audit/auditEvent';
import { genuineEvent, recordText } from '../domain/audit/auditRecord';
import type { Macs } from '../domain/kernel/macs';
import { waitingPrefix } from './auditAnnouncements';
import { createBytes, hasStatus, readBytes } from './jsonBlobs';

/** What fits into an entry of the log with its place and time around it; lengths there have two bytes. */
const maxBytes = 64_000;
const jsonType = 'application/json; charset=utf-8';

export const recordName = (eventId: string) => `records/${eventId}.json`;

/** The place of an event holds something that the app did not write, so the event cannot be recorded. */
export class ForeignRecordError extends Error {
  override readonly name = 'ForeignRecordError';
}

/**
 * The audit port: write-once records, `records/{eventId}.json`. Whoever comes second finds the event recorded. What the
 * app did not write counts as nothing.
 *
 * Before a record, an empty blob `waiting/{bucket}/{eventId}` says that there is something to seal: so no record that
 * counts is there that nobody looks for.
 */
export class AuditRecords {
  constructor(
    private readonly container: ContainerClient,
    private readonly macs: Macs,
  ) {}

  /** Durable when it returns. @throws ForeignRecordError */
  async record(event: AuditEvent): Promise<void> {
    await this.recordOnce(event);
  }

  /** The event that stands under that id, and whether this call put it there. @throws ForeignRecordError */
  async recordOnce(event: AuditEvent): Promise<{ event: AuditEvent; isNew: boolean }> {
    const bytes = Buffer.from(recordText(event, this.macs));
    if (bytes.length > maxBytes)
      throw new RangeError(`an audit record has at most ${maxBytes} bytes, not ${bytes.length}`);
    const bucket = await this.announce(event.eventId, Date.now());
    const storedAt = await this.create(recordName(event.eventId), bytes);
    if (storedAt !== undefined) {
      if (!isInTime(bucket, storedAt)) await this.announce(event.eventId, storedAt);
      return { event, isNew: true };
    }
    const standing = await this.find(event.eventId);
    if (standing === undefined)
      throw new ForeignRecordError(
        `audit/${recordName(event.eventId)} was not written by this app: remove it from there once it was looked into`,
      );
    return { event: standing, isNew: false };
  }

  /**
   * Says that there is an event to seal, in a bucket that is open by the storage's clock, whatever this machine's says.
   *
   * @param about the time, in milliseconds, as far as it is known
   * @returns the bucket
   */
  private async announce(eventId: string, about: number): Promise<string> {
    for (let time = about; ; ) {
      const bucket = bucketOf(time);
      const blob = this.container.getBlockBlobClient(`${waitingPrefix}${bucket}/${eventId}`);
      const storedAt = ((await blob.upload('', 0)).lastModified as Date).getTime();
      if (isInTime(bucket, storedAt)) return bucket;
      time = storedAt;
    }
  }

  /** Write-once. @returns when the storage took it; undefined where there is one already */
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

  /** Undefined where there is none that the app wrote. */
  async find(eventId: string): Promise<AuditEvent | undefined> {
    const bytes = await readBytes(this.container.getBlobClient(recordName(eventId)));
    const event = bytes && genuineEvent(bytes, this.macs);
    return event?.eventId === eventId ? event : undefined;
  }

  /** The settings by which something is decided, under the hash of their text. Write-once. */
  async keepSettings(sha256: string, text: string): Promise<void> {
    await createBytes(this.container, settingsName(sha256), Buffer.from(text), jsonType);
  }

  async settings(sha256: string): Promise<Buffer | undefined> {
    return readBytes(this.container.getBlobClient(settingsName(sha256)));
  }
}

const settingsName = (sha256: string) => `settings/${sha256}.json`;
