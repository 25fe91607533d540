import type { ImageDescription, LookupTable } from '../../domain/image/imageDescription';
import { RefusedError } from '../../domain/reasons/refusals';
import { readWords } from '../attributes';
import type { Notes } from '../notes';
import { type DataSet, formatTag } from '../parsing/dataSet';
import { tags } from '../tags';
import { expandSegments } from './segmentedTable';

/** The values that can go into a table, both ends included. */
export interface ValueRange {
  readonly least: number;
  readonly greatest: number;
}

/** The values that stored samples can have. */
export function storedRange({
  pixelRepresentation,
  bitsStored,
}: Pick<ImageDescription, 'pixelRepresentation' | 'bitsStored'>): ValueRange {
  const half = 2 ** (bitsStored - 1);
  return pixelRepresentation === 1
    ? { least: -half, greatest: half - 1 }
    : { least: 0, greatest: 2 * half - 1 };
}

/**
 * The table of a Modality or VOI LUT item, PS3.3 C.11.1.1 and C.11.2.1.1.
 * @param input the values that it is for
 * @throws RefusedError `inconsistent-attributes`
 */
export function readLookupTable(item: DataSet, input: ValueRange): LookupTable {
  const table = readTable(item, tags.lutDescriptor, tags.lutData, input);
  return { ...table, bits: bitsOf(table) };
}

type Triple = [red: LookupTable, green: LookupTable, blue: LookupTable];

const paletteColours = {
  red: [tags.redPaletteDescriptor, tags.redPaletteData, tags.segmentedRedPaletteData],
  green: [tags.greenPaletteDescriptor, tags.greenPaletteData, tags.segmentedGreenPaletteData],
  blue: [tags.bluePaletteDescriptor, tags.bluePaletteData, tags.segmentedBluePaletteData],
} as const;

/**
 * The three tables of PALETTE COLOR, plain or segmented, PS3.3 C.7.6.3.1.5 and C.7.9; they have the same bits.
 * @throws RefusedError `inconsistent-attributes`, also if every value has the same colour
 */
export function readPalette(dataSet: DataSet, input: ValueRange, notes: Notes): ImageDescription['palette'] {
  const tables = Object.values(paletteColours).map(([descriptor, data, segmented]) =>
    readTable(dataSet, descriptor, data, input, segmented),
  );
  if (new Set(tables.map((table) => table.bits)).size > 1) throw bad(tags.redPaletteDescriptor);
  if (tables.every(({ values }) => values.length > 1 && values.every((value) => value === values[0])))
    throw bad(tags.redPaletteData);
  const bits = bitsOfPalette(tables, notes);
  const [red, green, blue] = tables.map((table) => ({ ...table, bits })) as Triple;
  return { red, green, blue };
}

/**
 * Entries of far fewer bits than the descriptors say, mostly 8 in words of 16, would show a black picture. Those of
 * 8 bits are for the range of 8 bits, even if none of them is near 255.
 */
function bitsOfPalette(tables: readonly LookupTable[], notes: Notes): number {
  const entries = { bits: tables[0]?.bits ?? 16, values: tables.map(greatestIn) };
  const stated = bitsOf(entries);
  const needed = Math.max(8, 32 - Math.clz32(greatestIn(entries)));
  if (stated - needed < 4) return stated;
  notes.add('palette-narrow');
  return needed;
}

/** Some writers store 16 bits under a descriptor of 8; entries that do not fit in 8 bits show it. */
function bitsOf({ bits, values }: Pick<LookupTable, 'bits' | 'values'>): number {
  return bits === 8 && values.some((value) => value > 0xff) ? 16 : bits;
}

/** The greatest entry. A table has up to 65 536 of them, too many for the arguments of one call. */
export function greatestIn({ values }: Pick<LookupTable, 'values'>): number {
  return values.reduce((most, value) => Math.max(most, value), 0);
}

function readTable(
  dataSet: DataSet,
  descriptorTag: number,
  dataTag: number,
  input: ValueRange,
  segmentedTag?: number,
): LookupTable {
  const descriptor = dataSet.get(descriptorTag);
  if (descriptor === undefined || descriptor.length !== 6) throw bad(descriptorTag, descriptor?.length);
  const [statedEntries = 0, firstMapped = 0, bits = 0] = readWords(dataSet, descriptor);
  const entries = statedEntries || 0x10000;
  if (bits < 8 || bits > 16) throw bad(descriptorTag, bits);
  const segmented = segmentedTag === undefined ? undefined : dataSet.get(segmentedTag);
  const useSegments = segmented !== undefined && dataSet.get(dataTag) === undefined;
  const values = useSegments
    ? expandSegments(dataSet, segmented, entries)
    : readEntries(dataSet, dataTag, entries, bits);
  return {
    firstMapped: isNegative(firstMapped, input) ? firstMapped - 0x10000 : firstMapped,
    bits,
    values,
  };
}

/**
 * Whether a first mapped value is a negative number, whatever VR it was written under: the values decide
 * (PS3.3 C.11.1.1.1). For unsigned values it is only if none of them would reach the table otherwise.
 */
function isNegative(firstMapped: number, { least, greatest }: ValueRange): boolean {
  return firstMapped > 0x7fff && (least < 0 || firstMapped > greatest);
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

/** Two 8-bit entries per word, the first in the low byte. */
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
