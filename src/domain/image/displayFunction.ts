import type { ImageDescription } from './imageDescription';

/**
 * Whether black and white change places, last of all. MONOCHROME1 (PS3.3 C.7.6.3.1.2) and Presentation LUT Shape INVERSE
 * (C.11.6.1.2) say the same, so once. Where they contradict each other the shape, which speaks of the output, is
 * followed: as DCMTK and dcm4che do.
 */
export function isInverted({
  photometricInterpretation,
  presentationLutShape,
}: Pick<ImageDescription, 'photometricInterpretation' | 'presentationLutShape'>): boolean {
  return presentationLutShape === undefined
    ? photometricInterpretation === 'MONOCHROME1'
    : presentationLutShape === 'INVERSE';
}

export function isGrey({
  photometricInterpretation,
}: Pick<ImageDescription, 'photometricInterpretation'>): boolean {
  return photometricInterpretation.startsWith('MONOCHROME');
}

/** Pictures of so few bits without a window were made to be looked at as they are. */
const readyForDisplayBits = 8;

/** Whether a picture without window and table is shown over the whole range of its bits, not that of its values. */
export function isReadyForDisplay({
  bitsStored,
  pixelRepresentation,
  modalityTransform,
}: Pick<ImageDescription, 'bitsStored' | 'pixelRepresentation' | 'modalityTransform'>): boolean {
  return (
    bitsStored <= readyForDisplayBits && pixelRepresentation === 0 && modalityTransform.kind === 'identity'
  );
}
