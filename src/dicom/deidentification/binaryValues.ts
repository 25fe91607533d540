import type { DataSet, Element } from '../parsing/dataSet';

/** Bytes per number in a value, by VR: the unit of byte swapping in big endian encodings, PS3.5 7.3. */
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

/** An attribute tag is two numbers that are swapped separately. */
export function bytesOfNumber(vr: string): number {
  return vr === 'AT' ? 4 : (widths[vr] ?? 1);
}

/** VRs that may replace each other: their numbers have the same size. */
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
 * The VR under which a binary value is written: the one that the file states if the standard allows it for
 * the attribute; otherwise the standard's. `undefined` if the file states a VR whose numbers would be read
 * differently.
 */
export function binaryVr(stated: string | undefined, standard: string): string | undefined {
  if (stated === undefined || stated === 'UN' || stated === standard || widths[standard] === undefined) {
    return widths[standard] === undefined ? undefined : standard;
  }
  if (signs[standard] === stated) return stated;
  return words.has(standard) && words.has(stated) && standard === 'OW' ? stated : undefined;
}

/**
 * The value in little endian; `undefined` if it is not a whole number of units. Bulk data may be padded by a
 * byte.
 */
export function littleEndianValue(dataSet: DataSet, element: Element, vr: string): Uint8Array | undefined {
  const width = widths[vr] ?? 1;
  const bytes = dataSet.value(element);
  // A value under VR UN is always little endian, whatever the surrounding encoding, PS3.5 6.2.2.
  const asItIs = width === 1 || dataSet.source.littleEndian || element.vr === 'UN';
  if (asItIs && vr.startsWith('O')) return bytes;
  if (bytes.length % width !== 0) return undefined;
  if (asItIs) return bytes;
  const turned = Buffer.from(bytes);
  if (width === 2) return turned.swap16();
  return width === 4 ? turned.swap32() : turned.swap64();
}
