import type { StudyRecord, StudyVersion } from '../studyRecord';
import { impressionOf } from './impression';
import { isReadBySomebody } from './standingReview';

/** Who is looking, and whether the site asks reviewers for a first impression. */
export interface Onlooker {
  readonly subject?: string | undefined;
  /** Has the right `review-studies`. */
  readonly mayReview: boolean;
  /** The setting `TRIAGE_FIRST_IMPRESSION`. */
  readonly firstImpression: boolean;
}

/** Whether this viewer may be asked for an impression at all. Anyone who cannot review sees everything. */
export function mayHaveImpression({ mayReview, firstImpression }: Omit<Onlooker, 'subject'>): boolean {
  return firstImpression && mayReview;
}

/**
 * Whether model output on the study is hidden from this viewer until they give a first impression. A study
 * that somebody has read is shown to everybody: the decision no longer depends on it.
 */
export function awaitsImpression(study: StudyRecord, onlooker: Onlooker): boolean {
  if (!mayHaveImpression(onlooker) || isReadBySomebody(study)) return false;
  return impressionOf(study.impressions, onlooker.subject, study.version) === undefined;
}

/**
 * The study without model output. It keeps the place that the models gave it, since that orders the worklist.
 */
export function withoutFindings<T extends StudyVersion>(study: T): T {
  const reasons = study.decision.reasons.filter(
    ({ kind }) => kind === 'baseline' || kind === 'rejected' || kind === 'superseded',
  );
  const images = study.images.map((image) => ({ ...image, analyses: [] }));
  const objects = study.objects.map((object) => ({ ...object, analyses: [] }));
  const setAside = study.setAside.map((image) => ({ ...image, analyses: [] }));
  return { ...study, images, objects, setAside, decision: { ...study.decision, reasons } };
}
