import { type Samples, samplesOf } from '../../../src/dashboard/viewer/loading/samples';
import { type Statistics, statisticsOf } from '../../../src/dashboard/viewer/window/statistics';
import { automaticOf, levelsOf, type VoiChoice } from '../../../src/dashboard/viewer/window/voiChoice';
import type { ImageDescription } from '../../../src/domain/image/imageDescription';
import type { GreyView, ImageView } from '../../../src/domain/image/imageView';
import { displayPicture } from '../../../src/imaging/transforms/displayPicture';
import { imageViewOf } from '../../../src/operations/images/imageViewOf';
import { hexId } from '../../domain/arbitraries';

/** What the page is told of an image, after its way through JSON. */
export function viewOf(description: ImageDescription): ImageView {
  const image = { ...description, imageId: hexId('image'), studyId: hexId('study') };
  return JSON.parse(JSON.stringify(imageViewOf(image))) as ImageView;
}

export function greyOf(description: ImageDescription): GreyView {
  const { grey } = viewOf(description);
  if (grey === undefined) throw new Error('expected a grey picture');
  return grey;
}

/** Numbers of 16 bits as stored values of the image: as many bits as it has, signed where it is. */
export function storedAs(
  { bitsAllocated, bitsStored, pixelRepresentation }: ImageDescription,
  values: readonly number[],
): Uint8Array {
  const shift = 32 - bitsStored;
  const cut = values.map((value) =>
    pixelRepresentation === 1 ? (value << shift) >> shift : (value << shift) >>> shift,
  );
  const { buffer } = bitsAllocated === 8 ? Uint8Array.from(cut) : Uint16Array.from(cut);
  return new Uint8Array(buffer);
}

/** One frame's stored values as the page receives them. */
export function samplesInPage(description: ImageDescription, pixels: Uint8Array, frame: number): Samples {
  const { rows, columns, frames } = description;
  const length = pixels.length / frames;
  // A buffer of Node would hand out the memory of its neighbours.
  const bytes = new Uint8Array(pixels.subarray(frame * length, (frame + 1) * length));
  return samplesOf(greyOf(description), bytes.buffer, rows * columns);
}

export function statisticsInPage(description: ImageDescription, pixels: Uint8Array): Statistics {
  return statisticsOf(greyOf(description), 0, samplesInPage(description, pixels, 0));
}

/** The levels of a frame's pixels as the page draws them; by itself where nothing was chosen. */
export function shownInPage(
  description: ImageDescription,
  pixels: Uint8Array,
  frame: number,
  chosen?: VoiChoice,
): Uint8Array {
  const grey = greyOf(description);
  const samples = samplesInPage(description, pixels, frame);
  const shown = chosen ?? automaticOf(grey, frame, statisticsOf(grey, frame, samples));
  const levels = levelsOf(grey, frame, shown, false);
  const mask = levels.length - 1;
  return Uint8Array.from(samples, (stored) => levels[stored & mask] ?? 0);
}

/** The greatest difference between the page and the server on any pixel of a frame, in levels. */
export function differenceFromServer(
  description: ImageDescription,
  pixels: Uint8Array,
  frame: number,
): number {
  const { data } = displayPicture(description, pixels, frame);
  const shown = shownInPage(description, pixels, frame);
  let most = 0;
  for (const [index, value] of data.entries()) {
    const level = Math.round(Math.min(1, Math.max(0, value)) * 255);
    most = Math.max(most, Math.abs(level - (shown[index] ?? 999)));
  }
  return most;
}
