import type { ContainerClient } from '@azure/storage-blob';
import { noPreferences, type Preferences, preferencesSchema } from '../../domain/kernel/preferences';
import { sha256OfText } from '../../domain/kernel/sealing/commitment';
import { jsonType, readBytes } from '../blobs/jsonBlobs';

/** In the container `sessions`, by the hash of the person's id. They decide nothing, so what cannot be read is none. */
export class StoredPreferences {
  constructor(private readonly container: ContainerClient) {}

  async of(subject: string): Promise<Preferences> {
    const bytes = await readBytes(this.container.getBlobClient(nameOf(subject)));
    try {
      return bytes === undefined ? noPreferences : preferencesSchema.parse(JSON.parse(bytes.toString()));
    } catch {
      return noPreferences;
    }
  }

  async put(subject: string, preferences: Preferences): Promise<void> {
    const bytes = Buffer.from(JSON.stringify(preferences));
    await this.container
      .getBlockBlobClient(nameOf(subject))
      .uploadData(bytes, { blobHTTPHeaders: { blobContentType: jsonType } });
  }
}

function nameOf(subject: string): string {
  return `preferences/${sha256OfText(subject)}`;
}
