import type { ImageDescription } from '../../domain/image/imageDescription';
import { isUsableAspect } from '../../domain/image/pixelAspect';
import type { SpacingSource } from '../../domain/image/spacing';
import { RefusedError } from '../../domain/reasons/refusals';
import type { Notes } from '../notes';
import { readDecimals } from '../numberStrings';
import type { DataSet } from '../parsing/dataSet';
import { tags } from '../tags';
import { perFrameGroupsOf } from '../transforms/frameTransforms';

type PixelShape = Pick<ImageDescription, 'pixelSpacing' | 'spacingFrom' | 'pixelAspect'>;

/** Height and width of a pixel: in millimetres, or only in proportion to each other. */
interface Sides {
  readonly height: number;
  readonly width: number;
  /** Absent: only in proportion. */
  readonly from?: SpacingSource;
}

/** Spacings this close to each other are equal but for rounding: less than half a pixel over 5000 rows. */
const roundingOfSpacing = 1e-4;

/**
 * The spacing and the shape of the pixels. A frame's own functional group wins over the shared one, and that
 * over the data set itself; on each level a spacing wins over Pixel Aspect Ratio, which is only for pixels
 * whose spacing is not known (PS3.3 C.7.6.3.1.7).
 *
 * @returns the spacing of the first frame; where it comes from only if all frames have it; and an aspect only if
 *   some pixel is not square
 */
export function readPixelShape(dataSet: DataSet, frames: number, notes: Notes): PixelShape {
  const [shared] = dataSet.items(tags.sharedFunctionalGroups);
  const common = (shared && readGroup(shared, notes)) ?? readSides(dataSet, notes);
  const groups = perFrameGroupsOf(dataSet, frames, notes);
  const ofFrames = groups.length === 0 ? [common] : groups.map((group) => readGroup(group, notes) ?? common);
  const [first] = ofFrames;
  const aspects = ofFrames.map(aspectOfSides);
  const isUniform = aspects.every((aspect) => aspect === aspects[0]);
  return {
    ...(first?.from === undefined ? {} : { pixelSpacing: [first.height, first.width] }),
    ...(first?.from !== undefined && ofFrames.every((sides) => isSame(sides, first))
      ? { spacingFrom: first.from }
      : {}),
    ...(isUniform && aspects[0] === 1 ? {} : { pixelAspect: isUniform ? aspects.slice(0, 1) : aspects }),
  };
}

function isSame(a: Sides | undefined, b: Sides): boolean {
  return a !== undefined && isSameSize(a, b) && a.from === b.from;
}

function aspectOfSides(sides: Sides | undefined): number {
  const aspect = sides === undefined ? 1 : sides.height / sides.width;
  return Math.abs(aspect - 1) < roundingOfSpacing ? 1 : aspect;
}

/** Pixel Measures, PS3.3 C.7.6.16.2.1; Frame Pixel Data Properties of XA and XRF, C.8.19.6.4. */
function readGroup(group: DataSet, notes: Notes): Sides | undefined {
  for (const tag of [tags.pixelMeasuresSequence, tags.framePixelDataPropertiesSequence]) {
    const [item] = group.items(tag);
    const sides = item && readSides(item, notes);
    if (sides !== undefined) return sides;
  }
  return undefined;
}

/** In order of precedence: in the patient, at the detector, on the film, and without any unit. */
const sizes = [
  tags.pixelSpacing,
  tags.imagerPixelSpacing,
  tags.nominalScannedPixelSpacing,
  tags.pixelAspectRatio,
];

function sourceOf(tag: number): Pick<Sides, 'from'> {
  if (tag === tags.pixelSpacing) return { from: 'pixel-spacing' };
  if (tag === tags.imagerPixelSpacing) return { from: 'imager-pixel-spacing' };
  return tag === tags.nominalScannedPixelSpacing ? { from: 'nominal-scanned-pixel-spacing' } : {};
}

function readSides(dataSet: DataSet, notes: Notes): Sides | undefined {
  const stated = sizes.map((tag) => readPair(dataSet, tag, notes)).filter((sides) => sides !== undefined);
  const [first, second] = stated;
  const aspect = aspectOfSides(first);
  if (stated.some((other) => Math.abs(aspectOfSides(other) / aspect - 1) > toleratedDifference))
    notes.add('pixel-aspect-contradicts');
  // A spacing in the patient that equals the one at the detector was not corrected, PS3.3 10.7.1.3.
  const isUncorrected =
    first?.from === 'pixel-spacing' && second?.from === 'imager-pixel-spacing' && isSameSize(first, second);
  return first && isUncorrected ? { ...first, from: 'imager-pixel-spacing' } : first;
}

function isSameSize(a: Sides, b: Sides): boolean {
  return a.height === b.height && a.width === b.width;
}

/** Spacings are rounded to a few digits, each by itself. */
const toleratedDifference = 0.01;

/** Two numbers, height and width. Anything else says nothing about the pixels, and is no reason to refuse them. */
function readPair(dataSet: DataSet, tag: number, notes: Notes): Sides | undefined {
  try {
    const values = readDecimals(dataSet, tag, notes, tag === tags.pixelAspectRatio ? 'IS' : 'DS');
    if (values.length === 0) return undefined;
    const [height = 0, width = 0, ...more] = values;
    if (more.length === 0 && isUsableAspect(height, width)) return { height, width, ...sourceOf(tag) };
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
  }
  notes.add('pixel-spacing-ignored');
  return undefined;
}
