import type { Part } from '../../domain/models/analysis';
import type { AnalysisNote } from '../../domain/models/analysisNotes';
import type { NotAnalysedReason } from '../../domain/reasons/notAnalysedReason';
import type { PictureFacts } from '../../imaging/pictureFacts';

/** Why a picture is not analysed, or what to note about it, as codes. */
export interface PictureJudgement {
  readonly reason?: NotAnalysedReason;
  readonly notes: readonly AnalysisNote[];
  /** What is looked at, where an even border was cut off. */
  readonly inside?: Part;
}

/** The limits; docs/gating.md explains how they were chosen. */
export const pictureLimits = {
  smallestSide: 128,
  longestAspect: 2.5,
  leastContrast: 0.02,
  leastContent: 0.25,
  /** For white alone, and for black and white together. */
  maxWhite: 0.35,
  maxClipped: 0.75,
  /** Noted, not refused. */
  muchBlack: 0.25,
  muchWhite: 0.05,
  /** How much darker than the corners the middle is. */
  muchDarkerMiddle: 0.1,
} as const;

/**
 * Blank, tiny, far too long, nothing but border, or only black and white: no network is run on such a
 * picture, since it would answer all the same.
 */
export function judgePicture(facts: PictureFacts): PictureJudgement {
  const { inside, shorterSide, aspect, contrast, content, black, white, middle } = facts;
  const limits = pictureLimits;
  if (!(contrast >= limits.leastContrast)) return { reason: 'blank-picture', notes: [] };
  if (content < limits.leastContent) return { reason: 'mostly-border', notes: [] };
  if (shorterSide < limits.smallestSide) return { reason: 'picture-too-small', notes: [] };
  if (aspect > limits.longestAspect) return { reason: 'picture-too-narrow', notes: [] };
  if (white > limits.maxWhite || black + white > limits.maxClipped)
    return { reason: 'picture-clipped', notes: [] };
  const isCut = inside.left > 0 || inside.top > 0 || inside.right < 1 || inside.bottom < 1;
  const notes: AnalysisNote[] = [
    ...(isCut ? (['border-cut-off'] as const) : []),
    ...(black > limits.muchBlack ? (['much-pure-black'] as const) : []),
    ...(white > limits.muchWhite ? (['much-pure-white'] as const) : []),
    ...(middle < -limits.muchDarkerMiddle ? (['may-be-inverted'] as const) : []),
  ];
  return { notes, ...(isCut && { inside }) };
}
