import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import {
  type IdentityRecord,
  type InstanceIdentity,
  identityRecordSchema,
} from '../domain/image/imageDescription';
import type { PatientHeader } from '../domain/image/patientHeader';
import { saltSchema } from '../domain/kernel/commitment';
import { jsonBlob, type PreparedBlobs, preparedBlobs } from './preparedBlobs';
import type { SealedBlobs } from './sealedBlobs';

const studySaltSchema = z.object({ schemaVersion: z.literal(1), salt: saltSchema });

/**
 * The only link from a studyId back to a patient: `{studyId}/{imageId}.json`, write-once. Beside it lies the
 * salt for the study's commitments in the audit log, so that both are erased together.
 */
export class Identities {
  constructor(private readonly blobs: SealedBlobs) {}

  /** Nothing is stored yet. */
  prepare(
    studyId: string,
    imageId: string,
    identity: InstanceIdentity,
    header?: PatientHeader,
  ): Promise<PreparedBlobs> {
    const record = identityRecordSchema.parse({ schemaVersion: 1, ...identity, header });
    return preparedBlobs(this.blobs, [jsonBlob(`${studyId}/${imageId}.json`, record)]);
  }

  async read(studyId: string, imageId: string): Promise<InstanceIdentity | undefined> {
    const record = await this.readWithHeader(studyId, imageId);
    if (record === undefined) return undefined;
    const { header: _, ...identity } = record;
    return identity;
  }

  /** With the header as it was sent, which only outputs need. */
  readWithHeader(studyId: string, imageId: string): Promise<IdentityRecord | undefined> {
    return this.blobs.json(`${studyId}/${imageId}.json`, identityRecordSchema);
  }

  /** The images of a study, as far as identities are stored. */
  async imageIds(studyId: string): Promise<string[]> {
    const ids: string[] = [];
    for await (const name of this.blobs.names(`${studyId}/`, true)) {
      const [, imageId] = /^[0-9a-f]{64}\/([0-9a-f]{64})\.json$/.exec(name) ?? [];
      if (imageId !== undefined) ids.push(imageId);
    }
    return ids;
  }

  /** Lists all identities, to find the studies of one patient. */
  async *all(): AsyncGenerator<{ studyId: string; identity: InstanceIdentity }> {
    for await (const name of this.blobs.names('', true)) {
      const [, studyId, imageId] = /^([0-9a-f]{64})\/([0-9a-f]{64})\.json$/.exec(name) ?? [];
      if (studyId === undefined || imageId === undefined) continue;
      const identity = await this.read(studyId, imageId);
      if (identity) yield { studyId, identity };
    }
  }

  /** The salt for the audit log's commitments to the study and its images; created on first use. */
  async salt(studyId: string): Promise<string> {
    const known = await this.knownSalt(studyId);
    if (known !== undefined) return known;
    const salt = randomBytes(32).toString('hex');
    const isNew = await this.blobs.createJson(saltName(studyId), { schemaVersion: 1, salt });
    return isNew ? salt : ((await this.knownSalt(studyId)) as string);
  }

  /** Undefined if there is none: the study was never admitted, or it was erased. */
  async knownSalt(studyId: string): Promise<string | undefined> {
    return (await this.blobs.json(saltName(studyId), studySaltSchema))?.salt;
  }

  /** Records which arrivals brought the study's images: `{studyId}/arrivals/{arrivalId}`. */
  async linkArrival(studyId: string, arrivalId: string): Promise<void> {
    await this.blobs.createLink(`${studyId}/arrivals/${arrivalId}`);
  }

  /**
   * Records the patient whom an image of the study names: `patients/{pseudonym}/{studyId}`. The pseudonym is
   * also noted beside the study, so that erasure finds the index entry. The note is written first: no entry
   * is ever unreachable.
   */
  async linkPatient(studyId: string, imageId: string, pseudonym: string): Promise<void> {
    await this.blobs.createLink(`${studyId}/patients/${pseudonym}/${imageId}`);
    await this.blobs.createLink(patientEntry(pseudonym, studyId));
  }

  /**
   * The pseudonyms of the patients whom images of the study name: one, unless the images contradict each other
   * or do not say.
   *
   * @param imageIds only these images; absent: all
   */
  async patientsOf(studyId: string, imageIds?: readonly string[]): Promise<string[]> {
    const found = new Set<string>();
    for (const link of await this.lastParts(`${studyId}/patients/`)) {
      const [pseudonym = '', imageId = ''] = link.split('/');
      if (imageIds === undefined || imageIds.includes(imageId)) found.add(pseudonym);
    }
    return [...found];
  }

  studiesOfPatient(pseudonym: string): Promise<string[]> {
    return this.lastParts(patientEntry(pseudonym, ''));
  }

  /** Removes the study from the patient index. */
  async unlinkPatients(studyId: string): Promise<void> {
    for (const pseudonym of await this.patientsOf(studyId))
      await this.blobs.container.getBlobClient(patientEntry(pseudonym, studyId)).deleteIfExists();
  }

  arrivals(studyId: string): Promise<string[]> {
    return this.lastParts(`${studyId}/arrivals/`);
  }

  private async lastParts(prefix: string): Promise<string[]> {
    const parts: string[] = [];
    for await (const name of this.blobs.names(prefix, true)) parts.push(name.slice(prefix.length));
    return parts;
  }
}

function patientEntry(pseudonym: string, studyId: string): string {
  return `patients/${pseudonym}/${studyId}`;
}

function saltName(studyId: string): string {
  return `${studyId}/salt.json`;
}
