import { RefusedError } from '../domain/errors';
import type { ImageDescription, LookupTable } from '../domain/imageDescription';
import { readShorts } from './attributes';
import { type DataSet, formatTag } from './dataSet';
import { tags } from './tags';

/**
 * The table of a Modality or VOI LUT item, PS3.3 C.11.1.1 and C.11.2.1.1.
 * @param signed whether the values that it maps are signed, for descriptors whose VR does not say
 * @throws RefusedError `inconsistent-attributes`
 */
export function readLookupTable(item: DataSet, signed: boolean): LookupTable {
  return readTable(item, tags.lutDescriptor, tags.lutData, signed);
}

/**
 * The three tables of PALETTE COLOR, PS3.3 C.7.6.3.1.5.
 * @throws RefusedError `inconsistent-attributes`; `unsupported-pixel-format` for segmented tables
 */
export function readPalette(dataSet: DataSet, signed: boolean): ImageDescription['palette'] {
  if (
    dataSet.get(tags.segmentedRedPaletteData) !== undefined &&
    dataSet.get(tags.redPaletteData) === undefined
  ) {
    throw new RefusedError('unsupported-pixel-format', { tag: formatTag(tags.segmentedRedPaletteData) });
  }
  return {
    red: readTable(dataSet, tags.redPaletteDescriptor, tags.redPaletteData, signed),
    green: readTable(dataSet, tags.greenPaletteDescriptor, tags.greenPaletteData, signed),
    blue: readTable(dataSet, tags.bluePaletteDescriptor, tags.bluePaletteData, signed),
  };
}

function readTable(dataSet: DataSet, descriptorTag: number, dataTag: number, signed: boolean): LookupTable {
  const descriptor = dataSet.get(descriptorTag);
  if (descriptor === undefined || descriptor.length !== 6) throw bad(descriptorTag, descriptor?.length);
  const [rawEntries = 0, firstMapped = 0, bits = 0] = readShorts(dataSet, descriptor, signed);
  // The number of entries is unsigned whatever the VR, and 0 stands for 65536.
  const entries = rawEntries & 0xffff || 0x10000;
  if (bits < 8 || bits > 16) throw bad(descriptorTag, bits);
  return { firstMapped, bits, values: readEntries(dataSet, dataTag, entries, bits) };
}

function readEntries(dataSet: DataSet, tag: number, entries: number, bits: number): number[] {
  const data = dataSet.get(tag);
  if (data === undefined) throw bad(tag);
  const packed = bits === 8 && data.length < 2 * entries;
  if (packed && data.length < entries) throw bad(tag, data.length);
  if (packed) return unpackBytes(dataSet, tag, entries);
  if (data.length < 2 * entries) throw bad(tag, data.length);
  const { view, littleEndian } = dataSet.source;
  return Array.from({ length: entries }, (_, index) => view.getUint16(data.offset + 2 * index, littleEndian));
}

/** Two entries of 8 bits in a word, the first in the low byte. */
function unpackBytes(dataSet: DataSet, tag: number, entries: number): number[] {
  const data = dataSet.get(tag);
  const swap = dataSet.source.littleEndian || data?.vr === 'OB' ? 0 : 1;
  const bytes = data === undefined ? new Uint8Array(0) : dataSet.value(data);
  return Array.from({ length: entries }, (_, index) => bytes[index ^ swap] ?? 0);
}

function bad(tag: number, value?: number): RefusedError {
  return new RefusedError('inconsistent-attributes', {
    tag: formatTag(tag),
    ...(value === undefined ? {} : { value }),
  });
}
