import type { ContainerClient } from '@azure/storage-blob';
import type { AuditPort } from '../activities/ports';
import { type AuditEvent, auditEventSchema } from '../domain/auditEvent';
import { createJson } from './jsonBlobs';

/** Write-once records, `records/{eventId}.json`: whoever comes second finds the event recorded. */
export class AuditRecords implements AuditPort {
  constructor(private readonly container: ContainerClient) {}

  async record(event: AuditEvent): Promise<void> {
    await createJson(this.container, `records/${event.eventId}.json`, auditEventSchema.parse(event));
  }
}
