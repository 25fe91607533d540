import { z } from 'zod';

/** Why an admitted image has no analysis. Never to be read as "negative". */
export const notAnalysedReasons = [
  'no-pixel-data',
  'video',
  'no-model',
  'modality-not-covered',
  'body-part-not-covered',
  'view-not-covered',
  'age-not-covered',
  'multi-frame',
  'colour-image',
  'not-for-presentation',
  'localizer',
  'picture-too-small',
  'picture-too-narrow',
  'mostly-border',
  'picture-clipped',
  'picture-inverted',
  'picture-turned',
  'not-the-right-picture',
  'out-of-distribution',
  'blank-picture',
  'region-not-found',
  'analysis-failed',
] as const;

export type NotAnalysedReason = (typeof notAnalysedReasons)[number];

export const notAnalysedReasonSchema = z.enum(notAnalysedReasons);
