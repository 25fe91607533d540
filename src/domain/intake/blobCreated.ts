import { z } from 'zod';

/** Event Grid's own schema, and CloudEvents 1.0; a subscription uses one of them. */
const eventSchema = z.union([
  z.looseObject({ eventType: z.string(), subject: z.string(), eventTime: z.string(), data: z.unknown() }),
  z.looseObject({ type: z.string(), subject: z.string(), time: z.string(), data: z.unknown() }),
]);

/**
 * Calls that end with the whole file in place. `CreateFile` and `FlushWithoutClose` of Data Lake Storage leave
 * it unfinished, and so does the creation of an append or page blob, which has no event when it is filled.
 */
const finishedBy = ['PutBlob', 'PutBlockList', 'CopyBlob', 'FlushWithClose'] as const;

const dataSchema = z.looseObject({
  api: z.string(),
  eTag: z.string().min(1),
  blobType: z.string().default('BlockBlob'),
  contentLength: z.number().optional(),
});

export interface BlobVersion {
  readonly container: string;
  readonly name: string;
  readonly etag: string;
  /** ISO time. */
  readonly createdAt: string;
  /** It may be the stub of a folder: an event does not say. */
  readonly isEmpty: boolean;
}

const subjectParts = /^\/blobServices\/default\/containers\/([^/]+)\/blobs\/(.+)$/s;

/**
 * The blob whose write an event reports as finished; undefined for every other event.
 *
 * @throws ZodError if the message is no event, or one of a finished write without what belongs to it
 */
export function parseBlobCreated(message: unknown): BlobVersion | undefined {
  const event = eventSchema.parse(message);
  const [type, time] =
    'eventType' in event && typeof event.eventType === 'string'
      ? [event.eventType, event.eventTime]
      : [event.type, event.time];
  const [, container, name] = subjectParts.exec(event.subject) ?? [];
  if (type !== 'Microsoft.Storage.BlobCreated' || container === undefined || name === undefined)
    return undefined;
  const { api, eTag: etag, blobType, contentLength } = dataSchema.parse(event.data);
  if (!finishedBy.some((call) => call === api) || blobType !== 'BlockBlob') return undefined;
  const createdAt = new Date(z.iso.datetime({ offset: true }).parse(time)).toISOString();
  return { container, name, etag, createdAt, isEmpty: contentLength === 0 };
}
