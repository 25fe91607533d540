/** Why an image is shown as it is: the rule behind each step from stored values to the display picture. */
export const displayRules = [
  'no-modality-transform',
  'rescale',
  'modality-table',
  'modality-not-for-display',
  'slope-zero',
  'padding',
  'window',
  'voi-table',
  'no-window',
  'window-unusable',
  'monochrome1',
  'shape-inverse',
  'shape-identity',
  'colour',
  'square-pixels',
  'pixel-shape',
] as const;

export type DisplayRule = (typeof displayRules)[number];
