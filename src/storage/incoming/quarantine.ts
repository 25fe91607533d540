import type { BlobGetPropertiesResponse, BlockBlobClient, ContainerClient } from '@azure/storage-blob';
import { type Content, notHashed } from '../../domain/audit/contents';
import {
  type Arrival,
  type Dismissed,
  dismissedSchema,
  type Quarantine,
  quarantineSchema,
  type Superseded,
  supersededSchema,
} from '../../domain/intake/arrival';
import type { IdRange } from '../../domain/kernel/identifiers/idRange';
import { isId, normaliseEtag } from '../../domain/kernel/identifiers/ids';
import { BlobNameError, blobNamed } from '../blobs/blobAddress';
import { blobPage, whole } from '../blobs/blobPage';
import { sha256OfStream } from '../blobs/hash';
import { createBytes, hasStatus, openBlob, readBytes } from '../blobs/jsonBlobs';
import { jsonBlob, type PreparedBlobs, preparedBlobs } from '../blobs/preparedBlobs';
import type { SealedBlobs } from '../blobs/sealedBlobs';
import { NamelessError } from '../calls/namelessError';

const anyContent = { contentType: 'application/octet-stream' };
/** More would take longer than a step may. */
const maxHashedBytes = 8 * 2 ** 30;

/**
 * Refused files: `{arrivalId}/refusal.json`, `{arrivalId}/superseded.json` once a later version has an outcome,
 * `{arrivalId}/dismissed.json` once somebody took it off the list, and a copy of the file as `{arrivalId}/file`, which
 * survives if the sender clears or overwrites `incoming`. The copy is for people and for `Resend`; the app never
 * decodes it there, so that it is not sealed; the audit log has its hash.
 */
export class QuarantineStore {
  constructor(
    private readonly blobs: SealedBlobs,
    private readonly incoming: ContainerClient,
    /** Called after a refusal was superseded. */
    private readonly superseding: (arrivalId: string) => Promise<void>,
  ) {}

  /**
   * Keeps a copy of the file, before anybody is told of it. May be repeated. A file of an export is kept if it
   * could be extracted; the export itself is not copied for it.
   *
   * @returns the copy; empty if the file was gone before it could be read
   */
  async keep(
    arrival: Pick<Arrival, 'arrivalId' | 'name' | 'etag' | 'member'>,
    bytes?: Uint8Array,
  ): Promise<Content[]> {
    const target = this.#copyOf(arrival.arrivalId);
    const { name } = target;
    if (arrival.member === undefined) await this.copyFile(target, arrival);
    else if (bytes !== undefined) await createBytes(this.blobs.container, name, bytes, anyContent);
    const sha256 =
      ((await propertiesOf(target))?.contentLength ?? 0) > maxHashedBytes ? notHashed : await hashOf(target);
    return sha256 === undefined ? [] : [{ container: this.blobs.container.containerName, name, sha256 }];
  }

  /** Nothing is stored yet. */
  prepare(refusal: Quarantine): Promise<PreparedBlobs> {
    const record = quarantineSchema.parse(refusal);
    return preparedBlobs(this.blobs, [jsonBlob(`${refusal.arrivalId}/refusal.json`, record)]);
  }

  /**
   * The storage copies server-side, so that a file too large to be read is kept as well. A name that leads
   * elsewhere is not copied, since the source would be uncertain.
   */
  private async copyFile(
    target: BlockBlobClient,
    { name, etag }: Pick<Arrival, 'name' | 'etag'>,
  ): Promise<void> {
    try {
      const source = blobNamed(this.incoming, name);
      const copy = await target.beginCopyFromURL(source.url, {
        metadata: {},
        sourceConditions: { ifMatch: `"${normaliseEtag(etag)}"` },
      });
      await copy.pollUntilDone();
    } catch (error) {
      if (!hasStatus(error, 404, 412) && !(error instanceof BlobNameError)) throw new NamelessError(error);
    }
  }

  read(arrivalId: string): Promise<Quarantine | undefined> {
    return this.blobs.json(`${arrivalId}/refusal.json`, quarantineSchema);
  }

  /** Write-once: one later version that was read is enough. */
  async recordSuperseded(superseded: Superseded): Promise<void> {
    await this.blobs.createJson(
      `${superseded.arrivalId}/superseded.json`,
      supersededSchema.parse(superseded),
    );
    await this.superseding(superseded.arrivalId);
  }

  superseded(arrivalId: string): Promise<Superseded | undefined> {
    return this.blobs.json(`${arrivalId}/superseded.json`, supersededSchema);
  }

  /** Write-once: it is off the list. */
  async recordDismissed(dismissed: Dismissed): Promise<void> {
    await this.blobs.createJson(`${dismissed.arrivalId}/dismissed.json`, dismissedSchema.parse(dismissed));
  }

  dismissed(arrivalId: string): Promise<Dismissed | undefined> {
    return this.blobs.json(`${arrivalId}/dismissed.json`, dismissedSchema);
  }

  /** Size of the kept copy in bytes; undefined if there is none. */
  async size(arrivalId: string): Promise<number | undefined> {
    return propertiesOf(this.#copyOf(arrivalId)).then((found) => found?.contentLength);
  }

  /** The kept copy; undefined if there is none. */
  file(arrivalId: string): Promise<Buffer | undefined> {
    return readBytes(this.#copyOf(arrivalId));
  }

  #copyOf(arrivalId: string): BlockBlobClient {
    return this.blobs.container.getBlockBlobClient(`${arrivalId}/file`);
  }

  /**
   * The refused files in a range, and how many names were gone through. Undefined if the range is too long to be gone
   * through at once. `changedAt` is in milliseconds, by the storage's clock.
   */
  async recordsIn(
    range: IdRange,
  ): Promise<{ records: { arrivalId: string; changedAt: number }[]; names: number } | undefined> {
    const page = whole(await blobPage(this.blobs.container, { prefix: range }));
    if (page === undefined) return undefined;
    const records = page.blobs.flatMap(({ name, properties }) => {
      const [arrivalId, file] = name.split('/');
      if (!isId(arrivalId) || file !== 'refusal.json') return [];
      return [{ arrivalId, changedAt: properties.lastModified.getTime() }];
    });
    return { records, names: page.names };
  }

  /** All refused files. `changedAt` is in milliseconds, by the storage's clock. */
  async *records(): AsyncGenerator<{ arrivalId: string; changedAt: number }> {
    for await (const { name, properties } of this.blobs.container.listBlobsFlat()) {
      const [arrivalId, file] = name.split('/');
      if (isId(arrivalId) && file === 'refusal.json')
        yield { arrivalId, changedAt: properties.lastModified.getTime() };
    }
  }
}

/** Undefined if there is no such blob. */
async function propertiesOf(blob: BlockBlobClient): Promise<BlobGetPropertiesResponse | undefined> {
  try {
    return await blob.getProperties();
  } catch (error) {
    if (hasStatus(error, 404)) return undefined;
    throw error;
  }
}

/** Undefined if there is no such blob. */
async function hashOf(blob: BlockBlobClient): Promise<string | undefined> {
  const found = await openBlob(blob);
  return found && sha256OfStream(found.stream);
}
