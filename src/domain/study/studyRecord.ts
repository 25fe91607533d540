import { z } from 'zod';
import { canonicalJson } from '../kernel/canonicalJson';
import { places, priorities } from '../kernel/priority';
import { joinImages, type StudyImage, studyImageSchema } from './imageRecord';
import { impressionSchema } from './impression';
import { type Notification, notificationSchema } from './notice';
import { type Decision, decide, type Policy } from './policy';
import { effectiveReview, type Review, type ReviewState, reviewSchema, reviewStateOf } from './review';

const id = z.string().regex(/^[0-9a-f]{64}$/);
const time = z.iso.datetime();

const reasonSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('baseline'), place: z.enum(places) }),
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
]);

const decisionSchema = z.object({
  priority: z.enum(priorities),
  place: z.enum(places),
  dueMinutes: z.number().int().positive(),
  policyId: z.string(),
  reasons: z.array(reasonSchema),
});

/** `results/studies/{studyId}/v{n}.json`: what the study was at one version; never changed. */
export const studyVersionSchema = z.object({
  schemaVersion: z.literal(1),
  studyId: id,
  version: z.number().int().positive(),
  /** The version before, which this one replaces. */
  supersedes: z.number().int().positive().optional(),
  recordedAt: time,
  /** When the study's first image arrived; waiting counts from here. */
  receivedAt: time,
  dueAt: time,
  /** Ordered by imageId. */
  images: z.array(studyImageSchema).nonempty(),
  decision: decisionSchema,
});

/** `results/studies/{studyId}.json`: the current version, and what people did with the study. */
export const studyRecordSchema = studyVersionSchema.extend({
  /** Grows with every write; a copy with a smaller number is older. */
  revision: z.number().int().positive(),
  reviews: z.array(reviewSchema),
  /** When the due time of a version passed without a review. */
  escalations: z.array(
    z.object({
      version: z.number().int().positive(),
      at: time,
      /** Of the record that showed it first. */
      revision: z.number().int().positive(),
    }),
  ),
  impressions: z.array(impressionSchema),
  /** What receivers were told of the study, in the order in which they took it. */
  notifications: z.array(notificationSchema),
});

export type StudyVersion = z.infer<typeof studyVersionSchema>;
export type StudyRecord = z.infer<typeof studyRecordSchema>;

/** Images of one study, each once, ordered by id: a join, like `joinImages`. */
export function joinStudyImages(a: readonly StudyImage[], b: readonly StudyImage[]): StudyImage[] {
  const byId = new Map<string, StudyImage>();
  for (const image of [...a, ...b]) {
    // Joined with itself where it is the first, which brings it into the one form that joins have.
    byId.set(image.imageId, joinImages(byId.get(image.imageId) ?? image, image));
  }
  return [...byId.values()].sort((x, y) => (x.imageId < y.imageId ? -1 : 1));
}

function earliest(images: readonly StudyImage[]): string {
  return new Date(Math.min(...images.map((image) => Date.parse(image.receivedAt)))).toISOString();
}

function dueAt(receivedAt: string, decision: Decision): string {
  return new Date(Date.parse(receivedAt) + decision.dueMinutes * 60_000).toISOString();
}

/** What makes a version: everything but when the images came, which only moves the due time. */
function contentOf(images: readonly StudyImage[]): string {
  return canonicalJson(images.map(({ receivedAt: _, ...content }) => content));
}

/**
 * The study after these images are known too. Images that add nothing change nothing, and the same object comes
 * back. New ones make the next version, which supersedes the one before. Where only an earlier arrival of a known
 * image comes to light, the version stays and its due time moves. Order and repetition of calls do not change what
 * the study holds in the end.
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
  const joined = joinStudyImages(study?.images ?? [], images);
  if (study && canonicalJson(joined) === canonicalJson(study.images)) return study;
  const receivedAt = earliest(joined);
  const revision = (study?.revision ?? 0) + 1;
  if (study && contentOf(joined) === contentOf(study.images)) {
    const moved = { images: joined, receivedAt, dueAt: dueAt(receivedAt, study.decision), revision };
    return studyRecordSchema.parse({ ...study, ...moved });
  }
  const decision = decide(policy, joined);
  return studyRecordSchema.parse({
    schemaVersion: 1,
    studyId,
    version: (study?.version ?? 0) + 1,
    ...(study ? { supersedes: study.version } : {}),
    recordedAt: now,
    receivedAt,
    dueAt: dueAt(receivedAt, decision),
    images: joined,
    decision,
    revision,
    reviews: study?.reviews ?? [],
    escalations: study?.escalations ?? [],
    impressions: study?.impressions ?? [],
    notifications: study?.notifications ?? [],
  });
}

/** The part of a record that a version keeps for good. */
export function versionOf(study: StudyRecord): StudyVersion {
  return studyVersionSchema.parse(study);
}

/** The study with one more review, or the same object where the review is known. */
export function withReview(study: StudyRecord, review: Review): StudyRecord {
  if (study.reviews.some((known) => known.reviewId === review.reviewId)) return study;
  return { ...study, revision: study.revision + 1, reviews: [...study.reviews, review] };
}

/** The study with what a receiver was told, or the same object where that is known. */
export function withNotification(study: StudyRecord, told: Notification): StudyRecord {
  if (wasTold(study, told)) return study;
  return { ...study, revision: study.revision + 1, notifications: [...study.notifications, told] };
}

/** Whether the notice was taken on this channel. */
export function wasTold(
  { notifications }: Pick<StudyRecord, 'notifications'>,
  { id, channel }: Pick<Notification, 'id' | 'channel'>,
): boolean {
  return notifications.some((known) => known.id === id && known.channel === channel);
}

export function stateOf(study: StudyRecord): ReviewState {
  return reviewStateOf(study.version, study.reviews);
}

/** Where the study stands now: what its reviewer said, else what the policy said. */
export function effectivePriority(study: StudyRecord): Pick<Decision, 'priority' | 'place'> {
  const override = effectiveReview(study.version, study.reviews)?.priority;
  const { priority, place } = study.decision;
  return override ? { priority: override, place: override } : { priority, place };
}
