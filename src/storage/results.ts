import type { ContainerClient } from '@azure/storage-blob';
import { canonicalJson } from '../domain/kernel/canonicalJson';
import type { Analysis } from '../domain/models/analysis';
import {
  type ImageRecord,
  imageRecordSchema,
  joinImages,
  studyImageSchema,
  withShadow,
} from '../domain/study/imageRecord';
import {
  type StudyRecord,
  type StudyVersion,
  studyRecordSchema,
  studyVersionSchema,
  versionOf,
} from '../domain/study/studyRecord';
import { type Submission, submissionSchema } from '../domain/study/submission';
import { createJson, readJson, updateJson } from './jsonBlobs';

const studyPrefix = 'studies/';

/** What was found: `images/{imageId}.json`, `studies/{studyId}.json`, and every version of a study. */
export class Results {
  constructor(private readonly container: ContainerClient) {}

  image(imageId: string): Promise<ImageRecord | undefined> {
    return readJson(this.container.getBlobClient(`images/${imageId}.json`), imageRecordSchema);
  }

  /** Joins the record with what is known of the image; returns what is stored then. */
  async joinImage(record: ImageRecord): Promise<ImageRecord> {
    const joined = await updateJson(
      this.container,
      `images/${record.imageId}.json`,
      imageRecordSchema,
      (known) => {
        if (!known) return record;
        const image = joinImages(studyImageSchema.parse(known), studyImageSchema.parse(record));
        const next = { ...known, ...image };
        return canonicalJson(next) === canonicalJson(known) ? known : next;
      },
    );
    return joined as ImageRecord;
  }

  /** Adds what models in shadow said. @throws Error where the image has no record yet: it is written before. */
  async addShadow(imageId: string, analyses: readonly Analysis[]): Promise<void> {
    const record = await updateJson(this.container, `images/${imageId}.json`, imageRecordSchema, (known) => {
      const next = known && withShadow(known, analyses);
      return canonicalJson(next) === canonicalJson(known) ? known : next;
    });
    if (record === undefined) throw new Error(`image ${imageId} has no record`);
  }

  study(studyId: string): Promise<StudyRecord | undefined> {
    return readJson(this.container.getBlobClient(`${studyPrefix}${studyId}.json`), studyRecordSchema);
  }

  version(studyId: string, version: number): Promise<StudyVersion | undefined> {
    return readJson(this.container.getBlobClient(versionName(studyId, version)), studyVersionSchema);
  }

  /**
   * Changes a study. Every version that ever was current is kept: the one at hand is written out before it is
   * replaced, in case the writer before was stopped between the record and its copy.
   *
   * @param before done ahead of each write, with what is about to be shown, and what is shown until then
   */
  async changeStudy(
    studyId: string,
    change: (current: StudyRecord | undefined) => StudyRecord | undefined,
    before: (next: StudyRecord, current: StudyRecord | undefined) => Promise<void> = async () => {},
  ): Promise<StudyRecord | undefined> {
    const name = `${studyPrefix}${studyId}.json`;
    const keep = async (current: StudyRecord | undefined, next: StudyRecord) => {
      if (current) await this.keepVersion(current);
      await before(next, current);
    };
    const study = await updateJson(this.container, name, studyRecordSchema, change, keep);
    if (study) await this.keepVersion(study);
    return study;
  }

  private async keepVersion(study: StudyRecord): Promise<void> {
    await createJson(this.container, versionName(study.studyId, study.version), versionOf(study));
  }

  /** Of all studies that have a record. */
  async *studyIds(): AsyncGenerator<string> {
    for await (const item of this.container.listBlobsByHierarchy('/', { prefix: studyPrefix }))
      if (item.kind === 'blob') yield item.name.slice(studyPrefix.length, -'.json'.length);
  }

  async storeSubmission(submission: Submission): Promise<void> {
    await createJson(this.container, submissionName(submission.studyId, submission.reviewId), submission);
  }

  /**
   * Everything that was submitted for a study, decided on or not, in no order.
   *
   * @param but ids of reviews that are not asked for
   */
  async submissions(studyId: string, but: ReadonlySet<string> = new Set()): Promise<Submission[]> {
    const found: Submission[] = [];
    const prefix = `reviews/${studyId}/`;
    for await (const { name } of this.container.listBlobsFlat({ prefix })) {
      if (but.has(name.slice(prefix.length, -'.json'.length))) continue;
      const submission = await readJson(this.container.getBlobClient(name), submissionSchema);
      if (submission) found.push(submission);
    }
    return found;
  }
}

function versionName(studyId: string, version: number): string {
  return `${studyPrefix}${studyId}/v${version}.json`;
}

function submissionName(studyId: string, reviewId: string): string {
  return `reviews/${studyId}/${reviewId}.json`;
}
