import { nodeHash } from './merkle';

/**
 * The root over the leaves from `first` up to but excluding `end`; `end - first` leaves that start at a
 * multiple of 2^k.
 */
export type RootOfRange = (first: number, end: number) => Promise<Buffer>;

/** The largest power of two smaller than n, n > 1: where RFC 6962 splits a tree. */
export function splitOf(n: number): number {
  return 2 ** Math.floor(Math.log2(n - 1));
}

/**
 * PATH of RFC 6962 section 2.1.1: the audit path from leaf `index` to the root of a tree of `size` leaves,
 * bottom up.
 *
 * @throws RangeError if the tree has no such leaf
 */
export async function inclusionPath(index: number, size: number, rootOf: RootOfRange): Promise<Buffer[]> {
  if (index < 0 || index >= size) throw new RangeError(`a tree of ${size} leaves has no leaf ${index}`);
  const path: Buffer[] = [];
  let [first, end] = [0, size];
  while (end - first > 1) {
    const middle = first + splitOf(end - first);
    if (index < middle) {
      path.push(await rootOf(middle, end));
      end = middle;
    } else {
      path.push(await rootOf(first, middle));
      first = middle;
    }
  }
  return path.reverse();
}

/**
 * PROOF of RFC 6962 section 2.1.2: that the tree of `size` leaves begins with the tree of `old` leaves.
 *
 * @throws RangeError if the old tree is empty or larger than the new one
 */
export async function consistencyPath(old: number, size: number, rootOf: RootOfRange): Promise<Buffer[]> {
  if (old < 1 || old > size) throw new RangeError(`no proof leads from ${old} to ${size} leaves`);
  const path: Buffer[] = [];
  let [first, end, whole] = [0, size, true];
  while (end !== old) {
    const middle = first + splitOf(end - first);
    if (old <= middle) {
      path.push(await rootOf(middle, end));
      end = middle;
    } else {
      path.push(await rootOf(first, middle));
      first = middle;
      whole = false;
    }
  }
  if (!whole) path.push(await rootOf(first, end));
  return path.reverse();
}

/** Whether the path leads from this leaf to this root; RFC 9162 section 2.1.3.2. */
export function isIncluded(
  leaf: Buffer,
  index: number,
  size: number,
  path: readonly Buffer[],
  root: Buffer,
): boolean {
  if (index < 0 || index >= size) return false;
  let [fn, sn] = [index, size - 1];
  let hash = leaf;
  for (const sibling of path) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      hash = nodeHash(sibling, hash);
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [half(fn), half(sn)];
    } else {
      hash = nodeHash(hash, sibling);
    }
    [fn, sn] = [half(fn), half(sn)];
  }
  return sn === 0 && hash.equals(root);
}

/** Whether the path shows that the tree of `size` leaves begins with that of `old` leaves; RFC 9162 section 2.1.4.2. */
export function isConsistent(
  old: number,
  oldRoot: Buffer,
  size: number,
  root: Buffer,
  path: readonly Buffer[],
): boolean {
  if (old < 1 || old > size) return false;
  if (old === size) return path.length === 0 && oldRoot.equals(root);
  const hashes = isPowerOfTwo(old) ? [oldRoot, ...path] : [...path];
  const [start, ...others] = hashes;
  if (start === undefined) return false;
  let [fn, sn] = [old - 1, size - 1];
  while (fn % 2 === 1) [fn, sn] = [half(fn), half(sn)];
  let [was, is] = [start, start];
  for (const hash of others) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      [was, is] = [nodeHash(hash, was), nodeHash(hash, is)];
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [half(fn), half(sn)];
    } else {
      is = nodeHash(is, hash);
    }
    [fn, sn] = [half(fn), half(sn)];
  }
  return sn === 0 && was.equals(oldRoot) && is.equals(root);
}

function half(n: number): number {
  return Math.floor(n / 2);
}

function isPowerOfTwo(n: number): boolean {
  return 2 ** Math.round(Math.log2(n)) === n;
}
