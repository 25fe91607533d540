import { isGrey } from '../../domain/image/displayFunction';
import type { ImageDescription } from '../../domain/image/imageDescription';
import { toModality } from '../../domain/image/lookUp';
import { dataOf, type GreyPicture, type GreySource, sizeOf } from '../picture';
import { luminance } from './luminance';
import { clampNonFinite } from './nonFinite';
import { mapSamples } from './sampleValues';
import { storedSamples } from './storedSamples';

/**
 * One frame after the modality transform alone: no window, no inversion. Colour gives its luminance, 0…2^bits
 * − 1 (0…1 through a palette). NaN and infinite float samples take the least or the greatest value.
 *
 * @param frame from 0
 * @throws RangeError if there is no such frame
 */
export function modalityPicture(description: ImageDescription, pixels: Uint8Array, frame = 0): GreyPicture {
  return { ...sizeOf(description, frame), data: dataOf(modalitySource(description, pixels, frame)) };
}

/** The same picture as `modalityPicture`, not written out if samples and a table can represent it. */
export function modalitySource(description: ImageDescription, pixels: Uint8Array, frame = 0): GreySource {
  const samples = storedSamples(description, pixels, frame);
  const transform = description.perFrame?.[frame]?.modalityTransform ?? description.modalityTransform;
  const values = isGrey(description)
    ? mapSamples(samples, toModality(transform))
    : luminance(description, samples).values;
  if (description.sampleType !== 'float') return { ...sizeOf(description, frame), ...values };
  return { ...sizeOf(description, frame), data: clampNonFinite(dataOf(values)) };
}
