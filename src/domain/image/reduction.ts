import { z } from 'zod';

/**
 * Pictures at 1 / 2^levels of their size, as wavelet streams (JPEG 2000, HTJ2K) contain them. Models look at
 * a few hundred samples a side, and reading only those takes a tenth of the time.
 */
export const reductionSchema = z.object({
  /** How many times both sides were halved. */
  levels: z.number().int().min(1).max(32),
  /** The wavelet of ITU-T T.800 whose low band the samples are: reversible 5/3 or irreversible 9/7. */
  wavelet: z.enum(['5/3', '9/7']),
});

export type Reduction = z.infer<typeof reductionSchema>;

/** How much of a picture is needed: all of it, or as much as models look at. */
export type Resolution = 'full' | 'reduced';

/**
 * Minimum length of the shorter side of a reduced picture, in samples. At this size a model's input of 224
 * samples is off by a few hundredths of a per cent (`npm run bench -- tensor`); below it the error grows
 * quickly.
 */
export const shortestReducedSide = 600;

/** The side length in samples after reduction, ITU-T T.800 B.5 (rounded up). */
export function reducedSide(pixels: number, reduction?: Pick<Reduction, 'levels'>): number {
  return Math.ceil(pixels / 2 ** (reduction?.levels ?? 0));
}

/**
 * How many times a picture may be halved.
 * @param levels how many times its stream can be halved
 * @returns 0 if it must be read in full
 */
export function levelsToSkip({ rows, columns }: { rows: number; columns: number }, levels: number): number {
  const shorter = Math.min(rows, columns);
  let skipped = 0;
  while (skipped < levels && reducedSide(shorter, { levels: skipped + 1 }) >= shortestReducedSide)
    skipped += 1;
  return skipped;
}

/** Whether the stored pixels are fine enough for a model with this many input samples on its longer side. */
export function isFineEnough(
  { rows, columns, reduction }: { rows: number; columns: number; reduction?: Reduction | undefined },
  inputSide: number,
): boolean {
  return reduction === undefined || reducedSide(Math.min(rows, columns), reduction) >= 2 * inputSide;
}
