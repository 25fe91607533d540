import { z } from 'zod';
import { canonicalJson } from '../kernel/canonicalJson';
import { orderUrgencySchema } from '../kernel/orderUrgencySchema';
import { places, priorities } from '../kernel/priority';
import { sealedObjects } from '../kernel/sealedObject';
import { rejectionCodeSchema } from '../reasons/rejection';
import { type Arrangement, allImagesOf, arrange } from './arrangement';
import { arrangementShape } from './arrangementSchema';
import { imageOrder } from './imageOrder';
import { joinImages, type StudyImage } from './imageRecord';
import { impressionSchema } from './impression';
import { type Notification, notificationSchema } from './notice';
import { type Decision, decide, type Policy } from './policy';
import { effectiveReview, type Review, type ReviewState, reviewSchema, reviewStateOf } from './review';

const id = z.string().regex(/^[0-9a-f]{64}$/);
const time = z.iso.datetime();

const reasonSchema = z.discriminatedUnion('kind', [
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
  z.object({ kind: z.literal('not-analysed'), imageId: id, reason: z.string() }),
  z.object({ kind: z.literal('rejected'), imageId: id, code: rejectionCodeSchema }),
  z.object({ kind: z.literal('superseded'), imageId: id }),
]);

const decisionSchema = z.object({
  priority: z.enum(priorities),
  place: z.enum(places),
  dueMinutes: z.number().int().positive(),
  policyId: z.string(),
  reasons: z.array(reasonSchema),
});

/** `results/studies/{studyId}/v{n}.json`: the study at one version; never changed. */
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

/** Images of one study, each once, in their order: a join, like `joinImages`. */
export function joinStudyImages(a: readonly StudyImage[], b: readonly StudyImage[]): StudyImage[] {
  const byId = new Map<string, StudyImage>();
  for (const image of [...a, ...b]) {
    // The first is joined with itself, which gives it the normal form that joins produce.
    byId.set(image.imageId, joinImages(byId.get(image.imageId) ?? image, image));
  }
  return [...byId.values()].sort(imageOrder);
}

function earliest(images: readonly StudyImage[]): string {
  return new Date(Math.min(...images.map((image) => Date.parse(image.receivedAt)))).toISOString();
}

function dueAt(receivedAt: string, decision: Decision): string {
  return new Date(Date.parse(receivedAt) + decision.dueMinutes * 60_000).toISOString();
}

/** The content of a version: everything except the images' arrival times, which only move the due time. */
function contentOf({ images, objects, setAside }: Arrangement): string {
  return canonicalJson(
    [images, objects, setAside].map((part) => part.map(({ receivedAt: _, ...content }) => content)),
  );
}

/**
 * The study once these images are known too. Images that add nothing return the same object. New ones make
 * the next version, which supersedes the current one. If only an earlier arrival of a known image turns up,
 * the version stays and its due time moves. The final content does not depend on order or repetition of
 * calls.
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
  const known = study ? joinStudyImages(allImagesOf(study), []) : [];
  const joined = joinStudyImages(known, images);
  if (study && canonicalJson(joined) === canonicalJson(known)) return study;
  const arranged = arrange(joined);
  const receivedAt = earliest(joined);
  const revision = (study?.revision ?? 0) + 1;
  if (study && contentOf(arranged) === contentOf(study)) {
    const moved = { ...arranged, receivedAt, dueAt: dueAt(receivedAt, study.decision), revision };
    return studyRecordSchema.parse({ ...study, ...moved });
  }
  const decision = decide(policy, arranged);
  return studyRecordSchema.parse({
    schemaVersion: 1,
    studyId,
    version: (study?.version ?? 0) + 1,
    ...(study ? { supersedes: study.version } : {}),
    recordedAt: now,
    receivedAt,
    dueAt: dueAt(receivedAt, decision),
    ...arranged,
    decision,
    revision,
    reviews: study?.reviews ?? [],
    escalations: study?.escalations ?? [],
    impressions: study?.impressions ?? [],
    notifications: study?.notifications ?? [],
    changedOutside: study?.changedOutside,
  });
}

/** The part of a record that a version keeps permanently. */
export function versionOf(study: StudyRecord): StudyVersion {
  return studyVersionSchema.parse(study);
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

/**
 * The current place of the study: the reviewer's if there is one, else the policy's. One that was changed
 * outside the app is read first, whatever they say of it.
 */
export function effectivePriority(study: StudyRecord): Pick<Decision, 'priority' | 'place'> {
  const override = effectiveReview(study.version, study.reviews)?.priority;
  const { priority, place } = override ? { priority: override, place: override } : study.decision;
  return { priority, place: study.changedOutside?.length ? 'stat' : place };
}

/** Where the study is listed: nothing that was changed outside the app counts as reviewed. */
export function listedStateOf(study: StudyRecord): ReviewState {
  const state = stateOf(study);
  return state === 'reviewed' && study.changedOutside?.length ? 'reopened' : state;
}
