import { isId } from '../../domain/kernel/identifiers/ids';
import { ChangedOutsideError } from '../../domain/kernel/sealing/changedOutside';
import { OtherSiteKeyError } from '../../domain/kernel/sealing/otherSiteKey';
import { blobPage } from '../blobs/blobPage';
import type { SealedBlobs } from '../blobs/sealedBlobs';

const name = 'site.json';

/** So many names of arrivals say whose they are. */
const looked = 20;

/** `identity/site.json`: its seal says with which site key the storage is written. */
export class SiteMark {
  constructor(
    private readonly identity: SealedBlobs,
    private readonly arrivals: SealedBlobs,
  ) {}

  /** Sets the mark in a new storage. @throws OtherSiteKeyError */
  async ensure(): Promise<void> {
    try {
      if (!(await this.identity.createJson(name, { schemaVersion: 1 }))) return;
    } catch (error) {
      if (error instanceof ChangedOutsideError) throw new OtherSiteKeyError();
      throw error;
    }
    if (!(await this.#isForeign())) return;
    // Somebody removed the mark of that key.
    await this.identity.container.deleteBlob(name);
    throw new OtherSiteKeyError();
  }

  /** Whether the mark is that of another key. */
  async isOther(): Promise<boolean> {
    return !(await this.identity.isIntact(name));
  }

  /** Whether there are arrivals, and none of them is the app's. */
  async #isForeign(): Promise<boolean> {
    const { blobs } = await blobPage(this.arrivals.container, { size: looked });
    const found = blobs.filter((blob) => isId(blob.name.slice(0, -'.json'.length)));
    return found.length > 0 && !found.some((blob) => this.arrivals.isSealed(blob.name, blob.metadata));
  }
}
