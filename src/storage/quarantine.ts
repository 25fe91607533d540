import type { ContainerClient } from '@azure/storage-blob';
import { type Arrival, type Quarantine, quarantineSchema } from '../domain/intake/arrival';
import { isId, normaliseEtag } from '../domain/kernel/ids';
import { BlobNameError, blobNamed } from './blobAddress';
import { createBytes, hasStatus } from './jsonBlobs';
import { NamelessError } from './namelessError';
import type { SealedBlobs } from './sealedBlobs';

const anyContent = { contentType: 'application/octet-stream' };

/**
 * Refused files: `{arrivalId}/refusal.json`, and a copy of the file as `{arrivalId}/file`, which survives if
 * the sender clears or overwrites `incoming`. The copy is for people, and the app never reads it, so that it is
 * not sealed; the audit log has its hash.
 */
export class QuarantineStore {
  constructor(
    private readonly blobs: SealedBlobs,
    private readonly incoming: ContainerClient,
  ) {}

  /**
   * The refusal is written last: if it exists, so does the file, unless that was gone before it could be
   * read.
   *
   * @param content of a file of an export, if it could be extracted; the export itself is not copied for it
   */
  async store(
    refusal: Quarantine,
    arrival: Pick<Arrival, 'name' | 'etag' | 'member'>,
    content?: Uint8Array,
  ): Promise<void> {
    const { arrivalId } = refusal;
    if (arrival.member === undefined) await this.copyFile(arrivalId, arrival);
    else if (content !== undefined)
      await createBytes(this.blobs.container, `${arrivalId}/file`, content, anyContent);
    await this.blobs.createJson(`${refusal.arrivalId}/refusal.json`, quarantineSchema.parse(refusal));
  }

  /**
   * The storage copies server-side, so that a file too large to be read is kept as well. A name that leads
   * elsewhere is not copied, since the source would be uncertain.
   */
  private async copyFile(arrivalId: string, { name, etag }: Pick<Arrival, 'name' | 'etag'>): Promise<void> {
    const target = this.blobs.container.getBlockBlobClient(`${arrivalId}/file`);
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

  /** All refused files. `changedAt` is in milliseconds, by the storage's clock. */
  async *records(): AsyncGenerator<{ arrivalId: string; changedAt: number }> {
    for await (const { name, properties } of this.blobs.container.listBlobsFlat()) {
      const [arrivalId, file] = name.split('/');
      if (isId(arrivalId) && file === 'refusal.json')
        yield { arrivalId, changedAt: properties.lastModified.getTime() };
    }
  }
}
