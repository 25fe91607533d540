import { isGrey } from '../domain/image/displayFunction';
import type { ImageDescription } from '../domain/image/imageDescription';
import { toModality } from '../domain/image/lookUp';
import { luminance } from './luminance';
import { mapSamples } from './mapSamples';
import { clampNonFinite } from './nonFinite';
import { type GreyPicture, sizeOf } from './picture';
import { storedSamples } from './storedSamples';

/**
 * One frame after the modality transform alone: no window, no inversion. Colour gives its luminance, 0…2^bits − 1
 * (0…1 through a palette). Float samples that are no number or infinite take the least or the greatest value.
 *
 * @param frame from 0
 * @throws RangeError where there is no such frame
 */
export function modalityPicture(description: ImageDescription, pixels: Uint8Array, frame = 0): GreyPicture {
  const samples = storedSamples(description, pixels, frame);
  const transform = description.perFrame?.[frame]?.modalityTransform ?? description.modalityTransform;
  const data = isGrey(description)
    ? mapSamples(samples, toModality(transform))
    : luminance(description, samples).data;
  if (description.sampleType === 'float') clampNonFinite(data);
  return { ...sizeOf(description), data };
}
