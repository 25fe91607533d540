import { pduTypes } from './pduParser';

/** PDU head and head of its presentation data value. */
const headBytes = 12;
/** What a peer that takes any length is sent. */
const usualBytes = 128 << 10;

/**
 * A command set or data set as P-DATA, one presentation data value each.
 *
 * @param longestData as the peer said, 0: any
 */
export function* dataPdus(
  contextId: number,
  isCommand: boolean,
  bytes: Uint8Array,
  longestData: number,
  isWhole = true,
): Generator<Buffer> {
  const room = Math.max((longestData === 0 ? usualBytes : Math.min(longestData, usualBytes)) - 6, 2) & ~1;
  for (let offset = 0; offset === 0 || offset < bytes.length; offset += room) {
    const piece = bytes.subarray(offset, offset + room);
    const isLast = isWhole && offset + room >= bytes.length;
    const pdu = Buffer.allocUnsafe(headBytes + piece.length);
    pdu.writeUInt16BE(pduTypes.data << 8, 0);
    pdu.writeUInt32BE(piece.length + 6, 2);
    pdu.writeUInt32BE(piece.length + 2, 6);
    pdu[10] = contextId;
    pdu[11] = (isCommand ? 1 : 0) | (isLast ? 2 : 0);
    pdu.set(piece, headBytes);
    yield pdu;
  }
}
