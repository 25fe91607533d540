import type { GreyValues, TabledPicture } from '../picture';
import type { StoredSamples } from './storedSamples';

/** Below this many samples a table of all values would cost more than it saves. */
const worthATable = 0x10000;

/** Samples with few possible values, so that a function of the value alone is computed once for each. */
interface FewValued {
  readonly indices: TabledPicture['indices'];
  /** The number of values; an index is below it. */
  readonly count: number;
  storedAt(index: number): number;
}

/** For samples of 8 and 16 bits, if there are many; undefined for all others. */
function fewValued(samples: StoredSamples): FewValued | undefined {
  const { buffer, byteOffset, length, BYTES_PER_ELEMENT: width } = samples;
  if (width > 2 || length < worthATable) return undefined;
  const indices =
    width === 1 ? new Uint8Array(buffer, byteOffset, length) : new Uint16Array(buffer, byteOffset, length);
  const count = 2 ** (8 * width);
  const signed = samples instanceof Int16Array || samples instanceof Int8Array;
  return { indices, count, storedAt: (index) => (signed && index >= count / 2 ? index - count : index) };
}

/**
 * Applies a function of one stored value to all samples. Samples of 8 and 16 bits use a table of every
 * possible value, so that the function's own cost does not grow with the picture.
 */
export function mapSamples(samples: StoredSamples, transform: (stored: number) => number): GreyValues {
  const few = fewValued(samples);
  if (few === undefined) {
    const data = new Float32Array(samples.length);
    for (let at = 0; at < data.length; at += 1) data[at] = transform(samples[at] ?? 0);
    return { data };
  }
  const table = new Float32Array(few.count);
  for (let index = 0; index < table.length; index += 1) table[index] = transform(few.storedAt(index));
  return { indices: few.indices, table };
}

/**
 * The stored values that occur: each once if the samples have few possible values, otherwise the samples
 * themselves.
 */
export function occurringValues(samples: StoredSamples): ArrayLike<number> {
  const few = fewValued(samples);
  if (few === undefined) return samples;
  const { indices, count } = few;
  const seen = new Uint8Array(count);
  for (let at = 0; at < indices.length; at += 1) seen[indices[at] as number] = 1;
  const values: number[] = [];
  for (let index = 0; index < count; index += 1) if (seen[index] === 1) values.push(few.storedAt(index));
  return values;
}
