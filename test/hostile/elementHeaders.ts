/** Where the parts of an element lie in a file. */
export interface HeaderPlace {
  readonly offset: number;
  readonly lengthOffset: number;
  readonly lengthBytes: 2 | 4;
  readonly valueOffset: number;
  /** Of the value; what lies in a sequence follows as elements of its own. */
  readonly length: number;
  readonly littleEndian: boolean;
}

const longVrs = new Set(['OB', 'OD', 'OF', 'OL', 'OV', 'OW', 'SQ', 'SV', 'UC', 'UN', 'UR', 'UT', 'UV']);
const maxHeaders = 5000;

/**
 * Finds headers by walking as far as it goes, into every sequence: a simple reader of its own, so that what is
 * attacked does not depend on what is tested. An element with a plausible VR is explicit, every other one implicit.
 */
export function headersOf(bytes: Buffer): HeaderPlace[] {
  const places: HeaderPlace[] = [];
  const marked = bytes.length > 132 && bytes.toString('latin1', 128, 132) === 'DICM';
  let offset = marked ? 132 : 0;
  let littleEndian = true;
  while (offset + 12 <= bytes.length && places.length < maxHeaders) {
    if (littleEndian && bytes[offset] === 0 && bytes[offset + 1] !== 0) littleEndian = false;
    const place = headerAt(bytes, offset, littleEndian);
    if (place.length > bytes.length - place.valueOffset) return places;
    places.push(place);
    offset = place.valueOffset + place.length;
  }
  return places;
}

function headerAt(bytes: Buffer, offset: number, littleEndian: boolean): HeaderPlace {
  const tag = littleEndian
    ? bytes.readUInt16LE(offset) * 0x10000 + bytes.readUInt16LE(offset + 2)
    : bytes.readUInt32BE(offset);
  const vr = bytes.toString('latin1', offset + 4, offset + 6);
  const explicit = /^[A-Z]{2}$/.test(vr) && tag < 0xfffe0000;
  const long = explicit && longVrs.has(vr);
  const lengthBytes = explicit && !long ? 2 : 4;
  const lengthOffset = offset + (long ? 8 : explicit ? 6 : 4);
  const stated = readLength(bytes, lengthOffset, lengthBytes, littleEndian);
  // Sequences, items and fragments are stepped into.
  const container = stated === 0xffffffff || tag === 0xfffee000 || (vr === 'SQ' && explicit);
  return {
    offset,
    lengthOffset,
    lengthBytes,
    valueOffset: lengthOffset + lengthBytes,
    length: container ? 0 : stated,
    littleEndian,
  };
}

function readLength(bytes: Buffer, offset: number, width: 2 | 4, littleEndian: boolean): number {
  if (width === 2) return littleEndian ? bytes.readUInt16LE(offset) : bytes.readUInt16BE(offset);
  return littleEndian ? bytes.readUInt32LE(offset) : bytes.readUInt32BE(offset);
}
