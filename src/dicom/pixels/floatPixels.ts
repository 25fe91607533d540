import type { ReadLimits } from '../../domain/kernel/limits';
import { RefusedError } from '../../domain/reasons/refusals';
import { readCode, readStrings, readUnsigned } from '../attributes';
import type { Notes } from '../notes';
import { type DataSet, type Element, formatTag } from '../parsing/dataSet';
import { tags } from '../tags';
import type { DecodedPixels } from './nativePixels';
import { checkDecodedSize, checkSize, type PixelFormat, readMatrix } from './pixelFormat';
import { swapBytes } from './sampleBits';
import { noteSurplus } from './surplus';

/** The element with float pixel data, if the object has one. */
export function findFloatPixels(dataSet: DataSet): Element | undefined {
  return dataSet.get(tags.floatPixelData) ?? dataSet.get(tags.doubleFloatPixelData);
}

/**
 * Float or double float pixel data, PS3.3 C.7.6.24 and C.7.6.25: one grey sample per pixel, IEEE 754, never
 * compressed. NaN and infinite samples are kept, with a note.
 * @returns little endian samples of 32 or 64 bits
 * @throws RefusedError `inconsistent-attributes`, `unsupported-pixel-format`, `too-large`, `truncated`
 */
export function decodeFloatPixels(
  dataSet: DataSet,
  element: Element,
  limits: ReadLimits,
  notes: Notes,
): DecodedPixels {
  const others = [tags.pixelData, tags.doubleFloatPixelData].filter((tag) => tag !== element.tag);
  const second = others.find((tag) => dataSet.get(tag) !== undefined);
  if (second !== undefined) throw inconsistent(second);
  const format = readFloatFormat(dataSet, element, limits, notes);
  const size = (format.rows * format.columns * format.frames * format.bitsAllocated) / 8;
  if (element.fragments !== undefined || element.length < size) {
    throw new RefusedError('truncated', { tag: formatTag(element.tag), value: element.length });
  }
  const stored = dataSet.value(element);
  noteSurplus(stored, size, format.frames, notes);
  const pixels = stored.slice(0, size);
  if (!dataSet.source.littleEndian) swapBytes(pixels, format.bitsAllocated / 8);
  if (!floatsOf(pixels, format.bitsAllocated).every(Number.isFinite)) notes.add('non-finite-samples');
  return { pixels, format };
}

function readFloatFormat(dataSet: DataSet, element: Element, limits: ReadLimits, notes: Notes): PixelFormat {
  const bits = element.tag === tags.floatPixelData ? 32 : 64;
  const samplesPerPixel = readUnsigned(dataSet, tags.samplesPerPixel, notes);
  if (samplesPerPixel !== 1) throw inconsistent(tags.samplesPerPixel);
  const bitsAllocated = readUnsigned(dataSet, tags.bitsAllocated, notes);
  if (bitsAllocated !== bits) throw inconsistent(tags.bitsAllocated);
  const photometricInterpretation = readCode(dataSet, tags.photometricInterpretation) ?? '';
  const several = readStrings(dataSet, tags.photometricInterpretation).length > 1;
  if (several || !/^MONOCHROME[12]$/.test(photometricInterpretation)) {
    throw new RefusedError('unsupported-pixel-format', { tag: formatTag(tags.photometricInterpretation) });
  }
  const format: PixelFormat = {
    ...readMatrix(dataSet, notes),
    samplesPerPixel,
    bitsAllocated,
    bitsStored: bits,
    highBit: bits - 1,
    pixelRepresentation: 1,
    planarConfiguration: 0,
    photometricInterpretation,
    float: true,
  };
  checkSize(format, limits);
  checkDecodedSize(format, limits);
  return format;
}

function floatsOf(pixels: Uint8Array, bits: number): Float32Array | Float64Array {
  const { buffer, byteOffset, byteLength } = pixels;
  return bits === 32
    ? new Float32Array(buffer, byteOffset, byteLength / 4)
    : new Float64Array(buffer, byteOffset, byteLength / 8);
}

function inconsistent(tag: number): RefusedError {
  return new RefusedError('inconsistent-attributes', { tag: formatTag(tag) });
}
