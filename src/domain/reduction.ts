/**
 * Pictures at 1 / 2^reduction of their size, as wavelet streams (JPEG 2000, HTJ2K) hold them inside themselves: models
 * look at a few hundred samples a side, and reading those alone takes a tenth of the time.
 */

/**
 * The shorter side that a reduced picture keeps at least, in samples: several times what a model looks at, so that what
 * remains is an average of many and the error is far below one grey level.
 */
export const shortestReducedSide = 512;

/** How many samples a side of so many pixels has at 1 / 2^reduction of its size, ITU-T T.800 B.5 (rounded up). */
export function reducedSide(pixels: number, reduction = 0): number {
  return Math.ceil(pixels / 2 ** reduction);
}

/**
 * How far a picture may be reduced.
 * @param levels how often its stream can be halved
 * @returns 0 where it has to be read in full
 */
export function reductionFor(picture: { rows: number; columns: number }, levels: number): number {
  const shorter = Math.min(picture.rows, picture.columns);
  let reduction = 0;
  while (reduction < levels && reducedSide(shorter, reduction + 1) >= shortestReducedSide) reduction += 1;
  return reduction;
}

/** Whether the stored pixels are fine enough for a model whose input has so many samples on its longer side. */
export function isFineEnough(
  { rows, columns, reduction }: { rows: number; columns: number; reduction?: number | undefined },
  inputSide: number,
): boolean {
  return reduction === undefined || reducedSide(Math.min(rows, columns), reduction) >= 2 * inputSide;
}
