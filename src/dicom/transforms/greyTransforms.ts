import type { LookupTable, ModalityTransform, Window } from '../../domain/image/imageDescription';
import { RefusedError } from '../../domain/reasons/refusals';
import { readCode } from '../attributes';
import type { Notes } from '../notes';
import { readDecimal, readDecimals } from '../numberStrings';
import type { DataSet } from '../parsing/dataSet';
import { tags } from '../tags';
import { greatestIn, readLookupTable, storedRange, type ValueRange } from './lookupTables';

/** How stored values become modality values, and how these are displayed. */
export interface GreyTransforms {
  readonly modalityTransform: ModalityTransform;
  readonly windows: Window[];
  readonly voiTables: LookupTable[];
}

/** The stored values that grey transforms start from. */
export interface StoredGrey {
  readonly pixelRepresentation: 0 | 1;
  readonly bitsStored: number;
  /** Whether the modality transform belongs to the display; see `isModalityForDisplay`. */
  readonly isModalityForDisplay: boolean;
}

/**
 * Reads Modality LUT or rescale (PS3.3 C.11.1), windows and VOI LUTs (C.11.2) of one level. A rescale slope
 * of 0 would make every pixel the same: it is ignored, and so are the windows in its unit.
 */
export function readGreyTransforms(dataSet: DataSet, stored: StoredGrey, notes: Notes): GreyTransforms {
  if (stored.isModalityForDisplay && hasZeroSlope(dataSet, notes)) {
    notes.add('rescale-slope-zero');
    return { modalityTransform: { kind: 'identity' }, windows: [], voiTables: [] };
  }
  const range = storedRange(stored);
  const modalityTransform = stored.isModalityForDisplay
    ? readModality(dataSet, range, notes)
    : leaveOutModality(dataSet, notes);
  const windows = readWindows(dataSet, notes);
  const voiTables = readVoiTables(dataSet, rangeAfter(modalityTransform, range), notes);
  return { modalityTransform, windows, voiTables };
}

/** Nothing of it is read, so that what is not used cannot make a file be refused. */
function leaveOutModality(dataSet: DataSet, notes: Notes): ModalityTransform {
  const stated = [tags.rescaleSlope, tags.rescaleIntercept].some(
    (tag) => (dataSet.get(tag)?.length ?? 0) > 0,
  );
  if (stated || modalityTable(dataSet) !== undefined) notes.add('modality-lut-not-for-display');
  return { kind: 'identity' };
}

function hasZeroSlope(dataSet: DataSet, notes: Notes): boolean {
  if (modalityTable(dataSet) !== undefined) return false;
  return readDecimal(dataSet, tags.rescaleSlope, notes) === 0;
}

/** The item of the Modality LUT Sequence; some writers include an empty one. */
function modalityTable(dataSet: DataSet): DataSet | undefined {
  const item = dataSet.items(tags.modalityLutSequence)[0];
  const held = [tags.lutDescriptor, tags.lutData].some((tag) => (item?.get(tag)?.length ?? 0) > 0);
  return held ? item : undefined;
}

/** @throws RefusedError `inconsistent-attributes` for a rescale that is not a number, or an unusable table */
function readModality(dataSet: DataSet, range: ValueRange, notes: Notes): ModalityTransform {
  const slope = readDecimal(dataSet, tags.rescaleSlope, notes);
  const intercept = readDecimal(dataSet, tags.rescaleIntercept, notes);
  const item = modalityTable(dataSet);
  if (item === undefined && dataSet.items(tags.modalityLutSequence).length > 0)
    notes.add('empty-modality-table');
  if (item !== undefined) {
    if (slope !== undefined || intercept !== undefined) notes.add('modality-table-and-rescale');
    return { kind: 'lut', table: readLookupTable(item, range) };
  }
  const linear = { kind: 'linear' as const, slope: slope ?? 1, intercept: intercept ?? 0 };
  return linear.slope === 1 && linear.intercept === 0 ? { kind: 'identity' } : linear;
}

/** The values that can come out of a modality transform. */
function rangeAfter(transform: ModalityTransform, range: ValueRange): ValueRange {
  switch (transform.kind) {
    case 'identity':
      return range;
    case 'linear': {
      const ends = [range.least, range.greatest].map((end) => end * transform.slope + transform.intercept);
      return { least: Math.min(...ends), greatest: Math.max(...ends) };
    }
    case 'lut':
      return { least: 0, greatest: 2 ** transform.table.bits - 1 };
  }
}

function readWindows(dataSet: DataSet, notes: Notes): Window[] {
  const centres = readDecimals(dataSet, tags.windowCentre, notes);
  const widths = readDecimals(dataSet, tags.windowWidth, notes);
  const name = readCode(dataSet, tags.voiLutFunction);
  const shape: Window['function'] = name === 'SIGMOID' || name === 'LINEAR_EXACT' ? name : 'LINEAR';
  if (name !== undefined && name !== shape) notes.add('voi-function-unknown');
  const pairs = Array.from({ length: Math.max(centres.length, widths.length) }, (_, index) => ({
    centre: centres[index] ?? Number.NaN,
    width: widths[index] ?? Number.NaN,
    function: shape,
  }));
  const usable = pairs.filter(isUsableWindow);
  if (usable.length < pairs.length) notes.add('window-ignored');
  return usable;
}

/** LINEAR needs a width of at least 1, the others one above 0, PS3.3 C.11.2.1.2 and C.11.2.1.3. */
function isUsableWindow({ centre, width, function: shape }: Window): boolean {
  return Number.isFinite(centre) && Number.isFinite(width) && (shape === 'LINEAR' ? width >= 1 : width > 0);
}

function readVoiTables(dataSet: DataSet, range: ValueRange, notes: Notes): LookupTable[] {
  return dataSet.items(tags.voiLutSequence).flatMap((item) => {
    try {
      return [widen(readLookupTable(item, range), notes)];
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      notes.add('voi-table-ignored');
      return [];
    }
  });
}

/**
 * A table that reaches less than a quarter of the values that its descriptor has room for would show a dark or
 * a black picture: its entries have fewer bits than it says. One whose entries are all the same shows nothing.
 * @throws RefusedError `inconsistent-attributes`
 */
function widen(table: LookupTable, notes: Notes): LookupTable {
  const greatest = greatestIn(table);
  if (table.values.every((value) => value === greatest)) throw new RefusedError('inconsistent-attributes');
  if (greatest >= 2 ** (table.bits - 2)) return table;
  notes.add('voi-table-narrow');
  return { ...table, bits: 32 - Math.clz32(greatest) };
}
