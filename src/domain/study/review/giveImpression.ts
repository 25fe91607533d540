import { changedOutside } from '../../kernel/sealing/changedOutside';
import type { StudyRecord } from '../studyRecord';
import { isChangedOutside } from './changedOutside';
import { type ImpressionRequest, impressionOf, impressionSchema } from './impression';
import type { Reviewer } from './reviewer';
import { isReadBySomebody } from './standingReview';

/**
 * `changed-outside`: something that the study shows is not what the app wrote. `stale-version`: more images have come since. `already-reviewed`: a first impression is no longer possible,
 * since a reviewed study is shown in full. `already-given`: this reviewer has already given a different one.
 */
export type ImpressionRefusal =
  | typeof changedOutside
  | 'stale-version'
  | 'already-reviewed'
  | 'already-given';

export type GivenImpression =
  | { readonly study: StudyRecord; readonly refusal?: undefined }
  | { readonly refusal: ImpressionRefusal };

/** The study with a reviewer's first impression; the same object if it is already recorded. */
export function giveImpression(
  study: StudyRecord,
  { studyVersion, priority }: ImpressionRequest,
  reviewer: Reviewer,
  now: string,
): GivenImpression {
  if (studyVersion !== study.version) return { refusal: 'stale-version' };
  const known = impressionOf(study.impressions, reviewer.subject, study.version);
  if (known) return known.priority === priority ? { study } : { refusal: 'already-given' };
  if (isReadBySomebody(study)) return { refusal: 'already-reviewed' };
  if (isChangedOutside(study)) return { refusal: changedOutside };
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
