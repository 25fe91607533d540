import { z } from 'zod';

/**
 * Pictures at 1 / 2^levels of their size, as wavelet streams (JPEG 2000, HTJ2K) hold them inside themselves: models
 * look at a few hundred samples a side, and reading those alone takes a tenth of the time.
 */
export const reductionSchema = z.object({
  /** How often both sides were halved. */
  levels: z.number().int().min(1).max(32),
  /** Which of the two wavelets of ITU-T T.800 the samples are the low band of: reversible 5/3 or irreversible 9/7. */
  wavelet: z.enum(['5/3', '9/7']),
});

export type Reduction = z.infer<typeof reductionSchema>;

/** How much of a picture is wanted: all of it, or as much as models look at. */
export type Resolution = 'full' | 'reduced';

/**
 * The shorter side that a reduced picture keeps at least, in samples. With so many a model's input of 224 samples is off
 * by a few hundredths of a per cent (`npm run bench -- tensor`); with fewer the error grows quickly.
 */
export const shortestReducedSide = 600;

/** How many samples a side of so many pixels has in a reduced picture, ITU-T T.800 B.5 (rounded up). */
export function reducedSide(pixels: number, reduction?: Pick<Reduction, 'levels'>): number {
  return Math.ceil(pixels / 2 ** (reduction?.levels ?? 0));
}

/**
 * How often a picture may be halved.
 * @param levels how often its stream can be
 * @returns 0 where it has to be read in full
 */
export function levelsToSkip({ rows, columns }: { rows: number; columns: number }, levels: number): number {
  const shorter = Math.min(rows, columns);
  let skipped = 0;
  while (skipped < levels && reducedSide(shorter, { levels: skipped + 1 }) >= shortestReducedSide)
    skipped += 1;
  return skipped;
}

/** Whether the stored pixels are fine enough for a model whose input has so many samples on its longer side. */
export function isFineEnough(
  { rows, columns, reduction }: { rows: number; columns: number; reduction?: Reduction | undefined },
  inputSide: number,
): boolean {
  return reduction === undefined || reducedSide(Math.min(rows, columns), reduction) >= 2 * inputSide;
}
