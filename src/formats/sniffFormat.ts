import { findDicomStart } from './dicomStart';

export type SniffedFormat = 'dicom' | 'jpeg' | 'png' | 'tiff' | 'zip';

const pngSignature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const jpegStart = [0xff, 0xd8, 0xff];
/** Little and big endian, each plain and BigTIFF. */
const tiffStarts = [
  [0x49, 0x49, 0x2a, 0x00],
  [0x4d, 0x4d, 0x00, 0x2a],
  [0x49, 0x49, 0x2b, 0x00],
  [0x4d, 0x4d, 0x00, 0x2b],
];
/** The first file of an archive, the end of an empty one, or the first part of a split one: APPNOTE.TXT 4.3, 8.5. */
const zipStarts = [
  [0x50, 0x4b, 0x03, 0x04],
  [0x50, 0x4b, 0x05, 0x06],
  [0x50, 0x4b, 0x07, 0x08],
];

/**
 * What a file is, by its content alone. The DICOM mark comes first: its preamble may serve as the start of another
 * format, never the other way round.
 */
export function sniffFormat(bytes: Uint8Array): SniffedFormat | undefined {
  const dicom = findDicomStart(bytes);
  if (dicom?.preamble === true) return 'dicom';
  if (startsWith(bytes, pngSignature)) return 'png';
  if (startsWith(bytes, jpegStart)) return 'jpeg';
  if (tiffStarts.some((start) => startsWith(bytes, start))) return 'tiff';
  if (zipStarts.some((start) => startsWith(bytes, start))) return 'zip';
  return dicom === undefined ? undefined : 'dicom';
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}
