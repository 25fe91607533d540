import type { ContainerClient } from '@azure/storage-blob';
import { type AuditEvent, auditEventSchema } from '../domain/auditEvent';
import { canonicalJson } from '../domain/canonicalJson';
import { createBytes, readBytes, readJson } from './jsonBlobs';

/** What fits into an entry of the log with its place and time around it; lengths there have two bytes. */
const mostBytes = 64_000;
const jsonType = 'application/json; charset=utf-8';

export const waitingPrefix = 'waiting/';
export const recordName = (eventId: string) => `records/${eventId}.json`;

/**
 * The audit port: write-once records, `records/{eventId}.json`. Whoever comes second finds the event recorded.
 *
 * Before a record, an empty blob `waiting/{eventId}` says that there is something to seal: so a record is never there
 * that nobody looks for.
 */
export class AuditRecords {
  constructor(private readonly container: ContainerClient) {}

  /** Durable when it returns. */
  async record(event: AuditEvent): Promise<void> {
    await this.recordOnce(event);
  }

  /** The event that stands under that id, and whether this call put it there. */
  async recordOnce(event: AuditEvent): Promise<{ event: AuditEvent; isNew: boolean }> {
    const bytes = Buffer.from(canonicalJson(auditEventSchema.parse(event)));
    if (bytes.length > mostBytes)
      throw new RangeError(`an audit record has at most ${mostBytes} bytes, not ${bytes.length}`);
    await this.container.getBlockBlobClient(`${waitingPrefix}${event.eventId}`).upload('', 0);
    const isNew = await createBytes(this.container, recordName(event.eventId), bytes, jsonType);
    if (isNew) return { event, isNew };
    return { event: (await this.find(event.eventId)) ?? event, isNew };
  }

  find(eventId: string): Promise<AuditEvent | undefined> {
    return readJson(this.container.getBlobClient(recordName(eventId)), auditEventSchema);
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
