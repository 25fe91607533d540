import type { ImageDescription, InstanceIdentity } from '../domain/image/imageDescription';
import { readStrings } from './attributes';
import type { DataSet } from './parsing/dataSet';
import { tags } from './tags';

type Place = Pick<ImageDescription, 'seriesNumber' | 'instanceNumber' | 'position'>;

/**
 * Where an image stands in its study: Series Number and Instance Number (PS3.3 C.7.3.1, C.7.6.1), and its
 * position along the normal of its plane in millimetres (C.7.6.2). They only sort, so a value that cannot be
 * read is left out.
 */
export function readPlaceInSeries(dataSet: DataSet): Place {
  return withoutAbsent({
    seriesNumber: readWhole(dataSet, tags.seriesNumber),
    instanceNumber: readWhole(dataSet, tags.instanceNumber),
    position: readPosition(dataSet),
  });
}

/** When the pixels were acquired, else when the object was made: a date and a time as written. */
export function readTaken(dataSet: DataSet): Pick<InstanceIdentity, 'takenDate' | 'takenTime'> {
  const [both = ''] = textsOf(dataSet, tags.acquisitionDateTime);
  const [, day, time] =
    /^(\d{8}|\d{4}\.\d{2}\.\d{2})(\d{2,6}(?:\.\d{1,6})?)?(?:[+-]\d{4})?$/.exec(both) ?? [];
  if (day !== undefined) return withoutAbsent({ takenDate: day, takenTime: time });
  for (const [date, clock] of datesAndTimes) {
    const [takenDate = ''] = textsOf(dataSet, date);
    const [takenTime = ''] = textsOf(dataSet, clock);
    if (takenDate !== '') return withoutAbsent({ takenDate, takenTime: takenTime || undefined });
  }
  return {};
}

const datesAndTimes = [
  [tags.acquisitionDate, tags.acquisitionTime],
  [tags.contentDate, tags.contentTime],
] as const;

/** Short texts only: the values come from the file and are stored. */
function textsOf(dataSet: DataSet, tag: number): string[] {
  const element = dataSet.get(tag);
  if (element === undefined || element.length > 64 || isBinary(element.vr)) return [];
  return readStrings(dataSet, tag).map((text) => (/^[0-9:.+-]{0,26}$/.test(text) ? text : ''));
}

function numbersOf(dataSet: DataSet, tag: number): number[] {
  const element = dataSet.get(tag);
  if (element === undefined || element.length > 256 || isBinary(element.vr)) return [];
  return readStrings(dataSet, tag).map((text) => (text === '' ? Number.NaN : Number(text)));
}

function isBinary(vr: string | undefined): boolean {
  return vr !== undefined && !['IS', 'DS', 'DA', 'TM', 'DT', 'UN'].includes(vr);
}

function readWhole(dataSet: DataSet, tag: number): number | undefined {
  const [value] = numbersOf(dataSet, tag);
  return Number.isSafeInteger(value) ? value : undefined;
}

/** Micrometres are finer than any position, and hide the rounding of the product. */
const steps = 1000;

function readPosition(dataSet: DataSet): number | undefined {
  const [x, y, z, ...more] = numbersOf(dataSet, tags.imagePosition);
  const axes = numbersOf(dataSet, tags.imageOrientation);
  const [a, b, c, d, e, f] = axes;
  if (x === undefined || y === undefined || z === undefined || more.length > 0) return undefined;
  if (a === undefined || b === undefined || c === undefined) return undefined;
  if (d === undefined || e === undefined || f === undefined || axes.length > 6) return undefined;
  const along = x * (b * f - c * e) + y * (c * d - a * f) + z * (a * e - b * d);
  const position = Math.round(along * steps) / steps;
  return Number.isFinite(position) ? position + 0 : undefined;
}

function withoutAbsent<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
