import { z } from 'zod';
import { places } from '../../kernel/priority';
import { overrideReasons } from '../../reasons/overrideReason';
import type { Review } from '../review/review';
import { isRead, type ReadReview } from '../review/standingReview';
import type { StudyRecord, StudyVersion } from '../studyRecord';

/** One accepted review and what it was about. */
const judgedSchema = z.object({
  at: z.iso.datetime(),
  decision: z.enum(['accept', 'override', 'cannot-assess']),
  /** The place that the reviewed version gave the study. */
  given: z.enum(places),
  dueAt: z.iso.datetime(),
  /** For an override: the place that the reviewer chose. */
  priority: z.enum(places).optional(),
  reason: z.enum(overrideReasons).optional(),
  /** The reviewer's impression before the scores were shown. */
  impression: z.enum(places).optional(),
  /** The model versions that analysed the study, and whether each found anything positive. */
  models: z.array(z.object({ id: z.string(), version: z.string(), positive: z.boolean() })),
});

/** What one study says about the models and about times: the only input to feedback. */
export const feedbackLineSchema = z.object({
  studyId: z.string(),
  revision: z.number().int(),
  receivedAt: z.iso.datetime(),
  dueAt: z.iso.datetime(),
  /** The first notification sent. */
  notifiedAt: z.iso.datetime().optional(),
  reviews: z.array(judgedSchema),
  /** Words of its orders that the policy does not know. */
  unknownUrgency: z.array(z.string()).optional(),
});

export type Judged = z.infer<typeof judgedSchema>;
export type FeedbackLine = z.infer<typeof feedbackLineSchema>;

/** The reviews that count. Whoever closes a study says nothing about it. */
function counting(reviews: readonly Review[]): ReadReview[] {
  return reviews.filter(isRead).filter(({ outcome }) => outcome === 'accepted');
}

function modelsOf({ images }: Pick<StudyVersion, 'images'>): Judged['models'] {
  const known = new Map<string, Judged['models'][number]>();
  for (const analysis of images.flatMap(({ analyses }) => analyses)) {
    if (analysis.outcome !== 'analysed') continue;
    const { id, version } = analysis.model;
    const positive = analysis.findings.some((finding) => finding.positive);
    const before = known.get(`${id}@${version}`)?.positive ?? false;
    known.set(`${id}@${version}`, { id, version, positive: before || positive });
  }
  return [...known.values()];
}

/** @param of the version that was reviewed */
export function judgedOf(review: ReadReview, of: StudyVersion): Judged {
  const { submittedAt, decision, priority, reason, impression } = review;
  return {
    at: submittedAt,
    decision,
    given: of.decision.place,
    dueAt: of.dueAt,
    ...(priority === undefined ? {} : { priority }),
    ...(reason === undefined ? {} : { reason }),
    ...(impression === undefined ? {} : { impression: impression.priority }),
    models: modelsOf(of),
  };
}

/** Whether the reviewer left the study at its place; undefined if the reviewer could not assess it. */
export function keptPlace({ decision, given, priority = given }: Judged): boolean | undefined {
  return decision === 'cannot-assess' ? undefined : priority === given;
}

/** The earlier versions of the study on which accepted reviews were made. */
export function reviewedVersions(study: StudyRecord): number[] {
  const versions = counting(study.reviews).map(({ studyVersion }) => studyVersion);
  return [...new Set(versions)].filter((version) => version !== study.version);
}

/** Whether the study says anything yet. Once it does, it keeps its line, since a review can be withdrawn. */
export function hasFeedback(study: StudyRecord): boolean {
  return study.reviews.length > 0 || study.notifications.length > 0 || unknownUrgencyIn(study).length > 0;
}

function unknownUrgencyIn({ images }: StudyRecord): string[] {
  return [...new Set(images.flatMap(({ unknownUrgency = [] }) => unknownUrgency))].sort();
}

/** @param earlier the versions from `reviewedVersions`; a review whose version is missing says nothing */
export function feedbackLineOf(study: StudyRecord, earlier: readonly StudyVersion[]): FeedbackLine {
  const versions = new Map([...earlier, study].map((one) => [one.version, one]));
  const unknownUrgency = unknownUrgencyIn(study);
  const notified = study.notifications.map(({ at }) => at).sort()[0];
  return feedbackLineSchema.parse({
    studyId: study.studyId,
    revision: study.revision,
    receivedAt: study.receivedAt,
    dueAt: study.dueAt,
    ...(notified === undefined ? {} : { notifiedAt: notified }),
    ...(unknownUrgency.length === 0 ? {} : { unknownUrgency }),
    reviews: counting(study.reviews).flatMap((review) => {
      const of = versions.get(review.studyVersion);
      return of ? [judgedOf(review, of)] : [];
    }),
  });
}
