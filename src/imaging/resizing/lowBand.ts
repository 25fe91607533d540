import type { Reduction } from '../../domain/image/reduction';

/** Weights of neighbouring samples of a line: `values[k]` belongs to sample `first + k`; empty if there are none. */
export interface SampleWeights {
  readonly first: number;
  readonly values: readonly number[];
}

/** The low-pass filters of the inverse transform, ITU-T T.800 annex F, from the centre outwards; gain 1. */
const synthesisFilters: Readonly<Record<Reduction['wavelet'], readonly number[]>> = {
  '5/3': [1, 0.5],
  '9/7': [1.115087052456994, 0.591271763114247, -0.0575435262284996, -0.0912717631142495],
};

/**
 * Weights for the samples of a reduced line that give what `weights` would give on the pixels of the full
 * line if its finer details were zero: the transposed inverse wavelet transform. Only details are neglected,
 * and their mean is zero.
 *
 * @param pixels of the full line
 */
export function toLowBand(weights: SampleWeights, pixels: number, reduction: Reduction): SampleWeights {
  let result = weights;
  for (let level = 0; level < reduction.levels; level += 1) {
    result = halve(result, Math.ceil(pixels / 2 ** level), synthesisFilters[reduction.wavelet]);
  }
  return result;
}

/** One step: sample k of the low band lies on pixel 2k, and both ends are mirrored (T.800 F.3.7). */
function halve({ first, values }: SampleWeights, size: number, filter: readonly number[]): SampleWeights {
  if (values.length === 0) return { first: 0, values };
  const reach = filter.length - 1;
  const sums = new Map<number, number>();
  for (const [index, weight] of values.entries()) {
    for (let tap = -reach; tap <= reach; tap += 1) {
      const position = first + index - tap;
      if (position % 2 !== 0) continue;
      const sample = mirrored(position, size) / 2;
      sums.set(sample, (sums.get(sample) ?? 0) + weight * (filter[Math.abs(tap)] as number));
    }
  }
  const [low, high] = [Math.min(...sums.keys()), Math.max(...sums.keys())];
  return {
    first: low,
    values: Array.from({ length: high - low + 1 }, (_, index) => sums.get(low + index) ?? 0),
  };
}

function mirrored(position: number, size: number): number {
  if (size === 1) return 0;
  const period = 2 * (size - 1);
  const within = ((position % period) + period) % period;
  return Math.min(within, period - within);
}
