import type { BlobItem } from '@azure/storage-blob';
import { canonicalJson } from '../domain/kernel/canonicalJson';
import type { IdRange } from '../domain/kernel/idRange';
import { isId, normaliseEtag } from '../domain/kernel/ids';
import type { Analysis } from '../domain/models/analysis';
import { type ImageRecord, imageRecordSchema, joinRecords, withShadow } from '../domain/study/imageRecord';
import { type StoredStudy, storedStudySchema } from '../domain/study/pendingChange';
import { type StudyRecord, type StudyVersion, studyRecordSchema } from '../domain/study/studyRecord';
import {
  type VersionChange,
  versionByAll,
  versionChangeSchema,
  versionsBehind,
} from '../domain/study/versionChange';
import { blobsBeside, whole } from './blobPage';
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

  /** The study at one version, which it may not show yet; undefined if there is none. */
  async version(studyId: string, version: number): Promise<StudyVersion | undefined> {
    const found = await Promise.all(
      versionsBehind(version).map((number) =>
        this.blobs.json(versionName(studyId, number), versionChangeSchema),
      ),
    );
    const changes = found.filter((change) => change !== undefined);
    return changes.length < found.length ? undefined : versionByAll(changes);
  }

  createVersion(change: VersionChange): Promise<VersionChange> {
    return this.blobs.createOrRead(versionName(change.studyId, change.version), change, versionChangeSchema);
  }

  /**
   * Changes the stored study.
   *
   * @param before runs before each write, with what is about to be stored and what is stored until then
   */
  changeStudy(
    studyId: string,
    change: (current: StoredStudy | undefined) => StoredStudy | undefined,
    before: (next: StoredStudy, current: StoredStudy | undefined) => Promise<void> = async () => {},
  ): Promise<StoredStudy | undefined> {
    return this.blobs.updateJson(recordName(studyId), storedStudySchema, change, {
      before: (current, next) => before(next, current),
      metadata: ({ pending }): Record<string, string> =>
        pending === undefined ? {} : { [pendingMark]: 'true' },
    });
  }

  /**
   * The studies in a range, and how many names were gone through. Undefined if the range is too long to be gone through
   * at once.
   */
  async recordsIn(range: IdRange): Promise<{ records: RecordFacts[]; names: number } | undefined> {
    const page = whole(await blobsBeside(this.blobs.container, studyPrefix + range));
    if (page === undefined) return undefined;
    const records = page.blobs.map(factsOf).filter(({ studyId }) => isId(studyId));
    return { records, names: page.names };
  }

  /** All studies that have a record. */
  async *records(): AsyncGenerator<RecordFacts> {
    const options = { prefix: studyPrefix, includeMetadata: true };
    for await (const item of this.blobs.container.listBlobsByHierarchy('/', options)) {
      if (item.kind !== 'blob') continue;
      const facts = factsOf(item);
      if (isId(facts.studyId)) yield facts;
    }
  }
}

function factsOf({ name, properties, metadata }: BlobItem): RecordFacts {
  return {
    studyId: studyIdOf(name),
    etag: normaliseEtag(properties.etag),
    changedAt: properties.lastModified.getTime(),
    isPending: metadata?.[pendingMark] !== undefined,
  };
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
