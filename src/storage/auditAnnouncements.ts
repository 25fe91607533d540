import type { ContainerClient } from '@azure/storage-blob';
import { bucketOf, bucketsFrom, firstOpenBucket, startOfBucket } from '../domain/audit/auditBuckets';
import { hasStatus, readBytes } from './jsonBlobs';

export const waitingPrefix = 'waiting/';
/** Holds the first bucket in which something may wait that is not sealed. */
const cursorName = 'waiting-from';
/** Removed at a time, while there is nothing else to do. */
const removesAtOnce = 16;
/** Clocks may be apart by this. */
const aheadMilliseconds = 600_000;

interface Announced {
  readonly eventId: string;
  readonly bucket: string;
  /** By the storage's clock, in milliseconds. */
  readonly at: number;
}

interface Listing {
  readonly announced: readonly Announced[];
  /** By the storage's clock. */
  readonly serverTime: number;
  /** Nothing was looked for after this bucket. */
  readonly last: string;
}

/** What was announced for sealing: `waiting/{bucket}/{eventId}`. */
export class AuditAnnouncements {
  /** Everything in earlier buckets is sealed; undefined until that is known. */
  private openFrom: string | undefined;
  private listing: Listing | undefined;
  /** Announcements in closed buckets. */
  private readonly old: string[] = [];

  constructor(private readonly container: ContainerClient) {}

  /** Ids in the open buckets, the oldest first, and the time since which they are all among these. */
  async waiting(): Promise<{ eventIds: string[]; since: number }> {
    const first = this.openFrom ?? (await this.cursor());
    const listing = await this.list(this.openFrom);
    const open = listing.announced.filter(({ bucket }) => bucket >= first);
    if (this.openFrom === undefined) this.forget(listing.announced, first);
    this.listing = { ...listing, announced: open };
    const since = startOfBucket(this.openFrom ?? open.map(({ bucket }) => bucket).sort()[0] ?? '') ?? 0;
    return { eventIds: idsOf(open), since };
  }

  /** As `waiting`, for somebody who only looks. */
  async announced(): Promise<string[]> {
    const first = this.openFrom ?? (await this.cursor());
    const { announced } = await this.list(first === '' ? undefined : first);
    return idsOf(announced.filter(({ bucket }) => bucket >= first));
  }

  /** All that was listed last is sealed, or has no record that counts. */
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

  /** @param first undefined: whatever is there */
  private async list(first: string | undefined): Promise<Listing> {
    const until = Math.max(Date.now(), this.listing?.serverTime ?? 0) + aheadMilliseconds;
    const announced: Announced[] = [];
    let serverTime = 0;
    for (const prefix of first === undefined ? [''] : bucketsFrom(first, until)) {
      const pages = this.container.listBlobsFlat({ prefix: `${waitingPrefix}${prefix}` });
      for await (const page of pages.byPage({ maxPageSize: 5000 })) {
        // The first answer counts: what was announced after it may not be on a later page.
        serverTime ||= page.date?.getTime() ?? 0;
        for (const { name, properties } of page.segment.blobItems) {
          const [bucket = '', eventId = ''] = name.slice(waitingPrefix.length).split('/');
          announced.push({ eventId, bucket, at: properties.lastModified.getTime() });
        }
      }
    }
    return { announced, serverTime, last: bucketOf(until) };
  }

  private forget(announced: readonly Announced[], before: string): void {
    for (const { bucket, eventId } of announced)
      if (bucket < before) this.old.push(`${waitingPrefix}${bucket}/${eventId}`);
  }

  /** Some of the announcements that nobody needs any more, where the storage lets them be removed. */
  private async tidy(): Promise<void> {
    const some = this.old.splice(0, removesAtOnce);
    try {
      await Promise.all(some.map((name) => this.container.getBlobClient(name).deleteIfExists()));
    } catch (error) {
      // An immutability policy forbids it, and then they stay.
      if (!hasStatus(error, 403, 409)) throw error;
    }
  }
}

function idsOf(announced: readonly Announced[]): string[] {
  const inOrder = [...announced].sort((a, b) => a.at - b.at);
  return [...new Set(inOrder.map(({ eventId }) => eventId))];
}
