import { z } from 'zod';
import { orderUrgencySchema } from '../kernel/orderUrgencySchema';
import { placeIndex, places, priorities } from '../kernel/priority';
import { canonicalText } from '../kernel/sealing/canonicalText';
import { sealedObjects } from '../kernel/sealing/sealedObject';
import { rejectionCodeSchema } from '../reasons/rejection';
import { allImagesOf, arrange } from './images/arrangement';
import { arrangementShape } from './images/arrangementSchema';
import { imageOrder } from './images/imageOrder';
import { joinImages, type StudyImage } from './images/imageRecord';
import { type Notification, notificationSchema } from './notices/notice';
import { type Decision, decide } from './policy/policy';
import type { Policy } from './policy/policySchema';
import { impressionSchema } from './review/impression';
import { type Review, reviewSchema } from './review/review';
import { effectiveReview, type ReviewState, raisedPlace, reviewStateOf } from './review/standingReview';

const id = z.string().regex(/^[0-9a-f]{64}$/);
const time = z.iso.datetime();

export const reasonSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('baseline'),
    place: z.enum(places),
    unknownUrgency: orderUrgencySchema.optional(),
  }),
  z.object({
    kind: z.literal('finding'),
    place: z.enum(places),
    imageId: id,
    label: z.string(),
    title: z.string(),
    score: z.number(),
    model: z.string(),
  }),
  z.object({
    kind: z.literal('due-nearer'),
    imageId: id,
    label: z.string(),
    title: z.string(),
    score: z.number(),
    model: z.string(),
    dueMinutes: z.number().int().positive(),
    otherwiseMinutes: z.number().int().positive(),
  }),
  z.object({ kind: z.literal('not-analysed'), imageId: id, reason: z.string() }),
  z.object({ kind: z.literal('rejected'), imageId: id, code: rejectionCodeSchema }),
  z.object({ kind: z.literal('superseded'), imageId: id }),
]);

export const decisionSchema = z.object({
  priority: z.enum(priorities),
  place: z.enum(places),
  dueMinutes: z.number().int().positive(),
  policyId: z.string(),
  reasons: z.array(reasonSchema),
});

/** The study at one version; never changed. */
export const studyVersionSchema = z.object({
  schemaVersion: z.literal(1),
  studyId: id,
  version: z.number().int().positive(),
  /** The previous version, replaced by this one. */
  supersedes: z.number().int().positive().optional(),
  recordedAt: time,
  /** When the study's first image arrived; waiting time counts from here. */
  receivedAt: time,
  dueAt: time,
  ...arrangementShape,
  decision: decisionSchema,
});

/** `results/studies/{studyId}.json`: the current version, and what people did with the study. */
export const studyRecordSchema = studyVersionSchema.extend({
  /** Increases with every write; a copy with a smaller number is older. */
  revision: z.number().int().positive(),
  reviews: z.array(reviewSchema),
  /** When the due time of a version passed without review. */
  escalations: z.array(
    z.object({
      version: z.number().int().positive(),
      at: time,
      /** Revision of the record that first showed it. */
      revision: z.number().int().positive(),
    }),
  ),
  impressions: z.array(impressionSchema),
  /** Accepted notices about the study, in the order of acceptance. */
  notifications: z.array(notificationSchema),
  /**
   * Blobs of the study that were found changed outside the app, and are not mended. As long as there are any,
   * the study is read first and cannot be signed.
   */
  changedOutside: z
    .array(z.object({ object: z.enum(sealedObjects), container: z.string(), blob: z.string(), at: time }))
    .optional(),
});

export type StudyVersion = z.infer<typeof studyVersionSchema>;
export type StudyRecord = z.infer<typeof studyRecordSchema>;

/**
 * Images of one study, each once, in their order: a join, like `joinImages`.
 *
 * @param known as this function returned them; those that learn nothing stay the same objects
 */
export function joinStudyImages(known: readonly StudyImage[], images: readonly StudyImage[]): StudyImage[] {
  const byId = new Map(known.map((image) => [image.imageId, image]));
  for (const image of images) {
    const before = byId.get(image.imageId);
    // The first is joined with itself, which gives it the normal form that joins produce.
    const joined = joinImages(before ?? image, image);
    if (before === undefined || canonicalText(joined) !== canonicalText(before))
      byId.set(image.imageId, joined);
  }
  return [...byId.values()].sort(imageOrder);
}

function earliest(images: readonly StudyImage[]): string {
  return new Date(Math.min(...images.map((image) => Date.parse(image.receivedAt)))).toISOString();
}

function dueAt(receivedAt: string, decision: Decision): string {
  return new Date(Date.parse(receivedAt) + decision.dueMinutes * 60_000).toISOString();
}

/**
 * The study once these images are known too. Images that add nothing return the same object; anything else,
 * be it that a known image arrived earlier, makes the next version, which supersedes the current one. The
 * final content does not depend on order or repetition of calls.
 *
 * @param now ISO time of the change.
 */
export function mergeIntoStudy(
  study: StudyRecord | undefined,
  studyId: string,
  images: readonly StudyImage[],
  policy: Policy,
  now: string,
): StudyRecord {
  const known = study ? allImagesOf(study) : [];
  const joined = joinStudyImages(known, images);
  if (study && joined.length === known.length && isSubset(joined, known)) return study;
  const arranged = arrange(joined);
  const decision = decide(policy, arranged);
  const receivedAt = earliest(joined);
  return withVersion(study, {
    schemaVersion: 1,
    studyId,
    version: (study?.version ?? 0) + 1,
    ...(study ? { supersedes: study.version } : {}),
    recordedAt: now,
    receivedAt,
    dueAt: dueAt(receivedAt, decision),
    images: [...arranged.images],
    objects: [...arranged.objects],
    setAside: [...arranged.setAside],
    decision: decisionSchema.parse(decision),
  });
}

function isSubset<T>(part: readonly T[], whole: readonly T[]): boolean {
  const known = new Set(whole);
  return part.every((item) => known.has(item));
}

/** The study at its next version. What people did with it stays. */
export function withVersion<S extends StudyRecord>(
  study: S | undefined,
  version: StudyVersion,
): S | StudyRecord {
  const none = { reviews: [], escalations: [], impressions: [], notifications: [] };
  return { ...(study ?? none), ...version, revision: (study?.revision ?? 0) + 1 };
}

/** The part of a record that a version keeps permanently. */
export function versionOf(study: StudyVersion): StudyVersion {
  const { schemaVersion, studyId, version, supersedes, recordedAt, receivedAt, dueAt } = study;
  const { images, objects, setAside, decision } = study;
  return {
    schemaVersion,
    studyId,
    version,
    ...(supersedes === undefined ? {} : { supersedes }),
    recordedAt,
    receivedAt,
    dueAt,
    images,
    objects,
    setAside,
    decision,
  };
}

/** The study with one more review; the same object if the review is already recorded. */
export function withReview(study: StudyRecord, review: Review): StudyRecord {
  if (study.reviews.some((known) => known.reviewId === review.reviewId)) return study;
  return { ...study, revision: study.revision + 1, reviews: [...study.reviews, review] };
}

/** The study with an accepted notice; the same object if it is already recorded. */
export function withNotification(study: StudyRecord, told: Notification): StudyRecord {
  if (wasTold(study, told)) return study;
  return { ...study, revision: study.revision + 1, notifications: [...study.notifications, told] };
}

/** Whether the notice was accepted on this channel. */
export function wasTold(
  { notifications }: Pick<StudyRecord, 'notifications'>,
  { id, channel }: Pick<Notification, 'id' | 'channel'>,
): boolean {
  return notifications.some((known) => known.id === id && known.channel === channel);
}

export function stateOf(study: StudyRecord): ReviewState {
  return reviewStateOf(study.version, study.reviews);
}

/** The place that people and policy give the study: the reviewer's if there is one, else the policy's, raised or not. */
export function givenPriority({
  version,
  reviews,
  decision,
}: StudyRecord): Pick<Decision, 'priority' | 'place'> {
  const override = effectiveReview(version, reviews)?.priority;
  if (override) return { priority: override, place: override };
  const { priority, place } = decision;
  const raised = raisedPlace(version, reviews);
  return raised === undefined || placeIndex(raised) >= placeIndex(place)
    ? { priority, place }
    : { priority: raised, place: raised };
}

/** The current place of the study. One that was changed outside the app is read first, whatever anybody says of it. */
export function effectivePriority(study: StudyRecord): Pick<Decision, 'priority' | 'place'> {
  const { priority, place } = givenPriority(study);
  return { priority, place: study.changedOutside?.length ? 'stat' : place };
}

/** Where the study is listed: nothing that was changed outside the app counts as reviewed. */
export function listedStateOf(study: StudyRecord): ReviewState {
  const state = stateOf(study);
  return state === 'reviewed' && study.changedOutside?.length ? 'reopened' : state;
}
