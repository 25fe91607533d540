import type { BlobClient, ContainerClient } from '@azure/storage-blob';
import type { Arrival } from '../../domain/intake/arrival';
import { normaliseEtag } from '../../domain/kernel/identifiers/ids';
import { BlobNameError, blobNamed } from '../blobs/blobAddress';
import { hasStatus } from '../blobs/jsonBlobs';
import { NamelessError } from '../calls/namelessError';

/** Where a refused file is: still `incoming`, or only its copy in `quarantine`. */
export type WhereRefused = 'incoming' | 'quarantine';

/** Why it cannot be put into `incoming` anew. `replaced`: its name holds another version by now. */
export type NotResent = 'replaced' | 'no-copy' | 'unsafe-name';

type RefusedFile = Pick<Arrival, 'arrivalId' | 'name' | 'etag'>;

/**
 * Puts refused files into `incoming` anew, under their own names: the same content, with a new ETag and so as a new
 * arrival. The storage copies, and nothing is read here. No other version is ever written over.
 */
export class Resend {
  constructor(
    private readonly incoming: ContainerClient,
    private readonly quarantine: ContainerClient,
  ) {}

  async find({ arrivalId, name, etag }: RefusedFile): Promise<WhereRefused | NotResent> {
    try {
      const current = await etagOf(blobNamed(this.incoming, name));
      if (current !== undefined) return current === normaliseEtag(etag) ? 'incoming' : 'replaced';
      return (await etagOf(this.copyOf(arrivalId))) === undefined ? 'no-copy' : 'quarantine';
    } catch (error) {
      if (error instanceof BlobNameError) return 'unsafe-name';
      throw new NamelessError(error);
    }
  }

  /** @returns false if the file, or what its name holds, has changed since it was found */
  async send({ arrivalId, name, etag }: RefusedFile, where: WhereRefused): Promise<boolean> {
    const ifMatch = `"${normaliseEtag(etag)}"`;
    try {
      const target = blobNamed(this.incoming, name);
      const copy =
        where === 'incoming'
          ? await target.beginCopyFromURL(target.url, {
              conditions: { ifMatch },
              sourceConditions: { ifMatch },
            })
          : await target.beginCopyFromURL(this.copyOf(arrivalId).url, { conditions: { ifNoneMatch: '*' } });
      await copy.pollUntilDone();
      return true;
    } catch (error) {
      if (hasStatus(error, 404, 409, 412)) return false;
      throw new NamelessError(error);
    }
  }

  private copyOf(arrivalId: string): BlobClient {
    return this.quarantine.getBlobClient(`${arrivalId}/file`);
  }
}

/** Undefined if there is no such blob. */
async function etagOf(blob: BlobClient): Promise<string | undefined> {
  try {
    return normaliseEtag((await blob.getProperties()).etag ?? '');
  } catch (error) {
    if (hasStatus(error, 404)) return undefined;
    throw error;
  }
}
