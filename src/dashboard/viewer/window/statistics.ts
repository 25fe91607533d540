import type { GreyView } from '../../../domain/image/imageView';
import { toModality } from '../../../domain/image/lookUp';
import type { Samples } from '../loading/samples';
import { transformsOf } from './frameTransforms';

/** The distribution of modality values over a frame; padding does not count. */
export interface Statistics {
  /** Least and greatest value; both 0 if there is nothing but padding. */
  readonly low: number;
  readonly high: number;
  /**
   * The value below which a given fraction of the pixels lies. The least and the greatest value do not count:
   * they are the borders of a collimated radiograph and saturated pixels.
   *
   * @param share 0 … 1
   */
  readonly percentile: (share: number) => number;
}

interface Bin {
  readonly value: number;
  readonly count: number;
}

/** @param frame from 0 */
export function statisticsOf(grey: GreyView, frame: number, samples: Samples): Statistics {
  const bins = binsOf(grey, frame, samples);
  const low = bins[0]?.value ?? 0;
  const high = bins.at(-1)?.value ?? 0;
  const inner = bins.filter(({ value }) => value > low && value < high);
  const counted = inner.length > 0 ? inner : bins;
  const total = counted.reduce((sum, { count }) => sum + count, 0);
  const percentile = (share: number) => {
    let below = 0;
    for (const { value, count } of counted) {
      below += count;
      if (below >= share * total) return value;
    }
    return counted.at(-1)?.value ?? 0;
  };
  return { low, high, percentile };
}

/** How often each modality value occurs, starting from the least. */
function binsOf(grey: GreyView, frame: number, samples: Samples): Bin[] {
  const size = 2 ** grey.sampleBits;
  const mask = size - 1;
  const counts = new Uint32Array(size);
  for (let index = 0; index < samples.length; index += 1) {
    const entry = (samples[index] as number) & mask;
    counts[entry] = (counts[entry] as number) + 1;
  }
  const modality = toModality(transformsOf(grey, frame).modalityTransform);
  const first = grey.padding?.first ?? Number.POSITIVE_INFINITY;
  const last = grey.padding?.last ?? Number.NEGATIVE_INFINITY;
  const bins: Bin[] = [];
  for (let entry = 0; entry < size; entry += 1) {
    const count = counts[entry] as number;
    const stored = grey.signed && entry >= size / 2 ? entry - size : entry;
    if (count === 0 || (stored >= first && stored <= last)) continue;
    bins.push({ value: modality(stored), count });
  }
  return bins.sort((a, b) => a.value - b.value);
}
