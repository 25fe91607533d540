import { PduFault } from './pduFault';

/** An item or sub-item of the PDUs that open an association, PS3.8 9.3.2. */
export interface Item {
  readonly type: number;
  readonly value: Buffer;
}

/** @throws PduFault if an item goes past the end */
export function readItems(bytes: Buffer): Item[] {
  const items: Item[] = [];
  let offset = 0;
  while (offset < bytes.length) {
    const end =
      offset + 4 <= bytes.length ? offset + 4 + bytes.readUInt16BE(offset + 2) : Number.POSITIVE_INFINITY;
    if (end > bytes.length) throw new PduFault('invalidParameter', 'an item that goes past its end');
    items.push({ type: bytes[offset] as number, value: bytes.subarray(offset + 4, end) });
    offset = end;
  }
  return items;
}

export function encodeItem(type: number, ...parts: readonly Uint8Array[]): Buffer {
  const value = Buffer.concat(parts);
  const head = Buffer.from([type, 0, 0, 0]);
  head.writeUInt16BE(value.length, 2);
  return Buffer.concat([head, value]);
}

/** A UID without the padding that some peers add. Undefined if it is none, PS3.5 9.1. */
export function uidOf(bytes: Uint8Array): string | undefined {
  const text = Buffer.from(bytes)
    .toString('latin1')
    .replace(/[\0 ]+$/, '');
  return text.length <= 64 && /^[0-9]+(\.[0-9]+)+$/.test(text) ? text : undefined;
}
