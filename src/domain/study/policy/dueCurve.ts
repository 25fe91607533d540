import { z } from 'zod';
import { places } from '../../kernel/priority';

const pointSchema = z.tuple([z.number().min(0).max(1), z.number().int().positive()]);

/**
 * How the score of a finding brings a study's due time nearer, whether it reaches a threshold or not. Points
 * of score and minutes from a score of 0 on, with straight lines between them; beyond the last point its
 * minutes hold. Minutes never rise, so that a higher score is never due later.
 */
export const dueCurveSchema = z.strictObject({
  /** A label that some model gives, such as `lung-opacity`. */
  finding: z.string().min(1),
  /** The curve applies only to studies with an order in one of these places. Absent: to all. */
  orderedAs: z.array(z.enum(places)).nonempty().optional(),
  points: z
    .array(pointSchema)
    .nonempty()
    .refine(([first]) => first?.[0] === 0, 'must begin at a score of 0')
    .refine((points) => inPairs(points, ([a], [b]) => a < b), 'scores must rise from point to point')
    .refine((points) => inPairs(points, ([, a], [, b]) => a >= b), 'minutes must not rise with the score'),
});

type Point = z.infer<typeof pointSchema>;
export type DueCurve = z.infer<typeof dueCurveSchema>;

function inPairs(points: readonly Point[], holds: (a: Point, b: Point) => boolean): boolean {
  return points.slice(1).every((point, at) => holds(points[at] as Point, point));
}

/** Whole minutes from arrival to due time for a score of 0…1; rounded up. */
export function curveMinutes({ points }: Pick<DueCurve, 'points'>, score: number): number {
  const next = points.findIndex(([from]) => from > score);
  if (next === -1) return (points.at(-1) as Point)[1];
  const [[from, longest], [to, shortest]] = [points[next - 1] as Point, points[next] as Point];
  return Math.ceil(longest - ((longest - shortest) * (score - from)) / (to - from));
}
