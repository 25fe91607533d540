import { decodeJpeg2000File } from '../../dicom/codecs/jpeg2000File';
import type { ReadImage } from '../../domain/image/imageDescription';
import type { ReadLimits } from '../../domain/kernel/limits';
import type { ReadNote } from '../../domain/reasons/readNotes';
import { RefusedError } from '../../domain/reasons/refusals';
import { pictureImage } from '../../imaging/plain/pictureImage';
import { keepOneOfEqual } from '../../imaging/plain/pictureSamples';

/**
 * Reads a JPEG 2000 picture as plain pictures are read: grey that was stored as colour becomes grey.
 * @throws RefusedError as `decodeJpeg2000File` does
 */
export async function readJpeg2000(bytes: Uint8Array, limits: ReadLimits): Promise<ReadImage> {
  if (bytes.length > limits.maxFileBytes) throw new RefusedError('too-large', { value: bytes.length });
  const { photometricInterpretation: colour, ...picture } = await decodedFile(bytes, limits);
  const samples = colour === 'RGB' ? keepOneOfEqual(picture) : picture;
  const isGrey = samples !== picture;
  const notes: ReadNote[] = [...picture.notes, ...(isGrey ? (['grey-as-colour'] as const) : [])];
  return pictureImage(samples, {
    format: 'jpeg2000',
    lossy: picture.lossy,
    notes,
    bitsStored: picture.bitsStored,
    photometricInterpretation: isGrey ? 'MONOCHROME2' : colour,
  });
}

/** The decoder names the attribute of DICOM that holds a stream, which a picture has not. */
async function decodedFile(bytes: Uint8Array, limits: ReadLimits) {
  try {
    return await decodeJpeg2000File(bytes, limits);
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    const { tag: _, ...detail } = error.detail;
    throw new RefusedError(error.code, detail, { cause: error.cause });
  }
}
