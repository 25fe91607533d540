import { texts, words } from '../../language/language';
import type { LoadedFrame } from '../loading/loadedFrame';
import type { Matrix, Point } from '../placing/geometry';
import { angleOf, cardiothoracicRatio, lengthOf, type PixelSides, sidesOf, spacingWords } from './measure';
import { areaOf, type Region, regionStatistics, unitOf } from './region';

/** What can be drawn on a picture, and by how many points. */
export const tools = {
  length: { points: 2, key: 'l' },
  angle: { points: 3, key: 't' },
  ratio: { points: 4, key: 'x' },
  rectangle: { points: 2, key: 'b' },
  ellipse: { points: 2, key: 'e' },
} as const;

export type Tool = keyof typeof tools;
export const toolNames = Object.keys(tools) as readonly Tool[];

/** Points in pixels of the picture, as many as were placed so far. */
export interface Mark {
  readonly tool: Tool;
  readonly points: readonly Point[];
}

export function isComplete({ tool, points }: Mark): boolean {
  return points.length === tools[tool].points;
}

type Places = readonly [Point, Point, Point, Point];

/** What a complete mark measured, line by line. */
export function markTexts(mark: Mark, loaded: LoadedFrame, matrix: Matrix): string[] {
  if (!isComplete(mark)) return [];
  const says = texts.viewer.measuring;
  const sides = sidesOf(loaded.view, matrix.aspect);
  const [a, b, c, d] = mark.points as Places;
  switch (mark.tool) {
    case 'length':
      return [`${rounded(lengthOf(a, b, sides))} ${sides.unit}`, spacingWords(loaded.view)];
    case 'angle': {
      const angle = angleOf(a, b, c, sides);
      return [angle === undefined ? says.noAngle : `${rounded(angle)}°`];
    }
    case 'ratio':
      return ratioTexts([a, b], [c, d], sides, loaded);
    default:
      return regionTexts({ shape: mark.tool, from: a, to: b }, sides, loaded);
  }
}

function ratioTexts(
  heart: readonly [Point, Point],
  chest: readonly [Point, Point],
  sides: PixelSides,
  { view }: LoadedFrame,
): string[] {
  const says = texts.viewer.measuring;
  const found = cardiothoracicRatio(heart, chest, sides);
  if (found === undefined) return [says.noChest];
  return [
    says.ratio(words.values.number(found.ratio, 2)),
    says.widths(rounded(found.heart), rounded(found.chest), sides.unit),
    spacingWords(view),
  ];
}

function regionTexts(region: Region, sides: PixelSides, loaded: LoadedFrame): string[] {
  const says = texts.viewer.measuring;
  const found = regionStatistics(loaded, region);
  if (found === undefined) return [says.noPixel];
  const unit = unitOf(loaded);
  const { mean, deviation, least, greatest, pixels } = found;
  return [
    says.mean(rounded(mean), rounded(deviation), unit),
    says.range(rounded(least), rounded(greatest), pixels),
    sides.unit === 'mm' ? `${rounded(areaOf(region, sides))} mm²` : '',
  ].filter(Boolean);
}

/** Three or four digits: no more than a hand can point to. */
export function rounded(value: number): string {
  const size = Math.abs(value);
  return words.values.number(value, size >= 100 ? 0 : size >= 1 ? 1 : 2);
}
