import { createHash } from 'node:crypto';
import type { PlacedPart } from './parts';

/** The SHA-256 of each part as it is, in hex, by name. What comes after the last part counts for none. */
export async function partHashes(
  stream: AsyncIterable<Uint8Array>,
  parts: readonly PlacedPart[],
): Promise<Map<string, string>> {
  const hashes = parts.map(() => createHash('sha256'));
  let start = 0;
  for await (const chunk of stream) {
    for (const [index, { offset, bytes }] of parts.entries()) {
      const [from, to] = [Math.max(offset, start), Math.min(offset + bytes, start + chunk.length)];
      if (from < to) hashes[index]?.update(chunk.subarray(from - start, to - start));
    }
    start += chunk.length;
  }
  return new Map(parts.map(({ name }, index) => [name, hashes[index]?.digest('hex') as string]));
}
