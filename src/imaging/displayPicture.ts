import { isGrey, isInverted, isReadyForDisplay } from '../domain/image/displayFunction';
import type { ImageDescription, Window } from '../domain/image/imageDescription';
import { toModality } from '../domain/image/lookUp';
import { rangeVoi, tableVoi, type Voi, windowVoi } from '../domain/image/voi';
import { luminance } from './luminance';
import { mapSamples } from './mapSamples';
import { nanIsLeast } from './nonFinite';
import { type GreyPicture, sizeOf } from './picture';
import { type StoredSamples, storedSamples } from './storedSamples';

/** Which of an image's ways to be shown: one of its windows or tables by index, a window of one's own. */
export type VoiChoice =
  | { readonly kind: 'automatic' }
  | { readonly kind: 'window'; readonly window: Window | number }
  | { readonly kind: 'table'; readonly index: number };

/**
 * One frame as a person sees it, 0 black … 1 white: stored value → modality transform → VOI → inversion, each once
 * and in this order (PS3.3 C.11, PS3.14). Grey is never cut to 8 bits on the way; colour gives its luminance (BT.601).
 *
 * Automatic means the first window, else the first VOI table, else the whole range: of the bits where these are at
 * most 8 and nothing transforms them, of the modality values in the frame (padding left out) otherwise. A float sample
 * that is no number lies below everything.
 *
 * @param frame from 0
 * @throws RangeError where there is no such frame, window or table, or the window's width or centre is unusable
 */
export function displayPicture(
  description: ImageDescription,
  pixels: Uint8Array,
  frame = 0,
  choice: VoiChoice = { kind: 'automatic' },
): GreyPicture {
  const samples = storedSamples(description, pixels, frame);
  const picture = sizeOf(description);
  if (!isGrey(description)) {
    const { data, full } = luminance(description, samples);
    return { ...picture, data: full === 1 ? data : data.map((value) => value / full) };
  }
  const { modalityTransform, windows } = description.perFrame?.[frame] ?? description;
  const modality = nanIsLeast(toModality(modalityTransform));
  const voi = chooseVoi({ ...description, modalityTransform, windows }, samples, modality, choice);
  const show = isInverted(description)
    ? (stored: number) => 1 - voi(modality(stored))
    : (stored: number) => voi(modality(stored));
  return { ...picture, data: mapSamples(samples, show) };
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
  if (windows[0] !== undefined) return windowVoi(windows[0]);
  if (voiTables[0] !== undefined) return tableVoi(voiTables[0]);
  return wholeRange(description, samples, modality);
}

function wholeRange(
  description: ImageDescription,
  samples: StoredSamples,
  modality: (stored: number) => number,
): Voi {
  const { bitsStored, modalityTransform, padding } = description;
  if (isReadyForDisplay(description)) return rangeVoi(0, 2 ** bitsStored - 1);
  const first = padding?.first ?? Number.POSITIVE_INFINITY;
  const last = padding?.last ?? Number.NEGATIVE_INFINITY;
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  const values = modalityTransform.kind === 'lut' ? mapSamples(samples, modality) : undefined;
  for (let index = 0; index < samples.length; index += 1) {
    const stored = samples[index] ?? 0;
    if ((stored >= first && stored <= last) || !Number.isFinite(stored)) continue;
    const value = values === undefined ? stored : (values[index] ?? 0);
    if (value < low) low = value;
    if (value > high) high = value;
  }
  // Nothing but padding, or nothing finite.
  if (low > high) return rangeVoi(0, 0);
  // A rescale is monotonic, so that the ends of the stored values give those of the modality values.
  if (values !== undefined) return rangeVoi(low, high);
  const ends = [modality(low), modality(high)];
  return rangeVoi(Math.min(...ends), Math.max(...ends));
}
