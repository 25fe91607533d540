import type { FaultCode } from '../../domain/audit/faultCode';
import type { Outcome, Quarantine } from '../../domain/intake/arrival';
import { canonicalJson } from '../../domain/kernel/sealing/canonicalJson';
import { commitmentOf, sha256OfJson } from '../../domain/kernel/sealing/commitment';
import type { Analysis } from '../../domain/models/analysis';
import { allImagesOf } from '../../domain/study/images/arrangement';
import type { ImageRecord } from '../../domain/study/images/imageRecord';
import { type StudyRecord, versionOf } from '../../domain/study/studyRecord';
import {
  claimedChange,
  genuineChange,
  type PendingChange,
  type StoredStudy,
} from '../../domain/study/versions/pendingChange';
import { versionSha256 } from '../../domain/study/versions/versionSha256';
import type { Fault } from './fault';
import { modelKey } from './log/logIndex';
import { type Context, factsOf, isOld, isRecent, modelSet } from './publishedState';
import type { StoredVersion } from './versionChain';

/** What is wrong with one published item, and where it is stored. */
function faultAt(where: string) {
  return (code: FaultCode, detail?: string): Fault => ({
    code,
    where,
    ...(detail === undefined ? {} : { detail }),
  });
}

/** How a file ended. */
export function outcomeFaults(
  { index, subjects }: Context,
  where: string,
  arrivalId: string,
  outcome: Outcome,
): Fault[] {
  const fault = faultAt(where);
  const arrival = subjects.arrivalOf.get(arrivalId);
  const said = arrival && index.terminals.get(arrival.commitment);
  if (said === undefined) return [fault('result-without-entry')];
  const reason = 'reason' in outcome ? outcome.reason : undefined;
  if (outcome.arrivalId !== arrivalId || said.outcome !== outcome.outcome || said.reason !== reason)
    return [fault('result-changed', `the log says ${said.outcome} in ${said.place}`)];
  if (!('imageId' in outcome)) return [];
  const study = subjects.studyOf.get(outcome.studyId);
  if (study === undefined || said.image !== commitmentOf(study.salt, 'image', outcome.imageId))
    return [fault('result-changed', `the log speaks of another image in ${said.place}`)];
  return [];
}

/** Why a file was refused. */
export function refusalFaults(
  { index, subjects }: Context,
  where: string,
  arrivalId: string,
  refusal: Quarantine,
): Fault[] {
  const arrival = subjects.arrivalOf.get(arrivalId);
  const said = arrival === undefined ? [] : index.terminals.all(arrival.commitment);
  const [last] = said.slice(-1);
  if (last === undefined) return [faultAt(where)('result-without-entry')];
  // The first result is kept, even if the step ran again with a different outcome.
  const isSaid = said.some(({ type, reason }) => type === 'refusal' && reason === refusal.reason);
  if (refusal.arrivalId === arrivalId && isSaid) return [];
  return [faultAt(where)('result-changed', `the log says ${last.reason ?? last.outcome} in ${last.place}`)];
}

/** What was found in an image. */
export function imageFaults(context: Context, where: string, imageId: string, image: ImageRecord): Fault[] {
  const { index, subjects, published } = context;
  const fault = faultAt(where);
  const study = subjects.studyOf.get(image.studyId);
  if (study === undefined) return [fault('result-without-entry')];
  const commitment = commitmentOf(study.salt, 'image', imageId);
  const known = index.images.get(commitment);
  if (known === undefined || image.imageId !== imageId) return [fault('result-without-entry')];
  if (isOld(context, known.at))
    for (const sha256 of image.pictures ?? []) published.namedPictures.add(`${imageId}/pictures/${sha256}`);
  const analyses = [...image.analyses, ...(image.shadow ?? [])];
  published.records.add(commitment);
  addShown(context, commitment, analyses);
  return analyses
    .filter((analysis) => !known.analyses.has(sha256OfJson(analysis)))
    .map(({ model }) => fault('result-changed', `what ${model.id}@${model.version} is said to have found`));
}

function addShown({ published }: Context, image: string, analyses: readonly Analysis[]): void {
  const models = analyses.map(({ model }) => modelKey(model));
  published.images.set(image, modelSet(published, models));
}

/** An image that has no result of its own is shown with what its study says. */
function addImagesOf(context: Context, salt: string, study: StudyRecord): void {
  for (const { imageId, analyses } of allImagesOf(study)) {
    const commitment = commitmentOf(salt, 'image', imageId);
    if (!context.published.records.has(commitment)) addShown(context, commitment, analyses);
  }
}

/**
 * One version of a study. The next one may be stored for a moment before it has an entry; until then it is not
 * shown.
 *
 * @param current the version that the study shows; 0 if it shows none
 */
export function versionFaults(
  context: Context,
  where: string,
  studyId: string,
  { number, change, made, lacks }: StoredVersion,
  current: number,
): Fault[] {
  const { index, subjects, published } = context;
  const fault = faultAt(where);
  const study = subjects.studyOf.get(studyId);
  const versions = study && index.versions.get(study.commitment);
  const said = versions?.get(number);
  if (said === undefined && number > current && isRecent(context, change.recordedAt)) return [];
  if (said === undefined || change.version !== number || change.studyId !== studyId)
    return [fault('result-without-entry')];
  published.versions.add(said);
  if (made !== undefined && said.hashes.has(change.versionSha256)) return [];
  const lacking = lacks === undefined ? undefined : versions?.get(lacks);
  // That one is a fault of its own, and as long as it is missing nothing is known of this one.
  if (lacking !== undefined && isOld(context, lacking.at)) return [];
  return [fault('result-changed', `the log speaks of another one in ${said.place}`)];
}

/** What a study shows now: the decision, its images, and the actions people took on it. */
export function studyFaults(context: Context, where: string, studyId: string, record: StoredStudy): Fault[] {
  const { index, subjects, published } = context;
  const fault = faultAt(where);
  const study = subjects.studyOf.get(studyId);
  if (study === undefined) return [fault('result-without-entry')];
  published.studies.add(study.commitment);
  addImagesOf(context, study.salt, record);
  const said = index.versions.get(study.commitment)?.get(record.version);
  if (said === undefined || record.studyId !== studyId) return [fault('result-without-entry')];
  const decision = said.hashes.has(versionSha256(versionOf(record)))
    ? []
    : [fault('result-changed', `the log speaks of another one in ${said.place}`)];
  const escalations = record.escalations
    .filter(({ version }) => !index.escalations.get(study.commitment)?.has(version))
    .map(({ version }) => fault('result-without-entry', `the escalation of version ${version}`));
  const { pending, refused = [] } = record;
  const change = context.macs ? genuineChange(studyId, record, context.macs) : claimedChange(record);
  const foreign = [
    ...refused.map(() => fault('not-genuine', 'a pending change that was refused')),
    ...(pending !== undefined && change === undefined ? [fault('not-genuine', 'a pending change')] : []),
  ];
  return [
    ...decision,
    ...foreign,
    ...reviewFaults(context, where, study, record, change),
    ...escalations,
    ...noteFaults(context, where, study, record),
    ...factFaults(context, study.salt, record),
  ];
}

/**
 * Checks the reviews that the study shows against those signed, and finds signed ones that it no longer
 * shows.
 */
function reviewFaults(
  context: Context,
  where: string,
  { commitment, salt }: { commitment: string; salt: string },
  { reviews, impressions }: StoredStudy,
  pending: PendingChange | undefined,
): Fault[] {
  const fault = faultAt(where);
  const signed = context.index.reviews.get(commitment);
  const committed = new Set(
    pending?.reviews.map((review) => commitmentOf(salt, 'review', canonicalJson(review))),
  );
  const wrong = reviews.flatMap((review): Fault[] => {
    const said = signed?.get(review.reviewId);
    if (said === undefined) return [fault('result-without-entry', `the review ${review.reviewId}`)];
    if (said.review === commitmentOf(salt, 'review', canonicalJson(review))) return [];
    // It is being undone: the log has it, and the study will show it shortly.
    if (committed.has(said.review) && !isOld(context, said.at)) return [];
    return [fault('not-signed-for', `the review ${review.reviewId}, signed in ${said.place}`)];
  });
  const shown = new Set(reviews.map(({ reviewId }) => reviewId));
  const gone = [...(signed?.values() ?? [])]
    .filter(({ reviewId, at }) => !shown.has(reviewId) && isOld(context, at))
    .map(({ reviewId, place }) => faultAt(place)('entry-without-result', `the review ${reviewId}`));
  const withoutImpression = reviews
    .filter((review) => !restsOn(review, impressions))
    .map(({ reviewId }) => fault('entry-without-result', `the impression before the review ${reviewId}`));
  return [...wrong, ...gone, ...withoutImpression];
}

/** Whether the first impression that a review refers to is shown: a study never loses one. */
function restsOn(
  { impression, subject, studyVersion }: StudyRecord['reviews'][number],
  impressions: StudyRecord['impressions'],
): boolean {
  return (
    impression === undefined ||
    impressions.some(
      (one) =>
        one.subject === subject &&
        one.version === studyVersion &&
        one.priority === impression.priority &&
        one.at === impression.at,
    )
  );
}

/**
 * The reviewers' first impressions, formed before they saw any model output, and the notifications to
 * receivers.
 */
function noteFaults(
  { index }: Context,
  where: string,
  { commitment, salt }: { commitment: string; salt: string },
  { impressions, notifications }: StudyRecord,
): Fault[] {
  const recorded = index.notes.get(commitment);
  const shown = [
    ...impressions.map((one) => ({ what: `an impression of version ${one.version}`, one, as: 'impression' })),
    ...notifications.map((one) => ({ what: `the notification ${one.id}`, one, as: 'notification' })),
  ];
  return shown
    .filter(({ one, as }) => !recorded?.has(commitmentOf(salt, as, canonicalJson(one))))
    .map(({ what }) => faultAt(where)('result-without-entry', what));
}

/** Whether the images themselves agree with the study, which was recorded as a whole. */
function factFaults(context: Context, salt: string, study: StudyRecord): Fault[] {
  const { index, published } = context;
  return allImagesOf(study).flatMap((image) => {
    const facts = published.facts.get(image.imageId);
    const known = index.images.get(commitmentOf(salt, 'image', image.imageId));
    // An image that is being recorded may be, or may have been when read, ahead of its study.
    if (facts === undefined || known === undefined || !isOld(context, known.at)) return [];
    if (facts === factsOf(image)) return [];
    return [faultAt(`results/images/${image.imageId}.json`)('result-changed', 'its study says otherwise')];
  });
}
