import { createHash } from 'node:crypto';
import { NoteError, openNote, signNote } from './signedNote';
import type { Signer } from './signer';
import type { VerifierKey } from './verifierKey';

/** The files of a folder with their hashes, as `sha256sum` writes and checks them. */
export const manifestFile = 'SHA256SUMS';
/** The signature over it: a signed note that names its hash. */
export const manifestNoteFile = 'SHA256SUMS.note';

/** One line for each file, in the order of their names. @param hashes SHA-256 in hex, by name */
export function manifestText(hashes: ReadonlyMap<string, string>): string {
  const names = [...hashes.keys()].sort();
  return names.map((name) => `${hashes.get(name)}  ${name}\n`).join('');
}

const line = /^([0-9a-f]{64}) {2}([^\n]+)$/;

/** SHA-256 in hex, by name; undefined if it is not what `manifestText` writes. */
export function parseManifestText(text: string): ReadonlyMap<string, string> | undefined {
  const hashes = new Map<string, string>();
  for (const one of text.split('\n').slice(0, -1)) {
    const [, sha256, name] = line.exec(one) ?? [];
    if (sha256 === undefined || name === undefined) return undefined;
    hashes.set(name, sha256);
  }
  return manifestText(hashes) === text ? hashes : undefined;
}

/** What is signed. A checkpoint has a number in the second line, so neither can pass for the other. */
function noteText(origin: string, manifest: string): string {
  return `${origin}\n${createHash('sha256').update(manifest).digest('hex')}  ${manifestFile}\n`;
}

/** @param manifest its text */
export function signManifest(manifest: string, signer: Signer): Promise<string> {
  return signNote(noteText(signer.key.name, manifest), signer);
}

/** @throws NoteError if this key did not sign this manifest */
export function assertManifestSigned(note: string, manifest: string, key: VerifierKey): void {
  if (openNote(note, [key]).text !== noteText(key.name, manifest))
    throw new NoteError(`it was signed for another ${manifestFile}`);
}
