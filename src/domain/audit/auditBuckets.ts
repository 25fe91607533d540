/**
 * Each record waiting to be sealed is announced by an empty blob `waiting/{bucket}/{eventId}`, or several together by
 * `waiting/{bucket}/{eventId}-{eventId}`. A bucket covers five minutes of the storage's clock. A sequencer therefore finds new records by listing one or two
 * buckets, however long the log is, and nothing has to be deleted to make that work.
 */
const bucketMilliseconds = 300_000;
/** A writer whose announcement or record falls further than this outside its bucket announces it again. */
const outsideMilliseconds = 60_000;
/** A bucket is closed this long after its end; by then it holds everything that counts. */
const closedMilliseconds = 120_000;

export const waitingPrefix = 'waiting/';
/** Between the ids of events that are announced together; ids are hex. */
const and = '-';

/** The name of the blob that announces events in a bucket. */
export function announcementName(bucket: string, eventIds: readonly string[]): string {
  return `${waitingPrefix}${bucket}/${eventIds.join(and)}`;
}

/** What such a blob announces; whatever somebody else put there is taken for ids too. */
export function announcedBy(name: string): { readonly bucket: string; readonly eventIds: readonly string[] } {
  const [bucket = '', eventIds = ''] = name.slice(waitingPrefix.length).split('/');
  return { bucket, eventIds: eventIds.split(and) };
}

/** The bucket name for a time, such as `2026-05-01T10-05`. Names sort chronologically. */
export function bucketOf(time: number): string {
  const start = Math.floor(time / bucketMilliseconds) * bucketMilliseconds;
  return new Date(start).toISOString().slice(0, 16).replace(':', '-');
}

/** When a bucket begins, in milliseconds; undefined if this is not a bucket name. */
export function startOfBucket(bucket: string): number | undefined {
  const [, day, hour, minute] = /^(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)$/.exec(bucket) ?? [];
  const time = Date.parse(`${day}T${hour}:${minute}:00.000Z`);
  return Number.isNaN(time) ? undefined : time;
}

/** Whether something stored at that time can rely on its announcement in the bucket. */
export function isInTime(bucket: string, storedAt: number): boolean {
  const start = startOfBucket(bucket) ?? 0;
  return (
    storedAt >= start - outsideMilliseconds && storedAt <= start + bucketMilliseconds + outsideMilliseconds
  );
}

/** The first bucket that is still open at that time. */
export function firstOpenBucket(time: number): string {
  return bucketOf(time - closedMilliseconds);
}

/** The buckets from the given one to that of a time, both included. */
export function bucketsFrom(first: string, time: number): string[] {
  const buckets: string[] = [];
  for (let at = startOfBucket(first) ?? time; at <= time; at += bucketMilliseconds)
    buckets.push(bucketOf(at));
  return buckets;
}
