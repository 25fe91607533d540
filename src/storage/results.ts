import { canonicalJson } from '../domain/kernel/canonicalJson';
import { ChangedOutsideError } from '../domain/kernel/changedOutside';
import { isId, normaliseEtag } from '../domain/kernel/ids';
import type { Analysis } from '../domain/models/analysis';
import { type ImageRecord, imageRecordSchema, joinRecords, withShadow } from '../domain/study/imageRecord';
import { type StoredStudy, storedStudySchema } from '../domain/study/pendingChange';
import {
  type StudyRecord,
  type StudyVersion,
  studyRecordSchema,
  studyVersionSchema,
  versionOf,
} from '../domain/study/studyRecord';
import type { SealedBlobs } from './sealedBlobs';

const studyPrefix = 'studies/';
/** In the blob's metadata, so that a listing includes it. */
const pendingMark = 'pending';

/** What a listing says about a study's record. */
interface RecordFacts {
  readonly studyId: string;
  readonly etag: string;
  /** In milliseconds, by the storage's clock. */
  readonly changedAt: number;
  /** Whether it holds a change that the study does not show yet. */
  readonly isPending: boolean;
}

/** The results: `images/{imageId}.json`, `studies/{studyId}.json`, and every version of a study. */
export class Results {
  constructor(private readonly blobs: SealedBlobs) {}

  image(imageId: string): Promise<ImageRecord | undefined> {
    return this.blobs.json(`images/${imageId}.json`, imageRecordSchema);
  }

  /** Joins the record with what is known about the image. @returns the stored record */
  async joinImage(record: ImageRecord): Promise<ImageRecord> {
    const name = `images/${record.imageId}.json`;
    // Nearly every image comes once.
    if (await this.blobs.createJson(name, record)) return record;
    const joined = await this.blobs.updateJson(name, imageRecordSchema, (known) => {
      const next = known ? joinRecords(known, record) : record;
      return canonicalJson(next) === canonicalJson(known) ? known : next;
    });
    return joined as ImageRecord;
  }

  /**
   * Adds the shadow models' answers, and the blobs of the pictures made meanwhile. @throws Error if the image has no
   * record yet: that is written first.
   */
  async addShadow(
    imageId: string,
    analyses: readonly Analysis[],
    pictures: readonly string[],
  ): Promise<void> {
    const record = await this.blobs.updateJson(`images/${imageId}.json`, imageRecordSchema, (known) => {
      const next = known && withShadow(known, analyses, pictures);
      return canonicalJson(next) === canonicalJson(known) ? known : next;
    });
    if (record === undefined) throw new Error(`image ${imageId} has no record`);
  }

  /** What the study shows. */
  study(studyId: string): Promise<StudyRecord | undefined> {
    return this.blobs.json(recordName(studyId), studyRecordSchema);
  }

  /** The same with the ETag of the record. */
  async recordedStudy(studyId: string): Promise<{ study: StudyRecord; etag: string } | undefined> {
    const found = await this.blobs.jsonWithTag(recordName(studyId), studyRecordSchema);
    return found && { study: found.value, etag: normaliseEtag(found.etag) };
  }

  version(studyId: string, version: number): Promise<StudyVersion | undefined> {
    return this.blobs.json(versionName(studyId, version), studyVersionSchema);
  }

  /**
   * Changes the stored study. Every version that was ever current is kept: the current one is written out
   * before another replaces it, in case the previous writer was stopped between the record and its copy.
   *
   * @param before runs before each write, with what is about to be stored and what is stored until then
   */
  async changeStudy(
    studyId: string,
    change: (current: StoredStudy | undefined) => StoredStudy | undefined,
    before: (next: StoredStudy, current: StoredStudy | undefined) => Promise<void> = async () => {},
  ): Promise<StoredStudy | undefined> {
    let isKept = false;
    const keep = async (current: StoredStudy | undefined, next: StoredStudy) => {
      isKept = current?.version === next.version;
      if (current && !isKept) await this.keepVersion(current);
      await before(next, current);
    };
    const study = await this.blobs.updateJson(recordName(studyId), storedStudySchema, change, {
      before: keep,
      metadata: ({ pending }): Record<string, string> =>
        pending === undefined ? {} : { [pendingMark]: 'true' },
    });
    if (study && !isKept) await this.keepVersion(study);
    return study;
  }

  private async keepVersion(study: StudyRecord): Promise<void> {
    try {
      await this.blobs.createJson(versionName(study.studyId, study.version), versionOf(study));
    } catch (error) {
      // Somebody else's version is never shown, and must not stop what comes to the study.
      if (!(error instanceof ChangedOutsideError)) throw error;
    }
  }

  /** Studies with a pending change that they do not show yet. */
  async *pendingStudyIds(): AsyncGenerator<string> {
    for await (const { studyId, isPending } of this.records()) if (isPending) yield studyId;
  }

  /** All studies that have a record. */
  async *records(): AsyncGenerator<RecordFacts> {
    const options = { prefix: studyPrefix, includeMetadata: true };
    for await (const item of this.blobs.container.listBlobsByHierarchy('/', options)) {
      if (item.kind !== 'blob') continue;
      const studyId = studyIdOf(item.name);
      if (!isId(studyId)) continue;
      const { etag, lastModified } = item.properties;
      yield {
        studyId,
        etag: normaliseEtag(etag),
        changedAt: lastModified.getTime(),
        isPending: item.metadata?.[pendingMark] !== undefined,
      };
    }
  }
}

function recordName(studyId: string): string {
  return `${studyPrefix}${studyId}.json`;
}

function studyIdOf(recordName: string): string {
  return recordName.slice(studyPrefix.length, -'.json'.length);
}

function versionName(studyId: string, version: number): string {
  return `${studyPrefix}${studyId}/v${version}.json`;
}
