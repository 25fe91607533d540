import type { Point } from '../placing/geometry';
import { isComplete, type Mark, type Tool } from './marks';

/** One point of one mark. */
export interface Held {
  readonly mark: number;
  readonly point: number;
}

/** The point that lies nearest, if it is within reach; distances as on the screen. */
export function heldAt(
  marks: readonly Mark[],
  reach: number,
  distanceTo: (point: Point) => number,
): Held | undefined {
  const all = marks.flatMap(({ points }, mark) =>
    points.map((place, point) => ({ mark, point, distance: distanceTo(place) })),
  );
  const [nearest] = all.sort((a, b) => a.distance - b.distance);
  return nearest && nearest.distance <= reach ? { mark: nearest.mark, point: nearest.point } : undefined;
}

/** The next point of what is being drawn with this tool, else the first of a new mark. */
export function withPoint(marks: readonly Mark[], tool: Tool, at: Point): Mark[] {
  const last = marks.at(-1);
  if (last === undefined || isComplete(last)) return [...marks, { tool, points: [at] }];
  const others = marks.slice(0, -1);
  // What another tool left unfinished measures nothing.
  return [...others, last.tool === tool ? { tool, points: [...last.points, at] } : { tool, points: [at] }];
}

export function withMoved(marks: readonly Mark[], held: Held, to: Point): Mark[] {
  return marks.map((mark, index) =>
    index === held.mark
      ? { ...mark, points: mark.points.map((place, point) => (point === held.point ? to : place)) }
      : mark,
  );
}

export function lastPoint(marks: readonly Mark[]): Held {
  return { mark: marks.length - 1, point: (marks.at(-1)?.points.length ?? 0) - 1 };
}

export function withoutUnfinished(marks: readonly Mark[]): readonly Mark[] {
  const last = marks.at(-1);
  return last === undefined || isComplete(last) ? marks : marks.slice(0, -1);
}
