import type { ImageDescription } from '../../domain/image/imageDescription';
import { RefusedError } from '../../domain/reasons/refusals';
import { findTransferSyntax } from '../codecs/registry';
import { Notes } from '../notes';

/**
 * The full picture of a frame that was stored reduced or not decoded at all, from its compressed stream.
 *
 * @param description of one frame. Without `codedFrames` it was stored reduced: one sample per pixel, its high bit
 *   the highest stored one
 * @param codestream the compressed frame as it was in the file
 * @returns `rows × columns × samplesPerPixel` stored values, little endian, `bitsAllocated` / 8 bytes each
 * @throws RefusedError `corrupt-pixel-data`, `truncated` if there is damage where nobody looked before
 */
export async function decodeCodestream(
  description: ImageDescription,
  codestream: Uint8Array,
): Promise<Uint8Array> {
  const { pixels: codec } = findTransferSyntax(description.transferSyntax ?? '');
  if (codec === 'native' || codec === 'video') throw new RefusedError('corrupt-pixel-data');
  const { photometricInterpretation, bitsStored, codedFrames } = description;
  const coded = codedFrames ?? { photometricInterpretation, highBit: bitsStored - 1 };
  const format = { ...description, ...coded, planarConfiguration: 0 as const };
  // Notes about the frame were already made at admission.
  const frame = await codec.decodeFrame(codestream, format, new Notes());
  if (frame.photometricInterpretation !== photometricInterpretation)
    throw new RefusedError('corrupt-pixel-data');
  return frame.pixels;
}
