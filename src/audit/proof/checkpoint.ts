import { NoteError, openNote, readNote, signNote } from './signedNote';
import type { Signer } from './signer';
import type { VerifierKey } from './verifierKey';

/** A log's statement about itself at one moment: C2SP tlog-checkpoint. */
export interface Checkpoint {
  /** The name of the log. */
  readonly origin: string;
  readonly size: number;
  readonly root: Buffer;
}

export function checkpointText({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${root.toString('base64')}\n`;
}

/** The checkpoint as a signed note. */
export function signCheckpoint(checkpoint: Checkpoint, signer: Signer): Promise<string> {
  return signNote(checkpointText(checkpoint), signer);
}

/** The content of a note, without checking its signatures. @throws NoteError */
export function readCheckpoint(note: string): Checkpoint {
  return parseText(readNote(note));
}

/**
 * The content of a note that one of the keys has signed.
 *
 * @returns also the key that signed
 * @throws NoteError if it is malformed, no known key signed it, or a known key's signature is wrong
 */
export function openCheckpoint(
  note: string,
  keys: readonly VerifierKey[],
): Checkpoint & { key: VerifierKey } {
  const checkpoint = readCheckpoint(note);
  return { ...checkpoint, key: openNote(note, keys).key };
}

const bodyLines = /^([^\n]+)\n(0|[1-9]\d{0,14})\n([A-Za-z0-9+/]{43}=)\n$/;

/** Extension lines are refused: our logs have none, and nothing would check them. */
function parseText(text: string): Checkpoint {
  const [, origin, size, root] = bodyLines.exec(text) ?? [];
  if (origin === undefined || root === undefined) throw new NoteError('its text is not a checkpoint');
  return { origin, size: Number(size), root: Buffer.from(root, 'base64') };
}
