import type { ContainerClient } from '@azure/storage-blob';
import { type InstanceIdentity, identityRecordSchema } from '../domain/imageDescription';
import { createJson, readJson } from './jsonBlobs';

/** The only link from a studyId back to a patient: `{studyId}/{imageId}.json`, write-once. */
export class Identities {
  constructor(private readonly container: ContainerClient) {}

  async store(studyId: string, imageId: string, identity: InstanceIdentity): Promise<void> {
    await createJson(
      this.container,
      `${studyId}/${imageId}.json`,
      identityRecordSchema.parse({ schemaVersion: 1, ...identity }),
    );
  }

  read(studyId: string, imageId: string): Promise<InstanceIdentity | undefined> {
    return readJson(this.container.getBlobClient(`${studyId}/${imageId}.json`), identityRecordSchema);
  }
}
