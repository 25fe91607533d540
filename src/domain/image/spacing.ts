/**
 * Where the size of a pixel is stated, PS3.3 10.7.1: in the patient; at the detector, where everything is magnified;
 * on the film that was scanned.
 */
export const spacingSources = [
  'pixel-spacing',
  'imager-pixel-spacing',
  'nominal-scanned-pixel-spacing',
] as const;

export type SpacingSource = (typeof spacingSources)[number];
