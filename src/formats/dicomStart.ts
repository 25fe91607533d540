/** Where the elements of a DICOM file start. */
export interface DicomStart {
  readonly offset: number;
  readonly preamble: boolean;
}

const preambleBytes = 128;

/**
 * Recognises DICOM by its mark after the preamble (PS3.10 7.1) or, for files written without both, by a first
 * element that only a data set has: group 0002 or 0008, a low element number, a short value inside the file.
 */
export function findDicomStart(bytes: Uint8Array): DicomStart | undefined {
  if (hasMark(bytes)) return { offset: preambleBytes + 4, preamble: true };
  return looksLikeFirstElement(bytes) ? { offset: 0, preamble: false } : undefined;
}

function hasMark(bytes: Uint8Array): boolean {
  return (
    bytes.length >= preambleBytes + 4 &&
    String.fromCharCode(...bytes.subarray(preambleBytes, preambleBytes + 4)) === 'DICM'
  );
}

function looksLikeFirstElement(bytes: Uint8Array): boolean {
  if (bytes.length < 16) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const bigEndian = bytes[0] === 0;
  const group = view.getUint16(0, !bigEndian);
  const element = view.getUint16(2, !bigEndian);
  if ((group !== 0x0002 && group !== 0x0008) || element > 0x0070) return false;
  const vr = String.fromCharCode(bytes[4] ?? 0, bytes[5] ?? 0);
  if (/^(UL|OB|UI|CS|SH|DA|TM|DT|LO)$/.test(vr)) return true;
  const length = view.getUint32(4, !bigEndian);
  if (bigEndian || length > 256 || 8 + length + 4 > bytes.length) return false;
  const nextGroup = view.getUint16(8 + length, true);
  const nextElement = view.getUint16(10 + length, true);
  return nextGroup > group ? nextGroup <= 0x0028 : nextGroup === group && nextElement > element;
}
