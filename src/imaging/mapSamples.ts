import type { StoredSamples } from './storedSamples';

/** Below this many samples a table of all values would cost more than it saves. */
const worthATable = 0x10000;

/**
 * Applies a function of one stored value to all. Samples of 8 and 16 bits go through a table of every value that they
 * can have, so that the function's own cost does not grow with the picture.
 */
export function mapSamples(samples: StoredSamples, transform: (stored: number) => number): Float32Array {
  const result = new Float32Array(samples.length);
  if (samples.BYTES_PER_ELEMENT > 2 || samples.length < worthATable) {
    for (let index = 0; index < samples.length; index += 1) result[index] = transform(samples[index] ?? 0);
    return result;
  }
  const values = 2 ** (8 * samples.BYTES_PER_ELEMENT);
  const signed = samples instanceof Int16Array || samples instanceof Int8Array;
  const table = new Float32Array(values);
  for (let index = 0; index < values; index += 1) {
    table[index] = transform(signed && index >= values / 2 ? index - values : index);
  }
  const mask = values - 1;
  for (let index = 0; index < samples.length; index += 1) {
    result[index] = table[(samples[index] ?? 0) & mask] ?? 0;
  }
  return result;
}
