import type { ContainerClient } from '@azure/storage-blob';
import { erasedNote } from '../../domain/accounting/ledger';
import { normaliseEtag } from '../../domain/kernel/identifiers/ids';
import { BlobNameError, blobNamed } from '../blobs/blobAddress';
import { hasStatus } from '../blobs/jsonBlobs';
import { NamelessError } from '../calls/namelessError';
import type { Arrivals, FileNotes } from '../incoming/arrivals';
import type { Outputs } from '../outputs/outputs';
import type { Worklist } from '../worklist/worklist';
import type { Identities } from './identity';

interface Places {
  readonly incoming: ContainerClient;
  /** Where the Functions host records which blobs it has passed on, by name. */
  readonly host: ContainerClient;
  readonly arrivals: ContainerClient;
  readonly images: ContainerClient;
  readonly results: ContainerClient;
  readonly identity: ContainerClient;
  readonly quarantine: ContainerClient;
}

/** Removes everything known about a study. The salt goes last: until then the removal can be repeated. */
export class Erasure {
  constructor(
    private readonly places: Places,
    private readonly known: {
      arrivals: Arrivals;
      identity: Identities;
      worklist: Worklist;
      outputs: Outputs;
      notes: FileNotes;
    },
  ) {}

  async removeStudy(studyId: string): Promise<{ images: number; files: number; insideExports: number }> {
    const { images, results, identity } = this.places;
    const imageIds = await this.known.identity.imageIds(studyId);
    const files = await this.removeArrivals(await this.known.identity.arrivals(studyId));
    for (const imageId of imageIds) {
      await removeAll(images, `${imageId}/`);
      await remove(results, `images/${imageId}.json`);
    }
    await remove(results, `studies/${studyId}.json`);
    await removeAll(results, `studies/${studyId}/`);
    await this.known.outputs.removeStudy(studyId);
    await this.known.worklist.removeStudy(studyId);
    await this.known.identity.unlinkPatients(studyId);
    await removeAll(identity, `${studyId}/`, `${studyId}/salt.json`);
    await remove(identity, `${studyId}/salt.json`);
    await this.removeLeftVersions(studyId);
    return { images: imageIds.length, ...files };
  }

  /**
   * Versions that a writer left who was stopped while the study was erased. A study that is being made has its salt
   * before any version.
   *
   * @returns false if there is a study
   */
  async removeLeftVersions(studyId: string): Promise<boolean> {
    if ((await this.known.identity.knownSalt(studyId)) !== undefined) return false;
    if (await this.places.results.getBlobClient(`studies/${studyId}.json`).exists()) return false;
    await removeAll(this.places.results, `studies/${studyId}/`);
    return true;
  }

  /** A refused file: the original, the copy in quarantine, and the record of it. */
  async removeRefused(arrivalId: string): Promise<void> {
    await this.known.worklist.removeRefusal(arrivalId);
    await this.removeArrivals([arrivalId]);
  }

  /** The order is file, arrival, outcome: a file without an outcome would be read again. */
  private async removeArrivals(arrivalIds: readonly string[]) {
    let [files, insideExports] = [0, 0];
    for (const arrivalId of arrivalIds) {
      const arrival = await this.known.arrivals.read(arrivalId);
      if (arrival?.member) insideExports += 1;
      else if (arrival && (await this.removeFile(arrival.name, arrival.etag))) files += 1;
      await this.known.worklist.removeProcessing(arrivalId);
      if (arrival) {
        const outcome = await this.known.arrivals.outcome(arrivalId);
        await this.known.notes.note(erasedNote(arrival, outcome));
      }
      await removeAll(this.places.quarantine, `${arrivalId}/`);
      await remove(this.places.arrivals, `${arrivalId}.json`);
      await remove(this.places.results, `arrivals/${arrivalId}.json`);
    }
    return { files, insideExports };
  }

  /**
   * Removes exactly the version that arrived, and the host's records of it; another version under its name is
   * another file.
   */
  private async removeFile(name: string, etag: string): Promise<boolean> {
    const removed = await this.removeBlob(name, etag);
    await this.removeReceipts(`/"${normaliseEtag(etag)}"/${this.places.incoming.containerName}/${name}`);
    return removed;
  }

  private async removeReceipts(ending: string): Promise<void> {
    const { host } = this.places;
    if (!(await host.exists())) return;
    for await (const { name } of host.listBlobsFlat({ prefix: 'blobreceipts/' }))
      if (name.endsWith(ending)) await remove(host, name);
  }

  private async removeBlob(name: string, etag: string): Promise<boolean> {
    try {
      const blob = blobNamed(this.places.incoming, name);
      await blob.delete({ conditions: { ifMatch: `"${normaliseEtag(etag)}"` } });
      return true;
    } catch (error) {
      if (hasStatus(error, 404, 412) || error instanceof BlobNameError) return false;
      throw new NamelessError(error);
    }
  }
}

async function remove(container: ContainerClient, name: string): Promise<void> {
  await container.getBlobClient(name).deleteIfExists();
}

async function removeAll(container: ContainerClient, prefix: string, but?: string): Promise<void> {
  const names: string[] = [];
  for await (const { name } of container.listBlobsFlat({ prefix })) if (name !== but) names.push(name);
  for (const name of names) await remove(container, name);
}
