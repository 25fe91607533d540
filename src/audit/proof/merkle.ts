import { createHash } from 'node:crypto';

/** Length of a SHA-256 hash, in bytes. */
export const hashBytes = 32;

/** The root of a tree without leaves, RFC 6962 section 2.1: the hash of the empty string. */
export const emptyRoot: Buffer = createHash('sha256').digest();

const leafPrefix = Uint8Array.of(0);
const nodePrefix = Uint8Array.of(1);

/** SHA-256(0x00 ‖ entry). The prefixes keep a leaf from being passed off as a node and vice versa. */
export function leafHash(entry: Uint8Array): Buffer {
  return createHash('sha256').update(leafPrefix).update(entry).digest();
}

/** SHA-256(0x01 ‖ left ‖ right). */
export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  return createHash('sha256').update(nodePrefix).update(left).update(right).digest();
}

/**
 * An append-only Merkle tree of RFC 6962: the roots of its complete subtrees, largest first, one for each set
 * bit of its size. That is enough to add leaves and to compute the root.
 */
export class GrowingTree {
  readonly #roots: Buffer[];
  #size: number;

  /** @param roots of the complete subtrees of a tree of that size, largest first */
  constructor(size = 0, roots: readonly Buffer[] = []) {
    this.#size = size;
    this.#roots = [...roots];
  }

  get size(): number {
    return this.#size;
  }

  append(leaf: Buffer): void {
    let hash = leaf;
    for (let rest = this.#size; rest % 2 === 1; rest = (rest - 1) / 2) {
      hash = nodeHash(this.#roots.pop() as Buffer, hash);
    }
    this.#roots.push(hash);
    this.#size += 1;
  }

  appendAll(leaves: readonly Buffer[]): void {
    for (const leaf of leaves) this.append(leaf);
  }

  root(): Buffer {
    const [last, ...larger] = [...this.#roots].reverse();
    return larger.reduce((right, left) => nodeHash(left, right), last ?? emptyRoot);
  }
}

/** The root over 2^k adjacent hashes of one level. */
export function rootOfComplete(hashes: Uint8Array): Buffer {
  let level = hashes;
  while (level.length > hashBytes) {
    const next = Buffer.alloc(level.length / 2);
    for (let at = 0; at < next.length; at += hashBytes) {
      const pair = level.subarray(2 * at, 2 * (at + hashBytes));
      next.set(nodeHash(pair.subarray(0, hashBytes), pair.subarray(hashBytes)), at);
    }
    level = next;
  }
  return Buffer.from(level);
}
