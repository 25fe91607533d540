import type { Signer } from './signer';
import { hasSigned, type VerifierKey } from './verifierKey';

/** A log's statement about itself at one moment: C2SP tlog-checkpoint. */
export interface Checkpoint {
  /** The name of the log. */
  readonly origin: string;
  readonly size: number;
  readonly root: Buffer;
}

/** A signed note: its text, and who claims to have signed it. */
interface Note {
  readonly text: string;
  readonly signatures: readonly { readonly name: string; readonly id: Buffer; readonly bytes: Buffer }[];
}

/** A checkpoint that is malformed or not signed as required. */
export class CheckpointError extends Error {
  override readonly name = 'CheckpointError';
}

export function checkpointText({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${root.toString('base64')}\n`;
}

/** The checkpoint as a signed note. */
export async function signCheckpoint(checkpoint: Checkpoint, signer: Signer): Promise<string> {
  const text = checkpointText(checkpoint);
  const signature = Buffer.concat([signer.key.id, await signer.sign(Buffer.from(text))]);
  return `${text}\n— ${signer.key.name} ${signature.toString('base64')}\n`;
}

/** The content of a note, without checking its signatures. @throws CheckpointError */
export function readCheckpoint(note: string): Checkpoint {
  return parseText(parseNote(note).text);
}

/**
 * The content of a note that one of the keys has signed.
 *
 * @returns also the key that signed
 * @throws CheckpointError if it is malformed, no known key signed it, or a known key's signature is wrong
 */
export function openCheckpoint(
  note: string,
  keys: readonly VerifierKey[],
): Checkpoint & { key: VerifierKey } {
  const { text, signatures } = parseNote(note);
  const checkpoint = parseText(text);
  const signed = signatures.flatMap(({ name, id, bytes }) => {
    const key = keys.find((known) => known.name === name && known.id.equals(id));
    return key === undefined ? [] : [{ key, bytes }];
  });
  const [first] = signed;
  if (first === undefined) throw new CheckpointError('it is not signed by a key that was given');
  if (!signed.every(({ key, bytes }) => hasSigned(key, Buffer.from(text), bytes)))
    throw new CheckpointError('its signature is wrong');
  return { ...checkpoint, key: first.key };
}

const maxSignatures = 16;
const signatureLine = /^— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})$/u;

function parseNote(note: string): Note {
  const split = note.lastIndexOf('\n\n');
  const text = note.slice(0, split + 1);
  const lines = note.slice(split + 2).split('\n');
  if (split < 0 || lines.pop() !== '' || lines.length === 0 || lines.length > maxSignatures)
    throw new CheckpointError('it is not a signed note');
  const signatures = lines.map((line) => {
    const [, name, base64] = signatureLine.exec(line) ?? [];
    const bytes = Buffer.from(base64 ?? '', 'base64');
    if (name === undefined || bytes.length < 5)
      throw new CheckpointError('it has a line that is not a signature');
    return { name, id: bytes.subarray(0, 4), bytes: bytes.subarray(4) };
  });
  return { text, signatures };
}

const bodyLines = /^([^\n]+)\n(0|[1-9]\d{0,14})\n([A-Za-z0-9+/]{43}=)\n$/;

/** Extension lines are refused: our logs have none, and nothing would check them. */
function parseText(text: string): Checkpoint {
  const [, origin, size, root] = bodyLines.exec(text) ?? [];
  if (origin === undefined || root === undefined) throw new CheckpointError('its text is not a checkpoint');
  return { origin, size: Number(size), root: Buffer.from(root, 'base64') };
}
