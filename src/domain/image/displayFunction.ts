import type { ImageDescription, LookupTable, Window } from './imageDescription';

/**
 * Whether black and white are swapped, as the last step. MONOCHROME1 (PS3.3 C.7.6.3.1.2) and Presentation LUT
 * Shape INVERSE (C.11.6.1.2) mean the same, so the swap is done once. If they contradict each other, the
 * shape wins because it describes the output; DCMTK and dcm4che do the same.
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

/** Pictures with this few bits and no window are meant to be displayed as they are. */
const readyForDisplayBits = 8;

/**
 * Whether a picture without window or table is shown over its whole bit range instead of its range of values.
 */
export function isReadyForDisplay({
  bitsStored,
  pixelRepresentation,
  modalityTransform,
}: Pick<ImageDescription, 'bitsStored' | 'pixelRepresentation' | 'modalityTransform'>): boolean {
  return (
    bitsStored <= readyForDisplayBits && pixelRepresentation === 0 && modalityTransform.kind === 'identity'
  );
}

/** How a grey picture is displayed if nobody chose: see `automaticVoi`. */
export type AutomaticVoi =
  | { readonly kind: 'window'; readonly window: Window }
  | { readonly kind: 'table'; readonly table: LookupTable }
  | { readonly kind: 'bits' }
  | { readonly kind: 'range' };

/**
 * The first window, else the first VOI table, else the whole range: that of the bits (`isReadyForDisplay`), or
 * that of the values in the frame.
 *
 * @param description with the modality transform and the windows of the frame
 */
export function automaticVoi(
  description: Pick<ImageDescription, 'windows' | 'voiTables'> & Parameters<typeof isReadyForDisplay>[0],
): AutomaticVoi {
  const [window] = description.windows;
  if (window !== undefined) return { kind: 'window', window };
  const [table] = description.voiTables;
  if (table !== undefined) return { kind: 'table', table };
  return { kind: isReadyForDisplay(description) ? 'bits' : 'range' };
}
