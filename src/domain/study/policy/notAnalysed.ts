import type { TriagedImage } from './triagedImage';

/** Why an image has no analysis; undefined if it has one. */
export function notAnalysedReasonOf(image: Omit<TriagedImage, 'baseline'>): string | undefined {
  if (image.analyses.some((analysis) => analysis.outcome === 'analysed')) return undefined;
  const abstention = image.analyses.find((analysis) => analysis.outcome === 'abstained');
  return abstention?.reason ?? image.unrouted ?? 'no-model';
}
