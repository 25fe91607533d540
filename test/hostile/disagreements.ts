import type { ReadImage } from '../../src/domain/image/imageDescription';
import { isUsableAspect } from '../../src/domain/image/pixelAspect';
import type { ReadNote } from '../../src/domain/reasons/readNotes';
import type { TheirValue, TheirValues } from './pydicomReader';

/** One value as we report it and as they do. */
export interface Disagreement {
  readonly attribute: string;
  readonly ours: unknown;
  readonly theirs: unknown;
}

type Compare = (image: ReadImage, theirs: readonly (number | string | null)[]) => unknown;

/**
 * What we say of an attribute where it differs from theirs; `undefined` where it agrees. A difference that a note on
 * the record tells of is none: the reader of the record knows of it.
 */
const comparisons: Readonly<Record<string, Compare>> = {
  Rows: number((image) => image.description.rows),
  Columns: number((image) => image.description.columns),
  BitsAllocated: number((image) => image.description.bitsAllocated, 'one-bit-unpacked', 'attribute-assumed'),
  BitsStored: number((image) => image.description.bitsStored, 'attribute-assumed'),
  HighBit: highBit,
  PixelRepresentation: number((image) => image.description.pixelRepresentation, 'attribute-assumed'),
  PhotometricInterpretation: photometric,
  RescaleSlope: rescale('slope', 1),
  RescaleIntercept: rescale('intercept', 0),
  PatientID: patientId,
  NumberOfFrames: frames,
  SeriesNumber: place('seriesNumber'),
  InstanceNumber: place('instanceNumber'),
};

/** Where what we report of a file is not what pydicom reads in it. */
export function disagreements(image: ReadImage, theirs: TheirValues): Disagreement[] {
  const found: Disagreement[] = [];
  if (seesNoPicture(theirs) && noted(image, 'one-reader-only', 'harmless-vr')) return found;
  for (const [attribute, compare] of Object.entries(comparisons)) {
    const value = theirs[attribute];
    if (value === undefined || !isRead(value)) continue;
    const ours = compare(image, value);
    if (ours !== undefined) found.push({ attribute, ours, theirs: value });
  }
  return [...found, ...windowDisagreement(image, theirs), ...shapeDisagreement(image, theirs)];
}

/** They lost their way in the data set, or took its transfer syntax for another one. */
function seesNoPicture({ Rows: rows }: TheirValues): boolean {
  return Array.isArray(rows) && rows.length === 0;
}

function isRead(value: TheirValue): value is readonly (number | string | null)[] {
  return Array.isArray(value);
}

function noted({ description }: ReadImage, ...notes: readonly ReadNote[]): boolean {
  return notes.some((note) => description.notes.includes(note));
}

function hasPixels({ description }: ReadImage): boolean {
  return description.frames > 0;
}

function number(ours: (image: ReadImage) => number, ...excuses: readonly ReadNote[]): Compare {
  return (image, theirs) => {
    if (!hasPixels(image) || noted(image, ...excuses)) return undefined;
    if (image.description.sampleType === 'float' && theirs.length === 0) return undefined;
    return theirs.length === 1 && theirs[0] === ours(image) ? undefined : ours(image);
  };
}

/** Pixels leave us without the bits around the stored ones; High Bit is in the header that is kept. */
function highBit(image: ReadImage, theirs: readonly unknown[]): unknown {
  const ours = image.attributes?.attributes['00280102']?.Value?.[0];
  if (!hasPixels(image) || image.description.sampleType === 'float') return undefined;
  return ours === theirs[0] && theirs.length <= 1 ? undefined : (ours ?? 'none');
}

function photometric(image: ReadImage, theirs: readonly unknown[]): unknown {
  const converted = noted(
    image,
    'colour-converted',
    'ybr-422-expanded',
    'ybr-422-is-full',
    'jpeg-colour-contradicts',
  );
  if (!hasPixels(image) || converted) return undefined;
  const ours = image.description.photometricInterpretation;
  const theirCode = typeof theirs[0] === 'string' ? trim(theirs[0]).toUpperCase() : undefined;
  return theirs.length === 1 && theirCode === ours ? undefined : ours;
}

function rescale(part: 'slope' | 'intercept', whenAbsent: number): Compare {
  return ({ description }, theirs) => {
    const { modalityTransform: transform, notes, frames, photometricInterpretation } = description;
    const isGrey = photometricInterpretation.startsWith('MONOCHROME');
    const told = ['rescale-slope-zero', 'modality-lut-not-for-display'].some((note) => notes.includes(note));
    if (frames === 0 || !isGrey || transform.kind === 'lut' || told) return undefined;
    const ours = transform.kind === 'linear' ? transform[part] : whenAbsent;
    return theirs.length <= 1 && (asNumber(theirs[0]) ?? whenAbsent) === ours ? undefined : ours;
  };
}

function patientId(image: ReadImage, theirs: readonly unknown[]): unknown {
  if (noted(image, 'text-not-decoded')) return undefined;
  const ours = image.identity.patientId ?? '';
  return trim(theirs.map((value) => value ?? '').join('\\')) === trim(ours) ? undefined : ours;
}

function frames(image: ReadImage, theirs: readonly unknown[]): unknown {
  if (!hasPixels(image) || image.description.video !== undefined) return undefined;
  const expected = noted(image, 'zero-frames') ? 1 : (asNumber(theirs[0]) ?? 1);
  return theirs.length <= 1 && expected === image.description.frames ? undefined : image.description.frames;
}

/** A number that cannot be used to sort by is none for us; one that we have must be theirs. */
function place(part: 'seriesNumber' | 'instanceNumber'): Compare {
  return ({ description }, theirs) => {
    const ours = description[part];
    return ours === undefined || asNumber(theirs[0]) === ours ? undefined : ours;
  };
}

const sizes = ['PixelSpacing', 'ImagerPixelSpacing', 'NominalScannedPixelSpacing', 'PixelAspectRatio'];

/** The shape of a pixel, by the first attribute of these that can be used; in functional groups there are others. */
function shapeDisagreement(image: ReadImage, theirs: TheirValues): Disagreement[] {
  const groups = theirs.FunctionalGroups;
  const stated = sizes.map((keyword) => theirs[keyword]);
  if (!hasPixels(image) || image.description.format !== 'dicom' || noted(image, 'harmless-vr')) return [];
  if (!Array.isArray(groups) || groups.length > 0 || !stated.every((one) => one !== undefined && isRead(one)))
    return [];
  const usable = (stated as (readonly unknown[])[])
    .map((values) => values.map(asNumber))
    .find(
      (values): values is [number, number] =>
        values.length === 2 &&
        values.every(isFiniteNumber) &&
        isUsableAspect(values[0] as number, values[1] as number),
    );
  const aspect = usable === undefined ? 1 : usable[0] / usable[1];
  const expected = Math.abs(aspect - 1) < 1e-4 ? 1 : aspect;
  const ours = image.description.pixelAspect?.[0] ?? 1;
  return ours === expected ? [] : [{ attribute: 'pixel aspect', ours, theirs: expected }];
}

/** Windows of which one half is missing or unusable are left out by us, and noted. */
function windowDisagreement(image: ReadImage, theirs: TheirValues): Disagreement[] {
  const [centres, widths] = [theirs.WindowCenter, theirs.WindowWidth];
  const { windows, notes, photometricInterpretation: photometric } = image.description;
  if (!hasPixels(image) || !photometric.startsWith('MONOCHROME') || notes.includes('rescale-slope-zero'))
    return [];
  if (centres === undefined || widths === undefined || !isRead(centres) || !isRead(widths)) return [];
  const least = windows[0]?.function === 'LINEAR' || windows.length === 0 ? 1 : Number.MIN_VALUE;
  const expected = Array.from({ length: Math.max(centres.length, widths.length) }, (_, index) => [
    asNumber(centres[index]),
    asNumber(widths[index]),
  ]).filter(([centre, width]) => isFiniteNumber(centre) && isFiniteNumber(width) && width >= least);
  const ours = windows.map(({ centre, width }) => [centre, width]);
  const agree = JSON.stringify(ours) === JSON.stringify(expected);
  return agree ? [] : [{ attribute: 'windows', ours, theirs: expected }];
}

/** Under a VR of text other than DS pydicom leaves a number as it is written; the standard's form alone counts. */
function asNumber(value: unknown): unknown {
  if (typeof value !== 'string') return value ?? undefined;
  return /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(value.trim()) ? Number(value) : value;
}

function isFiniteNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function trim(text: string): string {
  return text.replace(/^[ \0]+|[ \0]+$/g, '');
}
