import type { StoredImage } from '../../domain/image/storedImage';
import { fullFrame } from '../images/fullImage';
import type { CodestreamDecoder, ImagesPort } from '../ports';

export interface DecodedFramesDeps {
  readonly images: Pick<ImagesPort, 'frame' | 'codestream'>;
  readonly decodeCodestream: CodestreamDecoder;
}

/**
 * Frames of an image as they are sent: decoded, at full resolution, one after the other.
 *
 * @param frames counted from 1; each must exist
 * @throws RefusedError if a frame is damaged where nobody looked when it was read
 */
export async function decodedFrames(
  { images, decodeCodestream }: DecodedFramesDeps,
  image: StoredImage,
  frames: readonly number[],
): Promise<Uint8Array[]> {
  const decoded: Uint8Array[] = [];
  for (const frame of frames)
    decoded.push((await fullFrame(images, decodeCodestream, image, frame - 1)).pixels);
  return decoded;
}
