import type { DataSet, Element } from '../parsing/dataSet';

/** Bytes of the numbers in a value, by VR: what is turned round in big endian encodings, PS3.5 7.3. */
const widths: Readonly<Record<string, number>> = {
  AT: 2,
  FD: 8,
  FL: 4,
  OB: 1,
  OD: 8,
  OF: 4,
  OL: 4,
  OV: 8,
  OW: 2,
  SL: 4,
  SS: 2,
  SV: 8,
  UL: 4,
  US: 2,
  UV: 8,
};

/** An attribute tag is two of the numbers that are turned round. */
export function bytesOfNumber(vr: string): number {
  return vr === 'AT' ? 4 : (widths[vr] ?? 1);
}

/** VRs that may stand for each other: the same number of bytes in each number. */
const signs: Readonly<Record<string, string>> = {
  US: 'SS',
  SS: 'US',
  UL: 'SL',
  SL: 'UL',
  UV: 'SV',
  SV: 'UV',
};
const words = new Set(['US', 'SS', 'OW', 'OB']);

/**
 * The VR under which a binary value is written: the one that the file states, where the standard allows it for the
 * attribute; else the standard's. `undefined` where the file states another one, whose numbers would be others.
 */
export function binaryVr(stated: string | undefined, standard: string): string | undefined {
  if (stated === undefined || stated === 'UN' || stated === standard || widths[standard] === undefined) {
    return widths[standard] === undefined ? undefined : standard;
  }
  if (signs[standard] === stated) return stated;
  return words.has(standard) && words.has(stated) && standard === 'OW' ? stated : undefined;
}

/** The value in little endian; `undefined` where it is not made of whole numbers. Bulk data may be padded by a byte. */
export function littleEndianValue(dataSet: DataSet, element: Element, vr: string): Uint8Array | undefined {
  const width = widths[vr] ?? 1;
  const bytes = dataSet.value(element);
  // A value under VR UN is little endian whatever surrounds it, PS3.5 6.2.2.
  const asItIs = width === 1 || dataSet.source.littleEndian || element.vr === 'UN';
  if (asItIs && vr.startsWith('O')) return bytes;
  if (bytes.length % width !== 0) return undefined;
  if (asItIs) return bytes;
  const turned = Buffer.from(bytes);
  if (width === 2) return turned.swap16();
  return width === 4 ? turned.swap32() : turned.swap64();
}
