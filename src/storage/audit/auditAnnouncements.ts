import type { ContainerClient } from '@azure/storage-blob';
import {
  announcedBy,
  bucketOf,
  bucketsFrom,
  firstOpenBucket,
  startOfBucket,
  waitingPrefix,
} from '../../domain/audit/auditBuckets';
import { hasStatus, readBytes } from '../blobs/jsonBlobs';

/** Holds the first bucket that may contain something unsealed. */
const cursorName = 'waiting-from';
/** Maximum number removed at a time, while there is nothing else to do. */
const removesAtOnce = 16;
/** Clocks may differ by this much. */
const aheadMilliseconds = 600_000;

interface Announced {
  readonly eventId: string;
  readonly bucket: string;
  /** Of the blob that announces it. */
  readonly name: string;
  /** By the storage's clock, in milliseconds. */
  readonly at: number;
}

interface Listing {
  readonly announced: readonly Announced[];
  /** By the storage's clock. */
  readonly serverTime: number;
  /** Buckets after this one were not searched. */
  readonly last: string;
}

/** Announcements of records to seal: `waiting/{bucket}/{eventId}`, or `{eventId}-{eventId}-…` for several. */
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
    return idsOf(await this.open());
  }

  /** Those of `announced` that were announced before that time, by the storage's clock. */
  async announcedBefore(time: number): Promise<readonly Announced[]> {
    return (await this.open()).filter(({ at }) => at < time);
  }

  private async open(): Promise<readonly Announced[]> {
    const first = this.openFrom ?? (await this.cursor());
    const { announced } = await this.list(first === '' ? undefined : first);
    return announced.filter(({ bucket }) => bucket >= first);
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
      const pages = this.container.listBlobsFlat({ prefix: `${waitingPrefix}${prefix}` });
      for await (const page of pages.byPage({ maxPageSize: 5000 })) {
        // The first response sets the time: a later announcement may be missing from a later page.
        serverTime ||= page.date?.getTime() ?? 0;
        for (const { name, properties } of page.segment.blobItems) {
          const { bucket, eventIds } = announcedBy(name);
          const at = properties.lastModified.getTime();
          for (const eventId of eventIds) announced.push({ eventId, bucket, name, at });
        }
      }
    }
    return { announced, serverTime, last: bucketOf(until) };
  }

  private forget(announced: readonly Announced[], before: string): void {
    const closed = announced.filter(({ bucket }) => bucket < before);
    this.old.push(...new Set(closed.map(({ name }) => name)));
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

function idsOf(announced: readonly Announced[]): string[] {
  const inOrder = [...announced].sort((a, b) => a.at - b.at);
  return [...new Set(inOrder.map(({ eventId }) => eventId))];
}
