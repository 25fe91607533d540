import { RefusedError } from '../../domain/reasons/refusals';
import type { Notes } from '../notes';
import { formatTag, type Source } from './dataSet';

export const undefinedLength = 0xffffffff;

/** What precedes a value. */
export interface ElementHeader {
  readonly tag: number;
  readonly vr: string | undefined;
  readonly length: number;
  /** The start of the value. */
  readonly valueOffset: number;
}

/** VRs with a 32-bit length in explicit encodings, PS3.5 7.1.2. */
const longVrs = new Set(['OB', 'OD', 'OF', 'OL', 'OV', 'OW', 'SQ', 'SV', 'UC', 'UN', 'UR', 'UT', 'UV']);
const shortVrs = new Set('AE AS AT CS DA DS DT FD FL IS LO LT PN SH SL SS ST TM UI UL US'.split(' '));

/**
 * Reads the header of the element or item at `offset`.
 * @throws RefusedError `truncated` if fewer bytes are left before `end` than a header has; `malformed-dicom`
 *   for a VR that the standard does not define.
 */
export function readElementHeader(
  source: Source,
  offset: number,
  end: number,
  explicit: boolean,
  notes: Notes,
): ElementHeader {
  if (end - offset < 8) throw new RefusedError('truncated', { offset });
  const { view, littleEndian, bytes } = source;
  const tag = view.getUint16(offset, littleEndian) * 0x10000 + view.getUint16(offset + 2, littleEndian);
  const implicitLength = view.getUint32(offset + 4, littleEndian);
  const implicit = { tag, vr: undefined, length: implicitLength, valueOffset: offset + 8 };
  if (!explicit || tag >= 0xfffe0000) return implicit;

  const vr = String.fromCharCode(bytes[offset + 4] ?? 0, bytes[offset + 5] ?? 0);
  if (shortVrs.has(vr)) {
    return { tag, vr, length: view.getUint16(offset + 6, littleEndian), valueOffset: offset + 8 };
  }
  if (longVrs.has(vr)) {
    if (end - offset < 12) throw new RefusedError('truncated', { tag: formatTag(tag), offset });
    return { tag, vr, length: view.getUint32(offset + 8, littleEndian), valueOffset: offset + 12 };
  }
  // The size of an unknown VR's length field is undefined, and readers guess differently.
  const isUnknownVr = /^[A-Z]{2}$/.test(vr);
  if (isUnknownVr || (implicitLength !== undefinedLength && implicitLength > end - offset - 8)) {
    throw new RefusedError('malformed-dicom', { tag: formatTag(tag), offset });
  }
  notes.add('implicit-vr-element');
  return implicit;
}
