import { z } from 'zod';
import { impressionSchema } from './impression';
import { reviewSchema } from './review';
import { type Submitter, submitterSchema } from './reviewer';
import { type StudyRecord, studyRecordSchema } from './studyRecord';

/**
 * What somebody did with a study and the study does not show yet: the audit log has to know of it first. It was decided
 * on, so whoever finds it finishes it before anything else is changed.
 */
const pendingChangeSchema = z.object({
  by: submitterSchema,
  /** All reviews and impressions, as the study is going to show them. */
  reviews: z.array(reviewSchema),
  impressions: z.array(impressionSchema),
});

/** `results/studies/{studyId}.json` as it lies in storage. Readers parse it as a `StudyRecord`, without what is pending. */
export const storedStudySchema = studyRecordSchema.extend({ pending: pendingChangeSchema.optional() });

export type StoredStudy = z.infer<typeof storedStudySchema>;

/** The study as it was, with what it is going to show after `by` changed it. */
export function withPending(
  study: StudyRecord,
  { reviews, impressions }: Pick<StudyRecord, 'reviews' | 'impressions'>,
  by: Submitter,
): StoredStudy {
  return { ...study, pending: { by: submitterSchema.parse(by), reviews, impressions } };
}

/** The study showing what was pending; the same object where nothing was. */
export function applyPending(study: StoredStudy): StudyRecord {
  if (study.pending === undefined) return study;
  const { pending, ...shown } = study;
  const { reviews, impressions } = pending;
  return { ...shown, revision: study.revision + 1, reviews, impressions };
}
