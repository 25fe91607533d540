import type { Notes } from '../notes';
import type { CharacterSets } from './characterSets';
import { decodeExtensions, type Stretch } from './codeExtensions';

/**
 * Decodes a value of VR LO or SH.
 * @returns `undefined` if it cannot be decoded exactly: an unknown set, or bytes that the set does not
 *   contain
 */
export function decodeText(bytes: Uint8Array, sets: CharacterSets, notes: Notes): string | undefined {
  const [text] =
    sets.kind === 'whole'
      ? [decodeWhole(bytes, sets.decode)]
      : decodeExtensions(bytes, sets, '\\', undefined, notes);
  if (text === undefined) notes.add('text-not-decoded');
  noteUtf8(bytes, text, sets, notes);
  return printable(text, notes);
}

/**
 * Decodes a person's name, PS3.5 6.2.1: up to three representations, alphabetic, ideographic and phonetic,
 * separated by equals signs; components separated by carets. Each representation is decoded or left empty by
 * itself.
 *
 * @returns the name in the standard's notation, without empty representations at its end; `undefined` if none
 *   of it can be decoded exactly
 */
export function decodeName(bytes: Uint8Array, sets: CharacterSets, notes: Notes): string | undefined {
  const groups =
    sets.kind === 'whole'
      ? split(bytes).map((group) => decodeWhole(group, sets.decode))
      : decodeExtensions(bytes, sets, '\\^=', '=', notes);
  const lost = groups.includes(undefined);
  const name = groups
    .map((group) => printable(group, notes) ?? '')
    .join('=')
    .replace(/=+$/, '');
  noteUtf8(bytes, lost ? undefined : name, sets, notes);
  if (lost) notes.add(name === '' ? 'text-not-decoded' : 'name-partly-decoded');
  return name === '' ? undefined : name;
}

/** In the encodings that are used alone, an equals sign is never part of a multi-byte character. */
function split(bytes: Uint8Array): Uint8Array[] {
  const groups: Uint8Array[] = [];
  let start = 0;
  for (let end = bytes.indexOf(0x3d); end >= 0; end = bytes.indexOf(0x3d, start)) {
    groups.push(bytes.subarray(start, end));
    start = end + 1;
  }
  return [...groups, bytes.subarray(start)];
}

/** These encodings have no escape sequences, so text that contains one is in another encoding. */
function decodeWhole(bytes: Uint8Array, decode: (bytes: Uint8Array) => string | undefined): Stretch {
  return bytes.includes(0x1b) ? undefined : decode(bytes);
}

/**
 * Text without control characters and without padding. Control characters are noted, except line breaks and
 * tabs, which text may contain. Everything else stays as written, including direction marks and zero-width
 * characters, which are part of how a name is spelt. Code that shows the text has to isolate it from its
 * surroundings.
 */
function printable(text: Stretch, notes: Notes): string | undefined {
  const written = text?.replace(/[ \0]+$/g, '').replace(/[\t\n\f\r]/g, '');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out.
  const clean = written?.replace(/[\u0000-\u001f\u007f-\u009f]/g, '');
  if (clean !== written) notes.add('control-characters');
  const unpadded = clean?.replace(/^ +| +$/g, '');
  return unpadded === '' ? undefined : unpadded;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Single-byte text that is also valid UTF-8 almost always is UTF-8: the sender stated the wrong set. */
function noteUtf8(bytes: Uint8Array, text: Stretch, sets: CharacterSets, notes: Notes): void {
  if (text === undefined || sets.kind === 'whole' || sets.upper === undefined) return;
  if (!bytes.some((byte) => byte >= 0x80) || bytes.includes(0x1b)) return;
  try {
    utf8.decode(bytes);
    notes.add('text-may-be-utf-8');
  } catch {
    // Not UTF-8, as it should be.
  }
}
