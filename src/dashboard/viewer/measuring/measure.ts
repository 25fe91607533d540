import type { ImageView } from '../../../domain/image/imageView';
import { texts } from '../../language/language';
import type { Point } from '../placing/geometry';

/** The sides of a pixel: in millimetres, or in widths of a pixel where no spacing is known. */
export interface PixelSides {
  readonly width: number;
  readonly height: number;
  readonly unit: 'mm' | 'px';
}

/**
 * @param frame from 0
 * @param aspect height of a pixel of that frame divided by its width
 */
export function sidesOf({ pixelSpacing, spacingFrom }: ImageView, aspect: number): PixelSides {
  // A spacing that does not hold for every frame is that of the first one alone.
  if (pixelSpacing === undefined || spacingFrom === undefined)
    return { width: 1, height: aspect, unit: 'px' };
  const [height, width] = pixelSpacing;
  return { width, height, unit: 'mm' };
}

/** What the numbers of a measurement rest on. */
export function spacingWords({ spacingFrom }: Pick<ImageView, 'spacingFrom'>): string {
  return texts.viewer.measuring.spacing[spacingFrom ?? 'none'];
}

/** In the unit of the sides. Points are in pixels of the picture. */
export function lengthOf(a: Point, b: Point, { width, height }: PixelSides): number {
  return Math.hypot((b.x - a.x) * width, (b.y - a.y) * height);
}

/** Degrees, 0 to 180, between the lines from the corner to the ends; undefined where one has no length. */
export function angleOf(a: Point, corner: Point, b: Point, sides: PixelSides): number | undefined {
  const to = (end: Point) => [(end.x - corner.x) * sides.width, (end.y - corner.y) * sides.height] as const;
  const [[ax, ay], [bx, by]] = [to(a), to(b)];
  if (Math.hypot(ax, ay) === 0 || Math.hypot(bx, by) === 0) return undefined;
  return (Math.abs(Math.atan2(ax * by - ay * bx, ax * bx + ay * by)) * 180) / Math.PI;
}

/**
 * Cardiothoracic ratio: the greatest width of the heart by the greatest inner width of the chest. The heart counts as
 * far as it reaches along the line of the chest, so neither a line drawn askew nor a picture that lies on its side
 * changes it.
 *
 * @returns undefined where the chest has no width
 */
export function cardiothoracicRatio(
  heart: readonly [Point, Point],
  chest: readonly [Point, Point],
  sides: PixelSides,
): { readonly ratio: number; readonly heart: number; readonly chest: number } | undefined {
  const across = lengthOf(chest[0], chest[1], sides);
  if (across === 0) return undefined;
  const stepOf = ([a, b]: readonly [Point, Point]) =>
    [(b.x - a.x) * sides.width, (b.y - a.y) * sides.height] as const;
  const [[hx, hy], [cx, cy]] = [stepOf(heart), stepOf(chest)];
  const along = Math.abs(hx * cx + hy * cy) / across;
  return { ratio: along / across, heart: along, chest: across };
}
