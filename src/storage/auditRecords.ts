import type { ContainerClient } from '@azure/storage-blob';
import { type AuditEvent, auditEventSchema } from '../domain/auditEvent';
import { createJson } from './jsonBlobs';

/** The audit port: write-once records, `records/{eventId}.json`. Whoever comes second finds the event recorded. */
export class AuditRecords {
  constructor(private readonly container: ContainerClient) {}

  async record(event: AuditEvent): Promise<void> {
    await createJson(this.container, `records/${event.eventId}.json`, auditEventSchema.parse(event));
  }
}
