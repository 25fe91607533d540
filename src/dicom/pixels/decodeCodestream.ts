import type { ImageDescription } from '../../domain/image/imageDescription';
import { RefusedError } from '../../domain/reasons/refusals';
import { findTransferSyntax } from '../codecs/registry';
import { Notes } from '../notes';

/**
 * The full picture of an image that was stored reduced, decoded from its compressed frame.
 *
 * @param description of a reduced image: one frame, one sample per pixel, its high bit the highest stored one
 * @param codestream the compressed frame as it was in the file
 * @returns `rows × columns` stored values, little endian, `bitsAllocated` / 8 bytes each
 * @throws RefusedError `corrupt-pixel-data`, `truncated` if there is damage in what the reduced picture did
 *   not need
 */
export async function decodeCodestream(
  description: ImageDescription,
  codestream: Uint8Array,
): Promise<Uint8Array> {
  const { pixels: codec } = findTransferSyntax(description.transferSyntax ?? '');
  if (codec === 'native' || codec === 'video') throw new RefusedError('corrupt-pixel-data');
  const format = { ...description, highBit: description.bitsStored - 1, planarConfiguration: 0 as const };
  // Notes about the frame were already made at admission.
  const frame = await codec.decodeFrame(codestream, format, new Notes());
  return frame.pixels;
}
