import { tags } from '../tags';

/** VRs with a 32-bit length, PS3.5 7.1.2. */
const longVrs = new Set(['OB', 'OD', 'OF', 'OL', 'OV', 'OW', 'SQ', 'SV', 'UC', 'UN', 'UR', 'UT', 'UV']);

/**
 * A data set of ours in Implicit VR Little Endian, PS3.5 7.1.3: the same values without their VRs.
 *
 * @param explicit as `encodeDataSet` writes it: Explicit VR Little Endian, every length stated
 * @throws RangeError if it is anything else
 */
export function implicitDataSet(explicit: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; at < explicit.length; ) {
    const vr = explicit.toString('latin1', at + 4, at + 6);
    const isLong = longVrs.has(vr);
    const valueAt = at + (isLong ? 12 : 8);
    const length = isLong ? explicit.readUInt32LE(at + 8) : explicit.readUInt16LE(at + 6);
    const end = endOf(explicit, valueAt, length);
    const value = explicit.subarray(valueAt, end);
    const written = vr === 'SQ' ? implicitItems(value) : value;
    parts.push(header(explicit, at, written.length), written);
    at = end;
  }
  return Buffer.concat(parts);
}

function implicitItems(items: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; at < items.length; ) {
    const tag = items.readUInt16LE(at) * 0x10000 + items.readUInt16LE(at + 2);
    if (tag !== tags.item) throw new RangeError('a sequence that holds something else than items');
    const end = endOf(items, at + 8, items.readUInt32LE(at + 4));
    const item = implicitDataSet(items.subarray(at + 8, end));
    parts.push(header(items, at, item.length), item);
    at = end;
  }
  return Buffer.concat(parts);
}

/** A length that is not stated is greater than any data set. */
function endOf(bytes: Buffer, valueAt: number, length: number): number {
  if (valueAt + length > bytes.length) throw new RangeError('an element that ends behind its data set');
  return valueAt + length;
}

/** The tag that stands there, and a length. */
function header(bytes: Buffer, at: number, length: number): Buffer {
  const written = Buffer.alloc(8);
  bytes.copy(written, 0, at, at + 4);
  written.writeUInt32LE(length, 4);
  return written;
}
