import type { BlobItem } from '@azure/storage-blob';
import type { IdRange } from '../../domain/kernel/identifiers/idRange';
import { isId, normaliseEtag } from '../../domain/kernel/identifiers/ids';
import { canonicalJson } from '../../domain/kernel/sealing/canonicalJson';
import { ChangedOutsideError } from '../../domain/kernel/sealing/changedOutside';
import type { Analysis } from '../../domain/models/analysis';
import {
  type ImageRecord,
  imageRecordSchema,
  joinRecords,
  withShadow,
} from '../../domain/study/images/imageRecord';
import type { StudyRecord, StudyVersion } from '../../domain/study/studyRecord';
import {
  baseOf,
  type PackedStudy,
  packedRecordSchema,
  packedStudy,
  packedStudySchema,
  unpackedStudy,
} from '../../domain/study/versions/packedStudy';
import type { StoredStudy } from '../../domain/study/versions/pendingChange';
import {
  isWhole,
  type VersionChange,
  versionBy,
  versionByAll,
  versionChangeSchema,
  versionsBehind,
} from '../../domain/study/versions/versionChange';
import { blobNamed } from '../blobs/blobAddress';
import { blobsBeside, whole } from '../blobs/blobPage';
import { hasStatus, type JsonForm, type Tagged, type UpdateOptions } from '../blobs/jsonBlobs';
import type { SealedBlobs } from '../blobs/sealedBlobs';
import { RecentValues } from '../calls/recentValues';

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
  /** Records of studies that this process read or wrote a moment ago. */
  readonly #seen = new RecentValues<Tagged<StoredStudy>>();
  /** By the names of their blobs. */
  readonly #wholes = new RecentValues<StudyVersion>();

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
  ): Promise<ImageRecord> {
    const record = await this.blobs.updateJson(`images/${imageId}.json`, imageRecordSchema, (known) => {
      const next = known && withShadow(known, analyses, pictures);
      return canonicalJson(next) === canonicalJson(known) ? known : next;
    });
    if (record === undefined) throw new Error(`image ${imageId} has no record`);
    return record;
  }

  /** What the study shows. */
  async study(studyId: string): Promise<StudyRecord | undefined> {
    return (await this.recordedStudy(studyId))?.study;
  }

  /** The same with the ETag of the record. */
  async recordedStudy(studyId: string): Promise<{ study: StudyRecord; etag: string } | undefined> {
    const found = await this.blobs.jsonWithTag(recordName(studyId), packedRecordSchema);
    if (found === undefined) return undefined;
    try {
      const study = unpackedStudy(found.value, await this.#whole(studyId, found.value.base));
      return { study, etag: normaliseEtag(found.etag) };
    } catch (error) {
      // An erasure removes the record first.
      if (await blobNamed(this.blobs.container, recordName(studyId)).exists()) throw error;
      return undefined;
    }
  }

  /** A version that is stored whole, before any record that needs it. */
  async #whole(studyId: string, version: number | undefined): Promise<StudyVersion | undefined> {
    if (version === undefined) return undefined;
    const name = versionName(studyId, version);
    const known = this.#wholes.get(name);
    if (known !== undefined) return known;
    const change = await this.blobs.json(name, versionChangeSchema);
    if (change === undefined) throw new ChangedOutsideError(this.blobs.container.containerName, name);
    return this.#keepWhole(change);
  }

  #keepWhole(change: VersionChange): StudyVersion {
    const whole = versionBy(change, undefined);
    this.#wholes.set(versionName(change.studyId, change.version), whole);
    return whole;
  }

  /** The study at one version, which it may not show yet; undefined if there is none. */
  async version(studyId: string, version: number): Promise<StudyVersion | undefined> {
    const found = await Promise.all(
      versionsBehind(version).map((number) => this.versionChange(studyId, number)),
    );
    const changes = found.filter((change) => change !== undefined);
    return changes.length < found.length ? undefined : versionByAll(changes);
  }

  /** What makes a version of a study; undefined if it is not stored. */
  versionChange(studyId: string, version: number): Promise<VersionChange | undefined> {
    return this.blobs.json(versionName(studyId, version), versionChangeSchema);
  }

  /** The numbers of the versions that are stored of a study. */
  async versionNumbers(studyId: string): Promise<number[]> {
    const prefix = `${studyPrefix}${studyId}/v`;
    const numbers: number[] = [];
    for await (const name of this.blobs.names(prefix, false))
      numbers.push(Number(name.slice(prefix.length, -'.json'.length)));
    return numbers;
  }

  /** Removes a version of a study that was erased while it was made; another one of that number stays. */
  async removeVersion(change: VersionChange): Promise<void> {
    const name = versionName(change.studyId, change.version);
    this.#wholes.forget(name);
    const found = await this.blobs.jsonWithTag(name, versionChangeSchema);
    if (found === undefined || canonicalJson(found.value) !== canonicalJson(change)) return;
    try {
      await blobNamed(this.blobs.container, name).delete({ conditions: { ifMatch: found.etag } });
    } catch (error) {
      if (!hasStatus(error, 404, 412)) throw error;
    }
  }

  async createVersion(change: VersionChange): Promise<VersionChange> {
    const name = versionName(change.studyId, change.version);
    const made = await this.blobs.createOrRead(name, change, versionChangeSchema);
    if (isWhole(change.version)) this.#keepWhole(made);
    return made;
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
    return this.#update(studyId, change, { before: (current, next) => before(next, current) });
  }

  /**
   * The same for a change that a record of a moment ago does not mislead: it may start from that one.
   *
   * @param isProbablyNew the study has probably no record yet
   */
  advanceStudy(
    studyId: string,
    change: (current: StoredStudy | undefined) => StoredStudy | undefined,
    isProbablyNew = false,
  ): Promise<StoredStudy | undefined> {
    // What was seen of it was of a study that was erased.
    const known = isProbablyNew ? undefined : this.#seen.get(studyId);
    return this.#update(studyId, change, { known, isProbablyNew });
  }

  #update(
    studyId: string,
    change: (current: StoredStudy | undefined) => StoredStudy | undefined,
    options: Pick<UpdateOptions<StoredStudy>, 'before' | 'known' | 'isProbablyNew'>,
  ): Promise<StoredStudy | undefined> {
    const form: JsonForm<StoredStudy, PackedStudy> = {
      schema: packedStudySchema,
      pack: async (study) => packedStudy(study, await this.#whole(studyId, baseOf(study))),
      unpack: async (packed) => unpackedStudy(packed, await this.#whole(studyId, packed.base)),
    };
    return this.blobs.update(recordName(studyId), form, change, {
      ...options,
      seen: (stored) => (stored ? this.#seen.set(studyId, stored) : this.#seen.forget(studyId)),
      metadata: ({ pending }): Record<string, string> =>
        pending === undefined ? {} : { [pendingMark]: 'true' },
    });
  }

  /**
   * The studies in a range, the ids of those that have versions and no record, and how many names were gone through.
   * Undefined if the range is too long to be gone through at once.
   */
  async recordsIn(
    range: IdRange,
  ): Promise<{ records: RecordFacts[]; withoutRecord: string[]; names: number } | undefined> {
    const page = whole(await blobsBeside(this.blobs.container, studyPrefix + range));
    if (page === undefined) return undefined;
    const records = page.blobs.map(factsOf).filter(({ studyId }) => isId(studyId));
    const recorded = new Set(records.map(({ studyId }) => studyId));
    const ids = page.folders.map((name) => name.slice(studyPrefix.length, -1));
    const withoutRecord = ids.filter((studyId) => isId(studyId) && !recorded.has(studyId));
    return { records, withoutRecord, names: page.names };
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
