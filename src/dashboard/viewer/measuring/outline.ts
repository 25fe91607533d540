import type { Point } from '../placing/geometry';
import type { Mark } from './marks';

export type Outline =
  | { readonly kind: 'lines'; readonly points: readonly Point[] }
  | { readonly kind: 'rectangle' | 'ellipse'; readonly from: Point; readonly to: Point };

/** What is drawn of a mark between its points. @param points in the view, as many as were placed so far */
export function outlinesOf({ tool }: Pick<Mark, 'tool'>, points: readonly Point[]): readonly Outline[] {
  const [a, b] = points;
  if (a === undefined || b === undefined) return [];
  switch (tool) {
    case 'rectangle':
    case 'ellipse':
      return [{ kind: tool, from: a, to: b }];
    case 'ratio':
      return [points.slice(0, 2), points.slice(2, 4)].map((line) => ({ kind: 'lines', points: line }));
    default:
      return [{ kind: 'lines', points }];
  }
}
