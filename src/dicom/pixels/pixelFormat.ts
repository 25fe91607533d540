import type { ReadLimits } from '../../domain/kernel/limits';
import { RefusedError } from '../../domain/reasons/refusals';
import { readCode, readStrings, readUnsigned } from '../attributes';
import type { FrameFormat } from '../codecs/transferSyntax';
import type { Notes } from '../notes';
import { readCount } from '../numberStrings';
import { type DataSet, formatTag } from '../parsing/dataSet';
import { tags } from '../tags';

/** The Image Pixel module, PS3.3 C.7.6.3, checked. */
export interface PixelFormat extends FrameFormat {
  readonly frames: number;
  /** Samples are IEEE 754 numbers of 32 or 64 bits, not integers. */
  readonly float?: true;
}

const samplesByPhotometric: Readonly<Record<string, 1 | 3>> = {
  MONOCHROME1: 1,
  MONOCHROME2: 1,
  'PALETTE COLOR': 1,
  RGB: 3,
  YBR_FULL: 3,
  YBR_FULL_422: 3,
  YBR_RCT: 3,
  YBR_ICT: 3,
};

/**
 * Reads and checks the pixel format.
 * @throws RefusedError `inconsistent-attributes`, `unsupported-pixel-format`, `too-large`
 */
export function readPixelFormat(dataSet: DataSet, limits: ReadLimits, notes: Notes): PixelFormat {
  const bitsAllocated = required(dataSet, tags.bitsAllocated, notes);
  const statedHighBit = readUnsigned(dataSet, tags.highBit, notes);
  const bitsStored = assumed(dataSet, tags.bitsStored, (statedHighBit ?? bitsAllocated - 1) + 1, notes);
  const format = {
    ...readMatrix(dataSet, notes),
    bitsAllocated,
    bitsStored,
    highBit: assumed(dataSet, tags.highBit, bitsStored - 1, notes),
    pixelRepresentation: zeroOrOne(
      tags.pixelRepresentation,
      assumed(dataSet, tags.pixelRepresentation, 0, notes),
    ),
    ...readSamples(dataSet, notes),
  };
  checkBits(format);
  checkSize(format, limits);
  return format;
}

/** The number of pixels. Some writers state 0 frames for one frame. */
export function readMatrix(dataSet: DataSet, notes: Notes) {
  const rows = required(dataSet, tags.rows, notes);
  const columns = required(dataSet, tags.columns, notes);
  if (rows === 0) throw inconsistent(tags.rows, rows);
  if (columns === 0) throw inconsistent(tags.columns, columns);
  const frames = readCount(dataSet, tags.numberOfFrames, notes) ?? 1;
  if (frames === 0) notes.add('zero-frames');
  return { rows, columns, frames: Math.max(frames, 1) };
}

function readSamples(dataSet: DataSet, notes: Notes) {
  const photometricInterpretation = readCode(dataSet, tags.photometricInterpretation);
  const several = readStrings(dataSet, tags.photometricInterpretation).length > 1;
  if (photometricInterpretation === undefined || several) throw inconsistent(tags.photometricInterpretation);
  const expected = samplesByPhotometric[photometricInterpretation];
  if (expected === undefined) {
    throw new RefusedError('unsupported-pixel-format', { tag: formatTag(tags.photometricInterpretation) });
  }
  const samplesPerPixel = assumed(dataSet, tags.samplesPerPixel, expected, notes);
  if (expected !== samplesPerPixel) throw inconsistent(tags.samplesPerPixel, samplesPerPixel);
  const planarConfiguration =
    samplesPerPixel === 1
      ? (0 as const)
      : zeroOrOne(tags.planarConfiguration, assumed(dataSet, tags.planarConfiguration, 0, notes));
  return { samplesPerPixel, photometricInterpretation, planarConfiguration };
}

function checkBits({
  bitsAllocated,
  bitsStored,
  highBit,
  samplesPerPixel,
  pixelRepresentation,
}: PixelFormat): void {
  if (![1, 8, 16, 32].includes(bitsAllocated) || (bitsAllocated === 1 && samplesPerPixel !== 1)) {
    throw new RefusedError('unsupported-pixel-format', {
      tag: formatTag(tags.bitsAllocated),
      value: bitsAllocated,
    });
  }
  if (bitsStored < 1 || bitsStored > bitsAllocated) throw inconsistent(tags.bitsStored, bitsStored);
  if (highBit < bitsStored - 1 || highBit >= bitsAllocated) throw inconsistent(tags.highBit, highBit);
  if (bitsStored === 1 && pixelRepresentation === 1) throw inconsistent(tags.pixelRepresentation, 1);
}

/** Checks the size of a frame. @throws RefusedError `too-large` */
export function checkSize(
  { rows, columns, samplesPerPixel }: Pick<PixelFormat, 'rows' | 'columns' | 'samplesPerPixel'>,
  limits: ReadLimits,
): void {
  const samples = rows * columns * samplesPerPixel;
  if (samples > limits.maxPixels) {
    throw new RefusedError('too-large', { tag: formatTag(tags.rows), value: samples });
  }
}

/** Checks what all frames take together once they are decoded. @throws RefusedError `too-large` */
export function checkDecodedSize(format: PixelFormat, limits: ReadLimits): void {
  const bytes = (samplesOfAll(format) * Math.max(format.bitsAllocated, 8)) / 8;
  if (bytes > limits.maxDecodedBytes) {
    throw new RefusedError('too-large', { tag: formatTag(tags.numberOfFrames), value: bytes });
  }
}

/** Rows × columns × samples of all frames. */
export function samplesOfAll({ rows, columns, samplesPerPixel, frames }: PixelFormat): number {
  return rows * columns * samplesPerPixel * frames;
}

function required(dataSet: DataSet, tag: number, notes: Notes): number {
  const value = readUnsigned(dataSet, tag, notes);
  if (value === undefined) throw inconsistent(tag);
  return value;
}

/** What an attribute says, or what its absence means. */
function assumed(dataSet: DataSet, tag: number, whenAbsent: number, notes: Notes): number {
  const value = readUnsigned(dataSet, tag, notes);
  if (value === undefined) notes.add('attribute-assumed');
  return value ?? whenAbsent;
}

function zeroOrOne(tag: number, value: number): 0 | 1 {
  if (value !== 0 && value !== 1) throw inconsistent(tag, value);
  return value;
}

function inconsistent(tag: number, value?: number): RefusedError {
  return new RefusedError('inconsistent-attributes', {
    tag: formatTag(tag),
    ...(value === undefined ? {} : { value }),
  });
}
