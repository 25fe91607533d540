import { readDicom } from '../../dicom/readDicom';
import type { ReadImage } from '../../domain/image/imageDescription';
import type { ReadLimits } from '../../domain/kernel/limits';
import { RefusedError } from '../../domain/reasons/refusals';
import { contradicts, sniffFormat } from '../../formats/fileFormat';
import { refusalOfUnread } from '../../formats/unreadFormat';
import { readPicture } from '../../imaging/readPicture';

/**
 * Turns bytes into an image by their content and not by their name; a name that contradicts it is refused. A
 * large wavelet-coded radiograph gives a reduced image, with the codestream from which `decodeFull` makes the
 * full picture.
 *
 * @throws RefusedError for every file that is not read; an internal failure becomes `internal-error`.
 */
export async function readFile(bytes: Uint8Array, name: string, limits: ReadLimits): Promise<ReadImage> {
  if (bytes.length === 0) throw new RefusedError('empty-file');
  const format = sniffFormat(bytes);
  if (format === undefined) throw refusalOfUnread(bytes);
  if (contradicts(name, format)) throw new RefusedError('extension-mismatch');
  if (format === 'zip') throw new RefusedError('nested-archive');
  try {
    return format === 'dicom' ? await readDicom(bytes, limits, 'reduced') : await readPicture(bytes, limits);
  } catch (error) {
    if (error instanceof RefusedError) throw error;
    throw new RefusedError('internal-error', {}, { cause: error });
  }
}
