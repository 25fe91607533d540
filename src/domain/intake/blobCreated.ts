import { z } from 'zod';

const data = z.looseObject({ eTag: z.string().min(1) });
const subject = z.string().startsWith('/blobServices/default/containers/');

/** Event Grid's own schema, and CloudEvents 1.0; a subscription uses one of them. */
const eventSchema = z.union([
  z.looseObject({ eventType: z.string(), subject, eventTime: z.iso.datetime({ offset: true }), data }),
  z.looseObject({ type: z.string(), subject, time: z.iso.datetime({ offset: true }), data }),
]);

export interface BlobVersion {
  readonly container: string;
  readonly name: string;
  readonly etag: string;
  /** ISO time. */
  readonly createdAt: string;
}

const subjectParts = /^\/blobServices\/default\/containers\/([^/]+)\/blobs\/(.+)$/s;

/**
 * The blob in a Microsoft.Storage.BlobCreated event; undefined for other event types.
 *
 * @throws ZodError if the message is not a storage event.
 */
export function parseBlobCreated(message: unknown): BlobVersion | undefined {
  const event = eventSchema.parse(message);
  const [type, time] =
    'eventType' in event && typeof event.eventType === 'string'
      ? [event.eventType, event.eventTime as string]
      : [event.type as string, event.time as string];
  const parts = subjectParts.exec(event.subject);
  if (type !== 'Microsoft.Storage.BlobCreated' || !parts) return undefined;
  return {
    container: parts[1] as string,
    name: parts[2] as string,
    etag: event.data.eTag,
    createdAt: new Date(time).toISOString(),
  };
}
