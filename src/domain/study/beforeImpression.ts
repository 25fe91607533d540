import { impressionOf } from './impression';
import { type StudyRecord, type StudyVersion, stateOf } from './studyRecord';

/** Who looks, and whether the site asks reviewers for a first impression. */
export interface Onlooker {
  readonly subject?: string | undefined;
  /** Has the right `review-studies`. */
  readonly mayReview: boolean;
  /** The setting `TRIAGE_FIRST_IMPRESSION`. */
  readonly firstImpression: boolean;
}

/** Whether somebody may be asked for an impression at all. Whoever cannot review sees everything. */
export function mayHaveImpression({ mayReview, firstImpression }: Omit<Onlooker, 'subject'>): boolean {
  return firstImpression && mayReview;
}

/**
 * Whether what models said of the study is to be kept from this person until a first impression is given. A study that
 * was reviewed is shown to everybody: the decision does not depend on it any more.
 */
export function awaitsImpression(study: StudyRecord, onlooker: Onlooker): boolean {
  if (!mayHaveImpression(onlooker) || stateOf(study) === 'reviewed') return false;
  return impressionOf(study.impressions, onlooker.subject, study.version) === undefined;
}

/** A study without what models said of it; the place that they gave it stays, since the worklist is ordered by it. */
export function withoutFindings<T extends StudyVersion>(study: T): T {
  const reasons = study.decision.reasons.filter(({ kind }) => kind === 'baseline');
  const images = study.images.map((image) => ({ ...image, analyses: [] }));
  return { ...study, images, decision: { ...study.decision, reasons } };
}
