import { isMediaDirectory } from '../../dicom/mediaDirectory';
import { readDicom } from '../../dicom/readDicom';
import type { ReadImage } from '../../domain/image/imageDescription';
import type { ReadLimits } from '../../domain/kernel/limits';
import { RefusedError } from '../../domain/reasons/refusals';
import { unpackGzip } from '../../formats/archive/unpackGzip';
import { contradicts, type FileFormat, sniffFormat } from '../../formats/fileFormat';
import { refusalOfUnread } from '../../formats/unreadFormat';
import { readBmp } from '../../imaging/plain/readBmp';
import { readPicture } from '../../imaging/plain/readPicture';
import { readJpeg2000 } from './readJpeg2000';

/**
 * Turns bytes into an image by their content and not by their name; a name that contradicts it is refused. A
 * large wavelet-coded radiograph gives a reduced image, with the codestream from which `decodeFull` makes the
 * full picture. A GZIP file is read as the one file that it holds.
 *
 * @throws RefusedError for every file that is not read; an internal failure becomes `internal-error`.
 */
export async function readFile(bytes: Uint8Array, name: string, limits: ReadLimits): Promise<ReadImage> {
  if (bytes.length === 0) throw new RefusedError('empty-file');
  const format = formatOf(bytes);
  if (contradicts(name, format)) throw new RefusedError('extension-mismatch');
  try {
    return await (format === 'gzip' ? readPacked(bytes, limits) : readAs(format, bytes, limits));
  } catch (error) {
    if (error instanceof RefusedError) throw error;
    throw new RefusedError('internal-error', {}, { cause: error });
  }
}

function formatOf(bytes: Uint8Array): FileFormat {
  const format = sniffFormat(bytes);
  if (format === undefined) throw refusalOfUnread(bytes);
  return format;
}

/** Its own name is not known: only that of what it was packed into. */
async function readPacked(packed: Uint8Array, limits: ReadLimits): Promise<ReadImage> {
  const bytes = await unpackGzip(packed, limits);
  if (bytes.length === 0) throw new RefusedError('empty-file');
  if (isMediaDirectory(bytes, limits))
    throw new RefusedError('format-not-read', { value: 'a packed DICOMDIR' });
  return readAs(formatOf(bytes), bytes, limits);
}

async function readAs(format: FileFormat, bytes: Uint8Array, limits: ReadLimits): Promise<ReadImage> {
  switch (format) {
    case 'dicom':
      return readDicom(bytes, limits, 'reduced');
    case 'bmp':
      return readBmp(bytes, limits);
    case 'jpeg2000':
      return readJpeg2000(bytes, limits);
    case 'zip':
    case 'gzip':
      throw new RefusedError('nested-archive');
    default:
      return readPicture(bytes, limits);
  }
}
