import { type ImpressionRequest, impressionOf, impressionSchema } from './impression';
import type { Reviewer } from './reviewer';
import { type StudyRecord, stateOf } from './studyRecord';

/**
 * `stale-version`: the pictures are not all that there is by now. `already-reviewed`: there is nothing left to be
 * impressed by, since a reviewed study is shown in full. `already-given`: another one of the same reviewer stands.
 */
export type ImpressionRefusal = 'stale-version' | 'already-reviewed' | 'already-given';

export type GivenImpression =
  | { readonly study: StudyRecord; readonly refusal?: undefined }
  | { readonly refusal: ImpressionRefusal };

/** The study with what a reviewer thinks of its pictures; the same object where that is known. */
export function giveImpression(
  study: StudyRecord,
  { studyVersion, priority }: ImpressionRequest,
  reviewer: Reviewer,
  now: string,
): GivenImpression {
  if (studyVersion !== study.version) return { refusal: 'stale-version' };
  const known = impressionOf(study.impressions, reviewer.subject, study.version);
  if (known) return known.priority === priority ? { study } : { refusal: 'already-given' };
  if (stateOf(study) === 'reviewed') return { refusal: 'already-reviewed' };
  const { subject, name } = reviewer;
  const impression = impressionSchema.parse({
    subject,
    name,
    version: studyVersion,
    priority,
    at: now,
  });
  return {
    study: { ...study, revision: study.revision + 1, impressions: [...study.impressions, impression] },
  };
}
