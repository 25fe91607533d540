import type { Review } from '../study/review/review';
import { effectiveReview, isRead } from '../study/review/standingReview';
import type { StudyRecord } from '../study/studyRecord';
import type { OutputForm } from './form';

/** When a receiver is sent something: on the first result, on a review, on a later version of the study. */
export const occasions = ['result', 'review', 'version'] as const;
export type Occasion = (typeof occasions)[number];

/** What tells one output from another of the same study: its version, and the review that it reports. */
export function editionOf({ version, reviews }: Pick<StudyRecord, 'version' | 'reviews'>): string {
  const review = effectiveReview(version, reviews);
  return review === undefined ? `v${version}` : `v${version}-${review.reviewId}`;
}

/** Whether it can no longer be withdrawn. @param now ISO time */
function isSettled({ undoUntil }: Review, now: string): boolean {
  return undoUntil === undefined || Date.parse(undoUntil) < Date.parse(now);
}

/** What a receiver is to have of a study. */
export interface DueOutput {
  readonly edition: string;
  /**
   * The study as the output reports it: without reviews that can still be withdrawn, or that it is not to hear of. Of a
   * study that was closed unread nobody is told that it was reviewed.
   */
  readonly study: StudyRecord;
}

/**
 * What a receiver is to have of a study now, if it has not yet. A secondary capture shows no review, so that a review
 * makes no other one of it.
 *
 * @param now ISO time
 * @returns undefined if nothing
 */
export function dueOutput(
  study: StudyRecord,
  form: OutputForm,
  when: readonly Occasion[],
  now: string,
): DueOutput | undefined {
  const settled = study.reviews.filter((review) => isRead(review) && isSettled(review, now));
  const isReviewed = effectiveReview(study.version, settled) !== undefined;
  const isDue =
    when.includes(study.version === 1 ? 'result' : 'version') || (isReviewed && when.includes('review'));
  if (!isDue) return undefined;
  const reviews = when.includes('review') && form !== 'sc' ? settled : [];
  const reported = { ...study, reviews };
  return { edition: editionOf(reported), study: reported };
}
