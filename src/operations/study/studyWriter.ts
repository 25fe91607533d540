import type { Macs } from '../../domain/kernel/sealing/macs';
import { allImagesOf } from '../../domain/study/images/arrangement';
import { type ImageRecord, type StudyImage, studyImageSchema } from '../../domain/study/images/imageRecord';
import type { Policy } from '../../domain/study/policy/policySchema';
import { concernsReview } from '../../domain/study/review/concernsReview';
import type { Submitter } from '../../domain/study/review/reviewer';
import type { StudyRecord } from '../../domain/study/studyRecord';
import { withPending } from '../../domain/study/versions/pendingChange';
import type { AuditTrail } from '../audit/auditTrail';
import type { BegunChangesPort, Clock, StudyRecordsPort, WorklistPort } from '../ports';
import { createGather } from './gather';
import { createStoredStudies } from './storedStudies';
import { createStudyVersions, type StudyVersionsDeps } from './studyVersions';
import { createTurns } from './turns';

/** A change that a person requests, which may be refused. Returns the same object if nothing changes. */
export type StudyRule<R extends string> = (
  study: StudyRecord,
) => { readonly study: StudyRecord; readonly refusal?: undefined } | { readonly refusal: R };

/** `no-such-study` if there is none. With a refusal, `study` is the state that caused it. */
export type Changed<R extends string> =
  | { readonly study: StudyRecord; readonly refusal?: undefined }
  | { readonly study?: StudyRecord | undefined; readonly refusal: R | 'no-such-study' };

type Change = (study: StudyRecord | undefined) => StudyRecord | undefined;
type RecordChange = (next: StudyRecord, before: StudyRecord | undefined) => Promise<void>;

/** A study that shows an image. */
export interface WithImage {
  readonly study: StudyRecord;
  /**
   * Whether the caller has to wake the study's review. Of the images of one version it is the first, and only
   * if the version concerns the review. A caller whose image the study had has to, too: whoever added it may
   * have been stopped before.
   */
  readonly wakesReview: boolean;
  /** Whether the study was made with this image. */
  readonly isNew: boolean;
}

/** The only way to change a study. Writers may run concurrently, in one process or many. */
export interface StudyWriter {
  /**
   * Announces that an image of the study is being worked on in this process, so that `addImage` can put
   * images that come within a second of each other into one version. Without it, only those that come while
   * a version is being written are put together.
   *
   * @returns to be called when the image was added, or will not be
   */
  expectImage(studyId: string, imageId: string): () => void;
  /**
   * Adds an image to its study. When it returns, the study shows the image, and the audit log had its
   * decision first. May be repeated.
   *
   * @param isFirst whether the study has probably no image yet
   */
  addImage(image: ImageRecord, isFirst?: boolean): Promise<WithImage>;
  /**
   * Applies a person's change: a review, its withdrawal, or a first impression. When it returns, the change
   * is in the audit log and the study shows it. The change is first stored in the study, but not shown. From
   * then on it is certain to happen: any process that finds it there, even after a crash, finishes it before
   * anything else.
   *
   * @param rule runs again if another writer intervened
   */
  changeAs<R extends string>(by: Submitter, studyId: string, rule: StudyRule<R>): Promise<Changed<R>>;
  /**
   * Applies a change brought by time.
   *
   * @param record records what is about to be shown; may be called any number of times
   * @returns undefined if there is no study and `change` created none
   */
  change(studyId: string, change: Change, record: RecordChange): Promise<StudyRecord | undefined>;
  /**
   * The same for the first look at a new study. If this process made it, it is read only to be changed: whoever
   * changes it meanwhile asks for another look.
   */
  lookAtNew: StudyWriter['change'];
  /** Finishes a pending change. @returns undefined if there is no study */
  finish(studyId: string): Promise<StudyRecord | undefined>;
}

export interface StudyWriterDeps {
  readonly studies: StudyRecordsPort;
  readonly worklist: Pick<WorklistPort, 'putStudy'>;
  readonly begun: Pick<BegunChangesPort, 'begin'>;
  readonly trail: Pick<AuditTrail, 'reviewed' | 'decided' | 'settings'>;
  readonly policy: Policy;
  readonly isLeft: StudyVersionsDeps['isLeft'];
  readonly now: Clock;
  /** Distinguish a change begun here from one that somebody put into the storage. */
  readonly macs: Macs;
  /** The site's sign-in methods. Nobody who signed in another way can change a study. */
  readonly signIns: ReadonlySet<string>;
  /** Called for a change that the app did not begin. */
  readonly logError: (message: string) => void;
}

interface ToAdd {
  readonly image: StudyImage;
  readonly isFirst: boolean;
}

/** How long an image waits for others of its study that are being worked on. */
const patienceMilliseconds = 1_000;

/** More are not remembered; a study that was forgotten is read. */
const maxMade = 256;

export function createStudyWriter(deps: StudyWriterDeps): StudyWriter {
  const { worklist, begun, macs, now } = deps;
  const stored = createStoredStudies(deps);
  const addToVersions = createStudyVersions({ ...deps, stored });
  const inTurn = createTurns();
  /** Studies that this process made and nobody here has looked at or changed since. */
  const made = new Map<string, StudyRecord>();
  const images = createGather<ToAdd, WithImage>(
    (studyId, batch) => inTurn(studyId, () => addImages(studyId, batch)),
    () => patienceMilliseconds,
  );

  async function listed(study: StudyRecord | undefined): Promise<StudyRecord | undefined> {
    if (study) await worklist.putStudy(study);
    return study;
  }

  async function addImages(studyId: string, batch: readonly ToAdd[]): Promise<WithImage[]> {
    const isProbablyNew = batch.some(({ isFirst }) => isFirst);
    const images = batch.map(({ image }) => image);
    const { before, study } = await addToVersions(studyId, images, isProbablyNew);
    await worklist.putStudy(study);
    made.delete(studyId);
    if (before === undefined) {
      if (made.size >= maxMade) made.clear();
      made.set(studyId, study);
    }
    const isConcerned = concernsReview(before, study, now());
    const known = new Set(before && allImagesOf(before).map(({ imageId }) => imageId));
    return images.map(({ imageId }, index) => ({
      study,
      wakesReview: known.has(imageId) || (index === 0 && isConcerned),
      isNew: before === undefined,
    }));
  }

  async function changeAs<R extends string>(
    by: Submitter,
    studyId: string,
    rule: StudyRule<R>,
  ): Promise<Changed<R>> {
    made.delete(studyId);
    if (!stored.isSignedIn(by)) throw new Error(`nobody signs in at this site in this way: ${by.signIn}`);
    let refusal: R | 'no-such-study' | undefined = 'no-such-study';
    let isFinished: (() => Promise<void>) | undefined;
    const pending = (known: StudyRecord | undefined) => {
      if (!known) return undefined;
      const changed = rule(known);
      refusal = changed.refusal;
      if (!('study' in changed) || changed.study === known) return known;
      return withPending(known, changed.study, by, macs);
    };
    const study = await stored.write(studyId, pending, async () => {
      isFinished ??= await begun.begin(studyId);
    });
    const changed = refusal === undefined ? await listed(await stored.finish(studyId)) : undefined;
    await isFinished?.();
    return refusal === undefined ? { study: changed as StudyRecord } : { study, refusal };
  }

  async function lookAtNew(studyId: string, change: Change, record: RecordChange) {
    const known = made.get(studyId);
    made.delete(studyId);
    return known !== undefined && change(known) === known ? known : changed(studyId, change, record);
  }

  /** A study that was not changed has its line already. */
  async function changed(studyId: string, change: Change, record: RecordChange) {
    made.delete(studyId);
    let isUnchanged = false;
    const study = await stored.write(
      studyId,
      (known) => {
        const next = change(known);
        isUnchanged = next === known;
        return next;
      },
      record,
    );
    return isUnchanged ? study : listed(study);
  }

  return {
    expectImage: images.expect,
    addImage: (image, isFirst = false) =>
      images.add(image.studyId, image.imageId, { image: studyImageSchema.parse(image), isFirst }),
    changeAs: (by, studyId, rule) => inTurn(studyId, () => changeAs(by, studyId, rule)),
    change: (studyId, change, record) => inTurn(studyId, () => changed(studyId, change, record)),
    lookAtNew: (studyId, change, record) => inTurn(studyId, () => lookAtNew(studyId, change, record)),
    finish: (studyId) => inTurn(studyId, async () => listed(await stored.finish(studyId))),
  };
}
