import { createHash } from 'node:crypto';

/**
 * A second implementation of RFC 6962 section 2.1, written from its text alone and sharing nothing with `src/audit`: the
 * recursive definitions as they stand there, over all leaves, and verification that rebuilds both roots recursively.
 */

const sha256 = (...parts: Uint8Array[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** "k is the largest power of two smaller than n" */
function k(n: number): number {
  let power = 1;
  while (power * 2 < n) power *= 2;
  return power;
}

/** MTH(D[n]) */
export function mth(d: readonly Uint8Array[]): Buffer {
  if (d.length === 0) return sha256();
  if (d.length === 1) return sha256(Uint8Array.of(0x00), d[0] as Uint8Array);
  const split = k(d.length);
  return sha256(Uint8Array.of(0x01), mth(d.slice(0, split)), mth(d.slice(split)));
}

/** PATH(m, D[n]) */
export function path(m: number, d: readonly Uint8Array[]): Buffer[] {
  if (d.length === 1) return [];
  const split = k(d.length);
  return m < split
    ? [...path(m, d.slice(0, split)), mth(d.slice(split))]
    : [...path(m - split, d.slice(split)), mth(d.slice(0, split))];
}

/** PROOF(m, D[n]) = SUBPROOF(m, D[n], true) */
export function proof(m: number, d: readonly Uint8Array[]): Buffer[] {
  return subproof(m, d, true);
}

function subproof(m: number, d: readonly Uint8Array[], b: boolean): Buffer[] {
  if (m === d.length) return b ? [] : [mth(d)];
  const split = k(d.length);
  return m <= split
    ? [...subproof(m, d.slice(0, split), b), mth(d.slice(split))]
    : [...subproof(m - split, d.slice(split), false), mth(d.slice(0, split))];
}

/** The root that an audit path leads to, or undefined where it has not the length that the place asks for. */
export function rootFromPath(
  leaf: Buffer,
  m: number,
  n: number,
  hashes: readonly Buffer[],
): Buffer | undefined {
  if (n === 1) return hashes.length === 0 ? leaf : undefined;
  const sibling = hashes.at(-1);
  if (sibling === undefined) return undefined;
  const split = k(n);
  const rest = hashes.slice(0, -1);
  if (m < split) {
    const left = rootFromPath(leaf, m, split, rest);
    return left && sha256(Uint8Array.of(1), left, sibling);
  }
  const right = rootFromPath(leaf, m - split, n - split, rest);
  return right && sha256(Uint8Array.of(1), sibling, right);
}

/** Whether a consistency proof holds, by rebuilding old and new root from it along the definition of SUBPROOF. */
export function provesConsistency(
  m: number,
  oldRoot: Buffer,
  n: number,
  newRoot: Buffer,
  hashes: readonly Buffer[],
): boolean {
  const left = [...hashes];
  const rebuilt = roots(m, n, true);
  return (
    rebuilt !== undefined && left.length === 0 && rebuilt[0].equals(oldRoot) && rebuilt[1].equals(newRoot)
  );

  function roots(size: number, of: number, whole: boolean): [Buffer, Buffer] | undefined {
    if (size === of) {
      const known = whole ? oldRoot : left.shift();
      return known && [known, known];
    }
    const split = k(of);
    if (size <= split) {
      const below = roots(size, split, whole);
      const sibling = left.shift();
      return below && sibling && [below[0], sha256(Uint8Array.of(1), below[1], sibling)];
    }
    const below = roots(size - split, of - split, false);
    const sibling = left.shift();
    return (
      below &&
      sibling && [sha256(Uint8Array.of(1), sibling, below[0]), sha256(Uint8Array.of(1), sibling, below[1])]
    );
  }
}
