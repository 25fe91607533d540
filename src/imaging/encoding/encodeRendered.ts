import type { ImageDescription } from '../../domain/image/imageDescription';
import { type RenderedPlace, type Rendering, renderedPlace } from '../../domain/image/rendering';
import { dataOf, type GreySource } from '../picture';
import { sharp } from '../plain/safeSharp';
import { resizeGrey } from '../resizing/resize';
import { displayPlanes } from '../transforms/displayPlanes';
import { levelsOf } from './greyBytes';

/**
 * One frame as a person sees it, in grey or colour, as a file of 8 bits a sample.
 *
 * @param description of one frame, which is not reduced
 * @throws RangeError if the rendering does not suit the image
 */
export async function encodeRendered(
  description: ImageDescription,
  pixels: Uint8Array,
  { type, quality, window, viewport }: Rendering,
): Promise<Buffer> {
  const place = renderedPlace(description, viewport);
  if (place === undefined) throw new RangeError('a viewport beyond the image');
  const planes = displayPlanes(
    description,
    pixels,
    window === undefined ? { kind: 'automatic' } : { kind: 'window', window },
  );
  const { width, height } = place;
  const levels = interleaved(planes.map((plane) => levelsOf(dataOf(placed(plane, place)))));
  const channels = planes.length === 1 ? 1 : 3;
  const drawn = sharp(levels, { raw: { width, height, channels }, limitInputPixels: false })
    .flop(viewport?.mirrored ?? false)
    .flip(viewport?.upsideDown ?? false)
    .toColourspace(channels === 1 ? 'b-w' : 'srgb');
  return type === 'image/png'
    ? drawn.png({ compressionLevel: 6 }).toBuffer()
    : drawn.jpeg({ quality, chromaSubsampling: '4:4:4' }).toBuffer();
}

function placed(plane: GreySource, { box, width, height }: RenderedPlace): GreySource {
  const isWhole = box.x === 0 && box.y === 0 && box.width === plane.width && box.height === plane.height;
  if (isWhole && width === plane.width && height === plane.height) return plane;
  return resizeGrey(plane, box, width, height).picture;
}

function interleaved(planes: readonly Uint8Array[]): Uint8Array {
  const [first = new Uint8Array()] = planes;
  if (planes.length === 1) return first;
  const bytes = new Uint8Array(first.length * planes.length);
  for (const [channel, plane] of planes.entries())
    for (let at = 0; at < plane.length; at += 1) bytes[at * planes.length + channel] = plane[at] as number;
  return bytes;
}
