import { RefusedError } from '../domain/reasons/refusals';
import { readFloats, readStrings } from './attributes';
import type { Notes } from './notes';
import { type DataSet, type Element, formatTag } from './parsing/dataSet';

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;
/** The maximum length of a decimal string, PS3.5 6.2; longer ones are common and are accepted. */
const longestDecimal = 16;

/**
 * The values of a decimal string, PS3.5 6.2; NaN for one that is not a number, so that positions are kept.
 *
 * @param vr of the standard; another one is noted
 */
export function readDecimals(dataSet: DataSet, tag: number, notes: Notes, vr: 'DS' | 'IS' = 'DS'): number[] {
  const element = dataSet.get(tag);
  if (element === undefined || element.length === 0) return [];
  if (element.vr === 'FD' || element.vr === 'FL') {
    notes.add('harmless-vr');
    return readFloats(dataSet, element);
  }
  noteVr(element, vr, notes);
  const texts = readStrings(dataSet, tag);
  if (texts.some((text) => text.length > longestDecimal)) notes.add('long-decimal');
  return texts.map((text) => (decimal.test(text) ? Number(text) : Number.NaN));
}

/**
 * The single number of a decimal string; `undefined` if it is absent or empty.
 * @throws RefusedError `inconsistent-attributes` if it is not a number, is infinite, or has several values
 */
export function readDecimal(dataSet: DataSet, tag: number, notes: Notes): number | undefined {
  const element = dataSet.get(tag);
  const values = readDecimals(dataSet, tag, notes);
  const [value] = values;
  if (element === undefined || value === undefined || readStringsOrNone(dataSet, element) === '') {
    return undefined;
  }
  if (values.length !== 1 || !Number.isFinite(value)) throw inconsistent(element);
  return value;
}

/** The whole text of a number string; `undefined` if it is encoded in binary. */
function readStringsOrNone(dataSet: DataSet, { tag, vr }: Element): string | undefined {
  return vr === 'FD' || vr === 'FL' ? undefined : readStrings(dataSet, tag).join('\\');
}

/**
 * One whole number of VR IS; `undefined` if it is absent or empty. Some writers write `15.0`.
 * @throws RefusedError `inconsistent-attributes` if it is not a whole number, is negative, or has several
 *   values
 */
export function readCount(dataSet: DataSet, tag: number, notes: Notes): number | undefined {
  const texts = readStrings(dataSet, tag);
  const element = dataSet.get(tag);
  if (element === undefined || texts.join('') === '') return undefined;
  noteVr(element, 'IS', notes);
  const [, digits, fraction] = /^\+?(\d{1,10})(\.0*)?$/.exec(texts[0] ?? '') ?? [];
  if (texts.length !== 1 || digits === undefined) throw inconsistent(element);
  if (fraction !== undefined) notes.add('count-with-fraction');
  return Number(digits);
}

function noteVr({ vr }: Element, expected: string, notes: Notes): void {
  if (vr !== undefined && vr !== expected) notes.add('harmless-vr');
}

function inconsistent(element: Element): RefusedError {
  return new RefusedError('inconsistent-attributes', {
    tag: formatTag(element.tag),
    offset: element.offset,
  });
}
