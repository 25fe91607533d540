import { automaticVoi, isGrey, isInverted } from '../../domain/image/displayFunction';
import type { ImageDescription, Window } from '../../domain/image/imageDescription';
import { toModality } from '../../domain/image/lookUp';
import { rangeVoi, tableVoi, type Voi, windowVoi } from '../../domain/image/voi';
import { dataOf, type GreyPicture, type GreySource, type GreyValues, sizeOf } from '../picture';
import { type Luminance, luminance } from './luminance';
import { nanIsLeast } from './nonFinite';
import { mapSamples, occurringValues } from './sampleValues';
import { type StoredSamples, storedSamples } from './storedSamples';

/** How an image is displayed: one of its windows or tables by index, or a custom window. */
export type VoiChoice =
  | { readonly kind: 'automatic' }
  | { readonly kind: 'window'; readonly window: Window | number }
  | { readonly kind: 'table'; readonly index: number };

/**
 * One frame as a person sees it, 0 black … 1 white: stored value → modality transform → VOI → inversion, each
 * once and in this order (PS3.3 C.11, PS3.14). Grey is never reduced to 8 bits on the way; colour gives its
 * luminance (BT.601).
 *
 * Automatic means the first window, else the first VOI table, else the whole range: that of the bits if there
 * are at most 8 and no transform, otherwise that of the modality values in the frame (without padding). A NaN
 * float sample lies below everything.
 *
 * @param frame from 0
 * @throws RangeError if there is no such frame, window or table, or the window's width or centre is unusable
 */
export function displayPicture(
  description: ImageDescription,
  pixels: Uint8Array,
  frame = 0,
  choice: VoiChoice = { kind: 'automatic' },
): GreyPicture {
  const source = displaySource(description, pixels, frame, choice);
  return { ...sizeOf(description, frame), data: dataOf(source) };
}

/** The same picture as `displayPicture`, not written out if samples and a table can represent it. */
export function displaySource(
  description: ImageDescription,
  pixels: Uint8Array,
  frame = 0,
  choice: VoiChoice = { kind: 'automatic' },
): GreySource {
  const samples = storedSamples(description, pixels, frame);
  const picture = sizeOf(description, frame);
  if (!isGrey(description)) return { ...picture, ...shareOfFull(luminance(description, samples)) };
  const { modalityTransform, windows } = description.perFrame?.[frame] ?? description;
  const modality = nanIsLeast(toModality(modalityTransform));
  const voi = chooseVoi({ ...description, modalityTransform, windows }, samples, modality, choice);
  const show = isInverted(description)
    ? (stored: number) => 1 - voi(modality(stored))
    : (stored: number) => voi(modality(stored));
  return { ...picture, ...mapSamples(samples, show) };
}

function shareOfFull({ values, full }: Luminance): GreyValues {
  return full === 1 ? values : { data: dataOf(values).map((value) => value / full) };
}

function chooseVoi(
  description: ImageDescription,
  samples: StoredSamples,
  modality: (stored: number) => number,
  choice: VoiChoice,
): Voi {
  const { windows, voiTables } = description;
  if (choice.kind === 'window') {
    const window = typeof choice.window === 'number' ? windows[choice.window] : choice.window;
    if (window === undefined) throw new RangeError(`no window ${choice.window}`);
    return windowVoi(window);
  }
  if (choice.kind === 'table') {
    const table = voiTables[choice.index];
    if (table === undefined) throw new RangeError(`no VOI table ${choice.index}`);
    return tableVoi(table);
  }
  const automatic = automaticVoi(description);
  switch (automatic.kind) {
    case 'window':
      return windowVoi(automatic.window);
    case 'table':
      return tableVoi(automatic.table);
    case 'bits':
      return rangeVoi(0, 2 ** description.bitsStored - 1);
    case 'range':
      return wholeRange(description, samples, modality);
  }
}

function wholeRange(
  description: ImageDescription,
  samples: StoredSamples,
  modality: (stored: number) => number,
): Voi {
  const { modalityTransform, padding } = description;
  const first = padding?.first ?? Number.POSITIVE_INFINITY;
  const last = padding?.last ?? Number.NEGATIVE_INFINITY;
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  const tabled = modalityTransform.kind === 'lut';
  const occurring = occurringValues(samples);
  for (let index = 0; index < occurring.length; index += 1) {
    const stored = occurring[index] ?? 0;
    if ((stored >= first && stored <= last) || !Number.isFinite(stored)) continue;
    const value = tabled ? Math.fround(modality(stored)) : stored;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  // Only padding, or no finite value.
  if (low > high) return rangeVoi(0, 0);
  // A rescale is monotonic, so the ends of the stored values give those of the modality values.
  if (tabled) return rangeVoi(low, high);
  const ends = [modality(low), modality(high)];
  return rangeVoi(Math.min(...ends), Math.max(...ends));
}
