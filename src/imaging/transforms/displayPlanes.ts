import { isGrey } from '../../domain/image/displayFunction';
import type { ImageDescription, LookupTable } from '../../domain/image/imageDescription';
import { lookUp } from '../../domain/image/lookUp';
import { type GreySource, type GreyValues, sizeOf } from '../picture';
import { displaySource, type VoiChoice } from './displayPicture';
import { mapSamples } from './sampleValues';
import { type StoredSamples, storedSamples } from './storedSamples';

/**
 * A frame as a person sees it, 0 … 1: one picture of a grey one, and of colour one for red, green and blue each.
 *
 * @param description of one frame
 * @throws RangeError as `displayPicture` does, and for a choice where there is no grey
 */
export function displayPlanes(
  description: ImageDescription,
  pixels: Uint8Array,
  choice: VoiChoice,
): readonly GreySource[] {
  if (isGrey(description)) return [displaySource(description, pixels, 0, choice)];
  if (choice.kind !== 'automatic') throw new RangeError('a window for a picture in colour');
  const size = sizeOf(description);
  return colours(description, storedSamples(description, pixels, 0)).map((values) => ({
    ...size,
    ...values,
  }));
}

function colours(description: ImageDescription, samples: StoredSamples): readonly GreyValues[] {
  const { photometricInterpretation: photometric, bitsStored, palette } = description;
  if (photometric === 'PALETTE COLOR') {
    if (palette === undefined) throw new RangeError('a picture of palette colours without a palette');
    return [palette.red, palette.green, palette.blue].map((table) => throughPalette(samples, table));
  }
  const full = 2 ** bitsStored - 1;
  if (!photometric.startsWith('YBR'))
    return [0, 1, 2].map((primary) => plane(samples, (at) => (samples[at + primary] ?? 0) / full));
  // PS3.3 C.7.6.3.1.2, turned round.
  const zero = 2 ** (bitsStored - 1);
  const luma = (at: number) => samples[at] ?? 0;
  const blue = (at: number) => (samples[at + 1] ?? 0) - zero;
  const red = (at: number) => (samples[at + 2] ?? 0) - zero;
  return [
    plane(samples, (at) => (luma(at) + 1.402 * red(at)) / full),
    plane(samples, (at) => (luma(at) - 0.344136 * blue(at) - 0.714136 * red(at)) / full),
    plane(samples, (at) => (luma(at) + 1.772 * blue(at)) / full),
  ];
}

/** @param valueAt of the pixel whose first sample stands there */
function plane(samples: StoredSamples, valueAt: (at: number) => number): GreyValues {
  const data = new Float32Array(samples.length / 3);
  for (let pixel = 0; pixel < data.length; pixel += 1)
    data[pixel] = Math.min(1, Math.max(0, valueAt(pixel * 3)));
  return { data };
}

function throughPalette(samples: StoredSamples, table: LookupTable): GreyValues {
  return mapSamples(samples, (value) => lookUp(table, value) / (2 ** table.bits - 1));
}
