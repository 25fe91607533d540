import type { ImageDescription } from '../domain/image/imageDescription';

type Format = ImageDescription['format'] | 'zip';

/** What an extension claims; the ones that claim nothing (none, `.1`, `.bin`) are not in the table. */
const claims = new Map<string, Format | 'other'>([
  ...['dcm', 'dicom', 'dic', 'ima', 'acr'].map((extension) => [extension, 'dicom'] as const),
  ...['jpg', 'jpeg', 'jpe', 'jfif'].map((extension) => [extension, 'jpeg'] as const),
  ...['png'].map((extension) => [extension, 'png'] as const),
  ...['tif', 'tiff'].map((extension) => [extension, 'tiff'] as const),
  ...['zip'].map((extension) => [extension, 'zip'] as const),
  ...[
    'bmp',
    'csv',
    'doc',
    'docx',
    'exe',
    'gif',
    'heic',
    'htm',
    'html',
    'json',
    'mp4',
    'pdf',
    'svg',
    'txt',
    'webp',
  ]
    .concat(['jar', 'odt', 'pptx', 'xls', 'xlsx', 'xml'])
    .map((extension) => [extension, 'other'] as const),
]);

/** Lower case, without the dot; empty where there is none. A dot in a folder's name is no extension. */
export function extensionOf(name: string): string {
  const file = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  const dot = file.lastIndexOf('.');
  return dot <= 0 ? '' : file.slice(dot + 1).toLowerCase();
}

/**
 * Whether a file's name contradicts what its bytes are. An export whose names and contents do not fit was mixed up
 * somewhere, and which of the two is right is not ours to guess. Exports often have no extension, or the end of a
 * UID in its place: those claim nothing.
 */
export function contradicts(name: string, format: Format): boolean {
  const claim = claims.get(extensionOf(name));
  return claim !== undefined && claim !== format;
}
