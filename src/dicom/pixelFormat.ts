import { RefusedError } from '../domain/errors';
import type { ReadLimits } from '../domain/limits';
import { readCode, readCount, readUnsigned } from './attributes';
import type { FrameFormat } from './codecs/transferSyntax';
import { type DataSet, formatTag } from './dataSet';
import type { Notes } from './notes';
import { tags } from './tags';

/** The Image Pixel module, PS3.3 C.7.6.3, checked. */
export interface PixelFormat extends FrameFormat {
  readonly frames: number;
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
 * Reads and checks what the pixels are.
 * @throws RefusedError `inconsistent-attributes`, `unsupported-pixel-format`, `too-large`
 */
export function readPixelFormat(dataSet: DataSet, limits: ReadLimits, notes: Notes): PixelFormat {
  const bitsAllocated = required(dataSet, tags.bitsAllocated, notes);
  const bitsStored = readUnsigned(dataSet, tags.bitsStored, notes) ?? bitsAllocated;
  const format = {
    rows: required(dataSet, tags.rows, notes),
    columns: required(dataSet, tags.columns, notes),
    frames: readCount(dataSet, tags.numberOfFrames) ?? 1,
    bitsAllocated,
    bitsStored,
    highBit: readUnsigned(dataSet, tags.highBit, notes) ?? bitsStored - 1,
    pixelRepresentation: oneOf01(dataSet, tags.pixelRepresentation, notes),
    ...readSamples(dataSet, notes),
  };
  checkBits(format);
  checkSize(format, limits);
  return format;
}

function readSamples(dataSet: DataSet, notes: Notes) {
  const samplesPerPixel = required(dataSet, tags.samplesPerPixel, notes);
  const photometricInterpretation = readCode(dataSet, tags.photometricInterpretation);
  if (photometricInterpretation === undefined) throw inconsistent(tags.photometricInterpretation);
  const expected = samplesByPhotometric[photometricInterpretation];
  if (expected === undefined) {
    throw new RefusedError('unsupported-pixel-format', { tag: formatTag(tags.photometricInterpretation) });
  }
  if (expected !== samplesPerPixel) throw inconsistent(tags.samplesPerPixel, samplesPerPixel);
  const planarConfiguration =
    samplesPerPixel === 1 ? (0 as const) : oneOf01(dataSet, tags.planarConfiguration, notes);
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

function checkSize({ rows, columns, frames, samplesPerPixel }: PixelFormat, limits: ReadLimits): void {
  if (rows === 0) throw inconsistent(tags.rows, rows);
  if (columns === 0) throw inconsistent(tags.columns, columns);
  if (frames === 0) throw inconsistent(tags.numberOfFrames, frames);
  const samples = rows * columns * frames * samplesPerPixel;
  if (samples > limits.maxPixels) {
    throw new RefusedError('too-large', { tag: formatTag(tags.rows), value: samples });
  }
}

function required(dataSet: DataSet, tag: number, notes: Notes): number {
  const value = readUnsigned(dataSet, tag, notes);
  if (value === undefined) throw inconsistent(tag);
  return value;
}

function oneOf01(dataSet: DataSet, tag: number, notes: Notes): 0 | 1 {
  const value = readUnsigned(dataSet, tag, notes) ?? 0;
  if (value !== 0 && value !== 1) throw inconsistent(tag, value);
  return value;
}

function inconsistent(tag: number, value?: number): RefusedError {
  return new RefusedError('inconsistent-attributes', {
    tag: formatTag(tag),
    ...(value === undefined ? {} : { value }),
  });
}
