import { createHash } from 'node:crypto';
import { RefusedError } from '../domain/reasons/refusals';
import type { Notes } from './notes';
import { type DataSet, type Element, formatTag } from './parsing/dataSet';

function inconsistent(element: Element, value?: number | string): RefusedError {
  return new RefusedError('inconsistent-attributes', {
    tag: formatTag(element.tag),
    offset: element.offset,
    ...(value === undefined ? {} : { value }),
  });
}

/** The element; `undefined` if it is absent or empty. */
function present(dataSet: DataSet, tag: number): Element | undefined {
  const element = dataSet.get(tag);
  return element === undefined || element.length === 0 ? undefined : element;
}

/**
 * One unsigned number of VR US or UL. The length must be exactly that of one number; otherwise a one-byte
 * Rows would take its second byte from the next element.
 * @throws RefusedError `inconsistent-attributes` for a VR with another encoding, or another length
 */
export function readUnsigned(dataSet: DataSet, tag: number, notes: Notes): number | undefined {
  const element = present(dataSet, tag);
  if (element === undefined) return undefined;
  const { view, littleEndian } = dataSet.source;
  const { vr, offset, length } = element;
  if (length === 4 && vr === 'UL') return view.getUint32(offset, littleEndian);
  if (length !== 2) throw inconsistent(element, length);
  const value = view.getUint16(offset, littleEndian);
  if (vr === undefined || vr === 'US') return value;
  if ((vr !== 'SS' && vr !== 'UN') || (vr === 'SS' && value > 0x7fff)) throw inconsistent(element);
  notes.add('harmless-vr');
  return value;
}

/**
 * All words of 16 bits of a value, unsigned. Whether they stand for signed numbers is for the pixels to say:
 * writers choose US and SS as they like.
 */
export function readWords(dataSet: DataSet, element: Element): number[] {
  const { view, littleEndian } = dataSet.source;
  if (element.length % 2 !== 0) throw inconsistent(element, element.length);
  return Array.from({ length: element.length / 2 }, (_, index) =>
    view.getUint16(element.offset + 2 * index, littleEndian),
  );
}

const textVrs = new Set([
  'AE',
  'AS',
  'CS',
  'DA',
  'DS',
  'DT',
  'IS',
  'LO',
  'LT',
  'PN',
  'SH',
  'ST',
  'TM',
  'UC',
  'UI',
  'UT',
]);

/**
 * Checks that a value is text: the numbers of a binary VR would otherwise be read as letters that nobody
 * wrote.
 * @throws RefusedError `inconsistent-attributes`
 */
export function assertText(element: Element): void {
  if (element.vr !== undefined && element.vr !== 'UN' && !textVrs.has(element.vr))
    throw inconsistent(element);
}

/** Longer than any list of numbers, codes or UIDs that we read. It bounds the cost of a value. */
const longestList = 64 * 1024;

/** @throws RefusedError `too-large` */
function assertShort({ tag, length, offset }: Element): void {
  if (length > longestList)
    throw new RefusedError('too-large', { tag: formatTag(tag), value: length, offset });
}

/**
 * The values of a text element in the default repertoire, PS3.5 6.1, without padding; empty if absent.
 * @throws RefusedError `inconsistent-attributes` for a binary VR, `too-large`
 */
export function readStrings(dataSet: DataSet, tag: number): string[] {
  const element = present(dataSet, tag);
  if (element === undefined) return [];
  assertText(element);
  assertShort(element);
  return Buffer.from(dataSet.value(element))
    .toString('latin1')
    .split('\\')
    .map((text) => text.replace(/^\s+|[\s\0]+$/g, ''));
}

/** The first value of a code, in upper case; `undefined` if absent, empty, or longer than a code can be. */
export function readCode(dataSet: DataSet, tag: number): string | undefined {
  const text = readStrings(dataSet, tag)[0]?.toUpperCase();
  return text === undefined || text === '' || !/^[ -~]{1,64}$/.test(text) ? undefined : text;
}

/**
 * A UID defined by the standard, PS3.5 9.1: digits and dots.
 * @throws RefusedError `malformed-dicom` if it contains anything else, such as a path or a name, or has
 *   several values
 */
export function readUid(dataSet: DataSet, tag: number, notes: Notes): string | undefined {
  return readUidOf(/^[0-9.]{1,128}$/, dataSet, tag, notes);
}

/** Digits and dots, or letters too: some de-identification tools put a hash in the place of a UID. */
const instanceUid = /^[0-9A-Za-z][0-9A-Za-z.-]{0,127}$/;
/** What people and programs write in the place of a UID: anything printable but what a path is made of. */
const textForUid = /^[ -.0-~]{1,128}$/;

/**
 * The UID of an instance, a series or a study. A text that is no UID, such as `REM SAMPLES 1`, is replaced by
 * a UID made from its hash: the same text gives the same UID, and nothing else does.
 * @throws RefusedError as `readUid`
 */
export function readInstanceUid(dataSet: DataSet, tag: number, notes: Notes): string | undefined {
  const uid = readUidOf(textForUid, dataSet, tag, notes);
  return uid === undefined || instanceUid.test(uid) ? uid : uidOfText(uid);
}

/** PS3.5 B.2: `2.25.` and 128 bits as a decimal number. */
function uidOfText(text: string): string {
  const digest = createHash('sha256').update(text, 'latin1').digest('hex');
  return `2.25.${BigInt(`0x${digest.slice(0, 32)}`)}`;
}

function readUidOf(pattern: RegExp, dataSet: DataSet, tag: number, notes: Notes): string | undefined {
  const [text = '', ...more] = readStrings(dataSet, tag);
  if (text === '' && more.length === 0) return undefined;
  if (more.length > 0 || !pattern.test(text) || text.includes('..')) {
    throw new RefusedError('malformed-dicom', { tag: formatTag(tag) });
  }
  if (text.length > 64 || /(^|\.)0[0-9]|[^0-9.]/.test(text)) notes.add('irregular-uid');
  return text;
}

/** All numbers of VR FL or FD. */
export function readFloats(dataSet: DataSet, element: Element): number[] {
  const { view, littleEndian } = dataSet.source;
  assertShort(element);
  const size = element.vr === 'FD' ? 8 : 4;
  if (element.length % size !== 0) throw inconsistent(element, element.length);
  return Array.from({ length: element.length / size }, (_, index) => {
    const at = element.offset + size * index;
    return size === 8 ? view.getFloat64(at, littleEndian) : view.getFloat32(at, littleEndian);
  });
}
