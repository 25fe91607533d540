import type { LoadedFrame } from '../loading/loadedFrame';
import type { Matrix, Point } from '../placing/geometry';
import { angleOf, cardiothoracicRatio, lengthOf, type PixelSides, sidesOf, spacingWords } from './measure';
import { areaOf, type Region, regionStatistics, unitOf } from './region';

/** What can be drawn on a picture, and by how many points. */
export const tools = {
  length: { points: 2, name: 'Ruler', key: 'l' },
  angle: { points: 3, name: 'Angle', key: 't' },
  ratio: { points: 4, name: 'CTR', key: 'x' },
  rectangle: { points: 2, name: 'Rectangle', key: 'b' },
  ellipse: { points: 2, name: 'Ellipse', key: 'e' },
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
  const sides = sidesOf(loaded.view, matrix.aspect);
  const [a, b, c, d] = mark.points as Places;
  switch (mark.tool) {
    case 'length':
      return [`${rounded(lengthOf(a, b, sides))} ${sides.unit}`, spacingWords(loaded.view)];
    case 'angle': {
      const angle = angleOf(a, b, c, sides);
      return [angle === undefined ? 'no angle' : `${rounded(angle)}°`];
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
  const found = cardiothoracicRatio(heart, chest, sides);
  if (found === undefined) return ['no width of the chest'];
  return [
    `CTR ${found.ratio.toFixed(2)}`,
    `heart ${rounded(found.heart)}, chest ${rounded(found.chest)} ${sides.unit}`,
    spacingWords(view),
  ];
}

function regionTexts(region: Region, sides: PixelSides, loaded: LoadedFrame): string[] {
  const found = regionStatistics(loaded, region);
  if (found === undefined) return ['no pixel'];
  const unit = unitOf(loaded);
  const { mean, deviation, least, greatest, pixels } = found;
  return [
    `mean ${rounded(mean)} SD ${rounded(deviation)} ${unit}`.trim(),
    `${rounded(least)} to ${rounded(greatest)}, ${pixels} pixels`,
    sides.unit === 'mm' ? `${rounded(areaOf(region, sides))} mm²` : '',
  ].filter(Boolean);
}

/** Three or four digits: no more than a hand can point to. */
export function rounded(value: number): string {
  const size = Math.abs(value);
  return value.toFixed(size >= 100 ? 0 : size >= 1 ? 1 : 2);
}
