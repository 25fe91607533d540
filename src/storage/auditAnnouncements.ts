import type { ContainerClient } from '@azure/storage-blob';
import { bucketOf, bucketsFrom, firstOpenBucket, startOfBucket } from '../domain/audit/auditBuckets';
import { hasStatus, readBytes } from './jsonBlobs';

export const waitingPrefix = 'waiting/';
/** Holds the first bucket that may contain something unsealed. */
const cursorName = 'waiting-from';
/** Maximum number removed at a time, while there is nothing else to do. */
const removesAtOnce = 16;
/** Clocks may differ by this much. */
const aheadMilliseconds = 600_000;

/** An announcement, and when it was made, by the storage's clock, in milliseconds. */
export interface DatedAnnouncement {
  readonly eventId: string;
  readonly at: number;
}

interface Announced extends DatedAnnouncement {
  readonly bucket: string;
}

interface Listing {
  readonly announced: readonly Announced[];
  /** By the storage's clock. */
  readonly serverTime: number;
  /** Buckets after this one were not searched. */
  readonly last: string;
}

/** Announcements of records to seal: `waiting/{bucket}/{eventId}`. */
export class AuditAnnouncements {
  /** Everything in earlier buckets is sealed; undefined until that is known. */
  private openFrom: string | undefined;
  private listing: Listing | undefined;
  /** Announcements in closed buckets. */
  private readonly old: string[] = [];

  constructor(private readonly container: ContainerClient) {}

  /** Ids in the open buckets, oldest first, and the time since which the list is complete. */
  async waiting(): Promise<{ eventIds: string[]; since: number }> {
    const first = this.openFrom ?? (await this.cursor());
    const listing = await this.list(this.openFrom);
    const open = listing.announced.filter(({ bucket }) => bucket >= first);
    if (this.openFrom === undefined) this.forget(listing.announced, first);
    this.listing = { ...listing, announced: open };
    const since = startOfBucket(this.openFrom ?? open.map(({ bucket }) => bucket).sort()[0] ?? '') ?? 0;
    return { eventIds: idsOf(open), since };
  }

  /** Like `waiting`, for a read-only caller. */
  async announced(): Promise<string[]> {
    const first = this.openFrom ?? (await this.cursor());
    const { announced } = await this.list(first === '' ? undefined : first);
    return idsOf(announced.filter(({ bucket }) => bucket >= first));
  }

  /** The same with their times, page by page: for a caller who soon has found what it looks for. */
  async *inOrder(): AsyncGenerator<readonly DatedAnnouncement[]> {
    const first = this.openFrom ?? (await this.cursor());
    for (const prefix of prefixesFrom(first, Date.now() + aheadMilliseconds))
      for await (const { announced } of this.pages(prefix))
        yield announced.filter(({ bucket }) => bucket >= first).sort((a, b) => a.at - b.at);
  }

  /** Everything listed last is sealed, or has no valid record. */
  async settled(): Promise<void> {
    const { listing } = this;
    this.listing = undefined;
    if (listing === undefined) return;
    const open = [firstOpenBucket(listing.serverTime), listing.last].sort()[0] as string;
    if (this.openFrom === undefined || open > this.openFrom) {
      await this.container.getBlockBlobClient(cursorName).upload(open, open.length);
      this.openFrom = open;
      this.forget(listing.announced, open);
    }
    await this.tidy();
  }

  private async cursor(): Promise<string> {
    return (await readBytes(this.container.getBlobClient(cursorName)))?.toString('utf8') ?? '';
  }

  /** @param first undefined: start with whatever is there */
  private async list(first: string | undefined): Promise<Listing> {
    const until = Math.max(Date.now(), this.listing?.serverTime ?? 0) + aheadMilliseconds;
    const announced: Announced[] = [];
    let serverTime = 0;
    for (const prefix of first === undefined ? [''] : bucketsFrom(first, until)) {
      for await (const page of this.pages(prefix)) {
        // The first response sets the time: a later announcement may be missing from a later page.
        serverTime ||= page.time;
        announced.push(...page.announced);
      }
    }
    return { announced, serverTime, last: bucketOf(until) };
  }

  private async *pages(prefix: string): AsyncGenerator<{ announced: Announced[]; time: number }> {
    const listed = this.container.listBlobsFlat({ prefix: `${waitingPrefix}${prefix}` });
    for await (const { date, segment } of listed.byPage({ maxPageSize: 5000 })) {
      const announced = segment.blobItems.map(({ name, properties }) => {
        const [bucket = '', eventId = ''] = name.slice(waitingPrefix.length).split('/');
        return { eventId, bucket, at: properties.lastModified.getTime() };
      });
      yield { announced, time: date?.getTime() ?? 0 };
    }
  }

  private forget(announced: readonly Announced[], before: string): void {
    for (const { bucket, eventId } of announced)
      if (bucket < before) this.old.push(`${waitingPrefix}${bucket}/${eventId}`);
  }

  /** Removes some announcements that are no longer needed, if the storage allows it. */
  private async tidy(): Promise<void> {
    const some = this.old.splice(0, removesAtOnce);
    try {
      await Promise.all(some.map((name) => this.container.getBlobClient(name).deleteIfExists()));
    } catch (error) {
      // If an immutability policy forbids removal, they stay.
      if (!hasStatus(error, 403, 409)) throw error;
    }
  }
}

/** More buckets than this are listed by days: sealing has not worked for hours. */
const mostBuckets = 24;

/** Prefixes that cover all buckets from the first on, in order. */
function prefixesFrom(first: string, until: number): string[] {
  if (first === '') return [''];
  const buckets = bucketsFrom(first, until);
  return buckets.length <= mostBuckets ? buckets : [...new Set(buckets.map((bucket) => bucket.slice(0, 10)))];
}

function idsOf(announced: readonly Announced[]): string[] {
  const inOrder = [...announced].sort((a, b) => a.at - b.at);
  return [...new Set(inOrder.map(({ eventId }) => eventId))];
}
