/** This many pixels of a trackpad are a step; a notch of a wheel is one, however many it counts. */
const pixelsPerStep = 40;

/** What a turn of the wheel makes of a stack: whole steps, and the pixels that are left for the next turn. */
export interface Turned {
  readonly steps: number;
  readonly rest: number;
}

/** @param pixels of this turn; downwards is positive. @param rest of the turn before */
export function stepsOf(pixels: number, rest: number): Turned {
  if (Math.abs(pixels) >= pixelsPerStep) return { steps: Math.sign(pixels), rest: 0 };
  // A turn in the other direction does not first have to undo what was left.
  const sum = Math.sign(pixels) === Math.sign(rest) ? rest + pixels : pixels;
  return Math.abs(sum) >= pixelsPerStep ? { steps: Math.sign(sum), rest: 0 } : { steps: 0, rest: sum };
}
