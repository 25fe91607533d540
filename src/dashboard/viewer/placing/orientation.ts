import { texts, words } from '../../language/language';
import type { Point, Size } from './geometry';

/** How a picture is turned on the screen: mirrored first, left for right, then turned clockwise. */
export interface Orientation {
  readonly quarterTurns: 0 | 1 | 2 | 3;
  readonly mirrored: boolean;
}

export const upright: Orientation = { quarterTurns: 0, mirrored: false };

/** x' = a·x + c·y + e; y' = b·x + d·y + f, as a canvas has it. */
export type Affine = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

const quarters = (turns: number) => (((turns % 4) + 4) % 4) as Orientation['quarterTurns'];

export function turnedRight({ quarterTurns, mirrored }: Orientation, by: number): Orientation {
  return { quarterTurns: quarters(quarterTurns + by), mirrored };
}

/** Mirrored as it is seen on the screen, left for right. */
export function mirroredAcross({ quarterTurns, mirrored }: Orientation): Orientation {
  return { quarterTurns: quarters(-quarterTurns), mirrored: !mirrored };
}

/** Mirrored as it is seen on the screen, top for bottom. */
export function mirroredDown(orientation: Orientation): Orientation {
  return turnedRight(mirroredAcross(orientation), 2);
}

/** The view's size as a picture sees it that is not turned. */
export function sizeBefore<S extends Size>({ quarterTurns }: Orientation, size: S): S {
  return quarterTurns % 2 === 0 ? size : { ...size, width: size.height, height: size.width };
}

/** From the view of an upright picture to the screen. Whole pixels stay whole. @param size of the screen's view */
export function toScreen(orientation: Orientation, size: Size): Affine {
  const { width, height } = sizeBefore(orientation, size);
  const turns: readonly Affine[] = [
    [1, 0, 0, 1, 0, 0],
    [0, 1, -1, 0, height, 0],
    [-1, 0, 0, -1, width, height],
    [0, -1, 1, 0, 0, width],
  ];
  const [a, b, c, d, e, f] = turns[orientation.quarterTurns] as Affine;
  return orientation.mirrored ? [-a, -b, c, d, e + a * width, f + b * width] : [a, b, c, d, e, f];
}

export function onScreen([a, b, c, d, e, f]: Affine, { x, y }: Point): Point {
  return { x: a * x + c * y + e, y: b * x + d * y + f };
}

/** The other way; a turn is undone by its transpose. */
export function fromScreen([a, b, c, d, e, f]: Affine, { x, y }: Point): Point {
  return { x: a * (x - e) + b * (y - f), y: c * (x - e) + d * (y - f) };
}

/** A step on the screen as an upright picture sees it. */
export function stepBefore([a, b, c, d]: Affine, right: number, down: number): Point {
  return { x: a * right + b * down, y: c * right + d * down };
}

/** Texts at the edges of a picture, moved with it. */
export interface Edges {
  readonly left: string;
  readonly top: string;
  readonly right: string;
  readonly bottom: string;
}

export function turnedEdges(edges: Edges, { quarterTurns, mirrored }: Orientation): Edges {
  const { left, top, right, bottom } = edges;
  const round = [top, mirrored ? left : right, bottom, mirrored ? right : left];
  const at = (place: number) => round[quarters(place - quarterTurns)] as string;
  return { top: at(0), right: at(1), bottom: at(2), left: at(3) };
}

/** What stands on a picture that is not as it was made; empty if it is. */
export function orientationWords({ quarterTurns, mirrored }: Orientation): string {
  const turned = quarterTurns === 0 ? undefined : texts.viewer.overlay.turned(90 * quarterTurns);
  return [mirrored ? texts.viewer.overlay.mirrored : undefined, turned]
    .filter(Boolean)
    .join(words.listSeparator);
}
