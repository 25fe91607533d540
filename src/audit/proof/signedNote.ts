import type { Signer } from './signer';
import { hasSigned, type VerifierKey } from './verifierKey';

/** A text with the signatures under it: C2SP signed-note. */
interface Note {
  readonly text: string;
  readonly signatures: readonly { readonly name: string; readonly id: Buffer; readonly bytes: Buffer }[];
}

/** A signed note, or what carries one, that is malformed or not signed as required. */
export class NoteError extends Error {
  override readonly name = 'NoteError';
}

/** @param text ends with a line break */
export async function signNote(text: string, signer: Signer): Promise<string> {
  const signature = Buffer.concat([signer.key.id, await signer.sign(Buffer.from(text))]);
  return `${text}\n— ${signer.key.name} ${signature.toString('base64')}\n`;
}

/** The text of a note, without checking its signatures. @throws NoteError */
export function readNote(note: string): string {
  return parseNote(note).text;
}

/**
 * The text of a note that one of the keys has signed.
 *
 * @returns also the key that signed
 * @throws NoteError if it is malformed, no known key signed it, or a known key's signature is wrong
 */
export function openNote(note: string, keys: readonly VerifierKey[]): { text: string; key: VerifierKey } {
  const { text, signatures } = parseNote(note);
  const signed = signatures.flatMap(({ name, id, bytes }) => {
    const key = keys.find((known) => known.name === name && known.id.equals(id));
    return key === undefined ? [] : [{ key, bytes }];
  });
  const [first] = signed;
  if (first === undefined) throw new NoteError('it is not signed by a key that was given');
  if (!signed.every(({ key, bytes }) => hasSigned(key, Buffer.from(text), bytes)))
    throw new NoteError('its signature is wrong');
  return { text, key: first.key };
}

const maxSignatures = 16;
const signatureLine = /^— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})$/u;

function parseNote(note: string): Note {
  const split = note.lastIndexOf('\n\n');
  const text = note.slice(0, split + 1);
  const lines = note.slice(split + 2).split('\n');
  if (split < 0 || lines.pop() !== '' || lines.length === 0 || lines.length > maxSignatures)
    throw new NoteError('it is not a signed note');
  const signatures = lines.map((line) => {
    const [, name, base64 = ''] = signatureLine.exec(line) ?? [];
    const bytes = Buffer.from(base64, 'base64');
    // Several texts stand for the same bytes; only one of them is what was written.
    if (name === undefined || bytes.length < 5 || bytes.toString('base64') !== base64)
      throw new NoteError('it has a line that is not a signature');
    return { name, id: bytes.subarray(0, 4), bytes: bytes.subarray(4) };
  });
  return { text, signatures };
}
