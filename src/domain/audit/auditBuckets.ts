/**
 * Records that wait to be sealed are announced by empty blobs `waiting/{bucket}/{eventId}`, a bucket for each five minutes
 * of the storage's clock. So a sequencer finds what is new by looking into one or two buckets, however long the log is,
 * and nothing has to be removed for that.
 */
const bucketMilliseconds = 300_000;
/** A writer whose announcement or record is further than this outside of its bucket announces it again. */
const outsideMilliseconds = 60_000;
/** A bucket is closed this long after its end: everything that counts is in it. */
const closedMilliseconds = 120_000;

/** The name of the bucket of a time: `2026-05-01T10-05`, in the order of time. */
export function bucketOf(time: number): string {
  const start = Math.floor(time / bucketMilliseconds) * bucketMilliseconds;
  return new Date(start).toISOString().slice(0, 16).replace(':', '-');
}

/** When a bucket begins, in milliseconds; undefined where the name is none. */
export function startOfBucket(bucket: string): number | undefined {
  const [, day, hour, minute] = /^(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)$/.exec(bucket) ?? [];
  const time = Date.parse(`${day}T${hour}:${minute}:00.000Z`);
  return Number.isNaN(time) ? undefined : time;
}

/** Whether what was stored at that time may rely on having been announced in the bucket. */
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

/** The buckets from one to that of a time, both included. */
export function bucketsFrom(first: string, time: number): string[] {
  const buckets: string[] = [];
  for (let at = startOfBucket(first) ?? time; at <= time; at += bucketMilliseconds)
    buckets.push(bucketOf(at));
  return buckets;
}
