const signatureBytes = 8;

/** Whether a PNG's chunks go on to the one that ends it; a file that was cut has none. */
export function hasPngEnd(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let offset = signatureBytes;
  while (offset + 12 <= bytes.length) {
    const type = String.fromCharCode(...bytes.subarray(offset + 4, offset + 8));
    if (type === 'IEND') return true;
    offset += 12 + view.getUint32(offset);
  }
  return false;
}
