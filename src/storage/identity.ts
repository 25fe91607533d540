import { randomBytes } from 'node:crypto';
import type { ContainerClient } from '@azure/storage-blob';
import { z } from 'zod';
import { type InstanceIdentity, identityRecordSchema } from '../domain/image/imageDescription';
import { saltSchema } from '../domain/kernel/commitment';
import { createJson, readJson } from './jsonBlobs';

const studySaltSchema = z.object({ schemaVersion: z.literal(1), salt: saltSchema });

/**
 * The only link from a studyId back to a patient: `{studyId}/{imageId}.json`, write-once. Beside it lies the salt under
 * which the audit log speaks of the study, so that whoever erases the one erases the other.
 */
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

  /** What the images of one study say of whom they show. */
  async ofStudy(studyId: string): Promise<InstanceIdentity[]> {
    const found: InstanceIdentity[] = [];
    for await (const { name } of this.container.listBlobsFlat({ prefix: `${studyId}/` })) {
      const [, imageId] = /\/([0-9a-f]{64})\.json$/.exec(name) ?? [];
      const identity = imageId && (await this.read(studyId, imageId));
      if (identity) found.push(identity);
    }
    return found;
  }

  /** Everybody; to find the studies of one patient. */
  async *all(): AsyncGenerator<{ studyId: string; identity: InstanceIdentity }> {
    for await (const { name } of this.container.listBlobsFlat()) {
      const [, studyId, imageId] = /^([0-9a-f]{64})\/([0-9a-f]{64})\.json$/.exec(name) ?? [];
      if (studyId === undefined || imageId === undefined) continue;
      const identity = await this.read(studyId, imageId);
      if (identity) yield { studyId, identity };
    }
  }

  /** Under which the audit log commits to the study and its images; made when it is first asked for. */
  async salt(studyId: string): Promise<string> {
    const known = await this.knownSalt(studyId);
    if (known !== undefined) return known;
    const salt = randomBytes(32).toString('hex');
    const isNew = await createJson(this.container, saltName(studyId), { schemaVersion: 1, salt });
    return isNew ? salt : ((await this.knownSalt(studyId)) as string);
  }

  /** Undefined where there is none: the study was never admitted, or it was erased. */
  async knownSalt(studyId: string): Promise<string | undefined> {
    return (await readJson(this.container.getBlobClient(saltName(studyId)), studySaltSchema))?.salt;
  }

  /** Notes which arrivals brought the study's images: `{studyId}/arrivals/{arrivalId}`. */
  async linkArrival(studyId: string, arrivalId: string): Promise<void> {
    await createJson(this.container, `${studyId}/arrivals/${arrivalId}`, { schemaVersion: 1 });
  }

  /**
   * Notes whom the study shows: `patients/{pseudonym}/{studyId}`, and beside the study which pseudonym that is, so that
   * whoever erases it finds the other. That comes first: no entry is ever out of reach.
   */
  async linkPatient(studyId: string, pseudonym: string): Promise<void> {
    await createJson(this.container, `${studyId}/patients/${pseudonym}`, { schemaVersion: 1 });
    await createJson(this.container, patientEntry(pseudonym, studyId), { schemaVersion: 1 });
  }

  /** The pseudonyms of whom the study's images show: one, unless they contradict each other, or say nothing. */
  patientsOf(studyId: string): Promise<string[]> {
    return this.lastParts(`${studyId}/patients/`);
  }

  studiesOfPatient(pseudonym: string): Promise<string[]> {
    return this.lastParts(patientEntry(pseudonym, ''));
  }

  /** Makes the index of patients forget the study. */
  async unlinkPatients(studyId: string): Promise<void> {
    for (const pseudonym of await this.patientsOf(studyId))
      await this.container.getBlobClient(patientEntry(pseudonym, studyId)).deleteIfExists();
  }

  arrivals(studyId: string): Promise<string[]> {
    return this.lastParts(`${studyId}/arrivals/`);
  }

  private async lastParts(prefix: string): Promise<string[]> {
    const parts: string[] = [];
    for await (const { name } of this.container.listBlobsFlat({ prefix }))
      parts.push(name.slice(prefix.length));
    return parts;
  }
}

function patientEntry(pseudonym: string, studyId: string): string {
  return `patients/${pseudonym}/${studyId}`;
}

function saltName(studyId: string): string {
  return `${studyId}/salt.json`;
}
