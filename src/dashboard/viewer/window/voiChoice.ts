import type { Window } from '../../../domain/image/imageDescription';
import type { GreyView } from '../../../domain/image/imageView';
import { toModality } from '../../../domain/image/lookUp';
import { rangeVoi, tableVoi, type Voi, windowVoi } from '../../../domain/image/voi';
import { transformsOf } from './frameTransforms';
import type { Statistics } from './statistics';

/** How modality values are displayed: a window, one of the image's VOI tables, or the whole of a range. */
export type VoiChoice =
  | { readonly kind: 'window'; readonly window: Window }
  | { readonly kind: 'table'; readonly index: number }
  | { readonly kind: 'range'; readonly low: number; readonly high: number };

/** The server's default: the first window, else the first table, else the whole range. */
export function automaticOf(grey: GreyView, frame: number, statistics: Statistics): VoiChoice {
  const [window] = transformsOf(grey, frame).windows;
  if (window !== undefined) return { kind: 'window', window };
  if (grey.voiTables.length > 0) return { kind: 'table', index: 0 };
  if (grey.readyForDisplay) return { kind: 'range', low: 0, high: 2 ** grey.bitsStored - 1 };
  return { kind: 'range', low: statistics.low, high: statistics.high };
}

function voiOf(grey: GreyView, shown: VoiChoice): Voi {
  if (shown.kind === 'window') return windowVoi(shown.window);
  if (shown.kind === 'range') return rangeVoi(shown.low, shown.high);
  const table = grey.voiTables[shown.index];
  if (table === undefined) throw new RangeError(`no VOI table ${shown.index}`);
  return tableVoi(table);
}

/**
 * The grey level, 0 black … 255 white, of every possible stored value: entry `value & (2^sampleBits − 1)` is
 * that of `value`. The same arithmetic as the server's, in its order: modality transform, VOI, inversion, and
 * only then 8 bits.
 *
 * @param frame from 0
 * @param negative the person's inversion, in addition to the image's own
 */
export function levelsOf(grey: GreyView, frame: number, shown: VoiChoice, negative: boolean): Uint8Array {
  const count = 2 ** grey.sampleBits;
  const levels = new Uint8Array(count);
  const modality = toModality(transformsOf(grey, frame).modalityTransform);
  const voi = voiOf(grey, shown);
  for (let index = 0; index < count; index += 1) {
    const stored = grey.signed && index >= count / 2 ? index - count : index;
    const value = voi(modality(stored));
    // Single precision, as in the server's pictures: it decides which way a half is rounded.
    const visible = Math.fround(grey.inverted ? 1 - value : value);
    const level = Math.round(Math.min(1, Math.max(0, visible)) * 255);
    levels[index] = negative ? 255 - level : level;
  }
  return levels;
}
