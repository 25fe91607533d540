import type { ImageFormat } from '../domain/kernel/imageFormats';
import { findDicomStart } from './dicomStart';

/** What a file can be: an image, an export of several images, or one compressed file. */
export type FileFormat = ImageFormat | 'zip' | 'gzip';

/** How a format is recognised: by the first bytes of its files, and by the extensions that claim it. */
interface Marks {
  /** `undefined`: any byte. */
  readonly starts: readonly (readonly (number | undefined)[])[];
  readonly extensions: readonly string[];
}

const ascii = (text: string) => [...Buffer.from(text, 'latin1')];
const anyFour = Array<undefined>(4).fill(undefined);

const marks: Readonly<Record<FileFormat, Marks>> = {
  // Its start is detected separately.
  dicom: { starts: [], extensions: ['dcm', 'dicom', 'dic', 'ima', 'acr'] },
  jpeg: { starts: [[0xff, 0xd8, 0xff]], extensions: ['jpg', 'jpeg', 'jpe', 'jfif', 'mpo'] },
  png: { starts: [[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]], extensions: ['png'] },
  // Little and big endian, each as plain TIFF and BigTIFF.
  tiff: {
    starts: [
      [0x49, 0x49, 0x2a, 0x00],
      [0x4d, 0x4d, 0x00, 0x2a],
      [0x49, 0x49, 0x2b, 0x00],
      [0x4d, 0x4d, 0x00, 0x2b],
    ],
    extensions: ['tif', 'tiff'],
  },
  // `BM` alone begins many texts; the four bytes behind the length of the file are 0.
  bmp: { starts: [[...ascii('BM'), ...anyFour, 0, 0, 0, 0]], extensions: ['bmp', 'dib'] },
  gif: { starts: [ascii('GIF87a'), ascii('GIF89a')], extensions: ['gif'] },
  // RIFF, the length of the file, and what it holds.
  webp: { starts: [[...ascii('RIFF'), ...anyFour, ...ascii('WEBPVP8')]], extensions: ['webp'] },
  // The first box of a JP2 file, and a codestream by itself.
  jpeg2000: {
    starts: [
      [0, 0, 0, 0x0c, ...ascii('jP  '), 0x0d, 0x0a, 0x87, 0x0a],
      [0xff, 0x4f, 0xff, 0x51],
    ],
    extensions: ['jp2', 'j2k', 'j2c', 'jpc', 'jpf', 'jpx', 'jph', 'jhc'],
  },
  // RFC 1952 2.3: always with deflate.
  gzip: { starts: [[0x1f, 0x8b, 0x08]], extensions: ['gz', 'tgz'] },
  // The first file of an archive, the end of an empty one, or the first part of a split one: APPNOTE.TXT 4.3,
  // 8.5.
  zip: {
    starts: [
      [0x50, 0x4b, 0x03, 0x04],
      [0x50, 0x4b, 0x05, 0x06],
      [0x50, 0x4b, 0x07, 0x08],
    ],
    extensions: ['zip'],
  },
};
const formats = Object.entries(marks) as [FileFormat, Marks][];

/** Extensions of formats that we do not read. */
const others = 'csv doc docx exe heic htm html jar json mp4 odt pdf pptx svg txt xls xlsx xml'.split(' ');

/** What an extension claims; extensions that claim nothing (none, `.1`, `.bin`) are not in the table. */
const claims = new Map<string, FileFormat | 'other'>([
  ...others.map((extension) => [extension, 'other'] as const),
  ...formats.flatMap(([format, { extensions }]) =>
    extensions.map((extension) => [extension, format] as const),
  ),
]);

/**
 * The format of a file by its content alone. The DICOM mark is checked first: its preamble may look like
 * another format, never the other way round.
 */
export function sniffFormat(bytes: Uint8Array): FileFormat | undefined {
  const dicom = findDicomStart(bytes);
  if (dicom?.preamble === true) return 'dicom';
  const [format] = formats.find(([, { starts }]) => starts.some((start) => startsWith(bytes, start))) ?? [];
  return format ?? (dicom === undefined ? undefined : 'dicom');
}

function startsWith(bytes: Uint8Array, start: readonly (number | undefined)[]): boolean {
  return (
    bytes.length >= start.length && start.every((byte, index) => byte === undefined || bytes[index] === byte)
  );
}

/** Lower case, without the dot; empty if there is none. A dot in a folder's name is not an extension. */
export function extensionOf(name: string): string {
  const file = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  const dot = file.lastIndexOf('.');
  return dot <= 0 ? '' : file.slice(dot + 1).toLowerCase();
}

/**
 * Whether a file's name contradicts its content. An export whose names and contents disagree was mixed up
 * somewhere, and we must not guess which is right. Exports often have no extension, or the end of a UID in
 * its place: those claim nothing.
 */
export function contradicts(name: string, format: FileFormat): boolean {
  const claim = claims.get(extensionOf(name));
  return claim !== undefined && claim !== format;
}
