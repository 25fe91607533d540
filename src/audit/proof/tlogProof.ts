import { type Checkpoint, openCheckpoint } from './checkpoint';
import { isIncluded } from './proofs';
import { NoteError } from './signedNote';
import type { VerifierKey } from './verifierKey';

const firstLine = 'c2sp.org/tlog-proof@v1';

/** A self-contained proof that an entry is in a log: C2SP tlog-proof. */
export function formatProof(index: number, path: readonly Buffer[], checkpoint: string): string {
  const hashes = path.map((hash) => `${hash.toString('base64')}\n`).join('');
  return `${firstLine}\nindex ${index}\n${hashes}\n${checkpoint}`;
}

interface Proof {
  readonly index: number;
  readonly path: readonly Buffer[];
  readonly checkpoint: string;
}

const proofText =
  /^c2sp\.org\/tlog-proof@v1\n(?:extra [A-Za-z0-9+/]+={0,2}\n)?index (0|[1-9]\d{0,14})\n((?:[A-Za-z0-9+/]{43}=\n)*)\n/;

/** @throws NoteError if the text is not a proof */
function parseProof(text: string): Proof {
  const [start, index, hashes] = proofText.exec(text) ?? [];
  if (start === undefined || hashes === undefined) throw new NoteError('it is not a proof');
  const path = hashes.split('\n').filter(Boolean);
  return {
    index: Number(index),
    path: path.map((hash) => Buffer.from(hash, 'base64')),
    checkpoint: text.slice(start.length),
  };
}

/** Whether a proof shows this leaf in a tree that one of the keys has signed. @throws NoteError */
export function checkProof(
  text: string,
  leaf: Buffer,
  keys: readonly VerifierKey[],
): Checkpoint & { index: number } {
  const { index, path, checkpoint } = parseProof(text);
  const { origin, size, root } = openCheckpoint(checkpoint, keys);
  if (!isIncluded(leaf, index, size, path, root))
    throw new NoteError(`it does not lead from this entry to the root of the ${size} entries`);
  return { origin, size, root, index };
}
