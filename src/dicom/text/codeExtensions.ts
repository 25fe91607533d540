import type { Notes } from '../notes';
import type { CharacterSets } from './characterSets';
import { ascii, type CodeElement, jisRomaji, jisX0208, jisX0212, upperHalves } from './codeElements';

const escapeByte = 0x1b;

interface Designation {
  /** The set's number; the two halves of JIS X 0201 are declared together, as 13. */
  readonly number: number;
  readonly half: 'lower' | 'upper';
  readonly element: CodeElement | undefined;
}

function upper(number: number): Designation {
  return { number, half: 'upper', element: upperHalves[number] };
}

/** Escape sequences without the escape character itself, PS3.3 Tables C.12-3 and C.12-4. */
const designations: Readonly<Record<string, Designation>> = {
  '(B': { number: 6, half: 'lower', element: ascii },
  '(J': { number: 13, half: 'lower', element: jisRomaji },
  $B: { number: 87, half: 'lower', element: jisX0208 },
  '$(D': { number: 159, half: 'lower', element: jisX0212 },
  ')I': upper(13),
  '-A': upper(100),
  '-B': upper(101),
  '-C': upper(109),
  '-D': upper(110),
  '-F': upper(126),
  '-G': upper(127),
  '-H': upper(138),
  '-L': upper(144),
  '-M': upper(148),
  '-T': upper(166),
  '-b': upper(203),
  '$)A': upper(58),
  '$)C': upper(149),
};

type Extensible = Extract<CharacterSets, { kind: 'iso-2022' }>;

/** The part of a value between separators; `undefined` if any of it cannot be decoded exactly. */
export type Stretch = string | undefined;

/**
 * Decodes a value that may switch between sets, PS3.5 6.1.2.5. The sets of value 1 take effect again after
 * each control character and delimiter (6.1.2.5.3). Bytes of a two-byte set are never delimiters, whatever
 * they look like.
 *
 * @param delimiters characters after which the sets of value 1 take effect again
 * @param separator one of them, at which the value is split; absent to keep it in one piece
 * @returns one text per piece. Once character boundaries are lost, so are the separators: nothing after that
 *   is decoded, and the answer has fewer pieces, the last one `undefined`.
 */
export function decodeExtensions(
  bytes: Uint8Array,
  sets: Extensible,
  delimiters: string,
  separator: string | undefined,
  notes: Notes,
): Stretch[] {
  const reader = new Reader(sets);
  for (let position = 0; position < bytes.length; ) {
    const byte = bytes[position] ?? 0;
    if (byte === escapeByte) {
      const sequence = sequenceAt(bytes, position + 1);
      if (sequence === undefined) return reader.broken();
      const designation = designations[sequence] as Designation;
      if (designation.number !== 6 && !sets.declared.has(designation.number)) {
        notes.add('character-set-undeclared');
      }
      reader.designate(designation);
      position += 1 + sequence.length;
      continue;
    }
    const taken = reader.take(bytes, position, delimiters, separator);
    if (taken === undefined) return reader.broken();
    position += taken;
  }
  return reader.end();
}

function sequenceAt(bytes: Uint8Array, position: number): string | undefined {
  const text = String.fromCharCode(...bytes.subarray(position, position + 3));
  return [2, 3]
    .map((length) => text.slice(0, length))
    .find((sequence) => Object.hasOwn(designations, sequence));
}

class Reader {
  private lower: CodeElement;
  private upper: CodeElement | undefined;
  private text: Stretch = '';
  private readonly stretches: Stretch[] = [];

  constructor(private readonly initial: Extensible) {
    this.lower = initial.lower;
    this.upper = initial.upper;
  }

  designate({ half, element }: Designation): void {
    if (half === 'upper') this.upper = element;
    else if (element !== undefined) this.lower = element;
  }

  /** Takes one character. @returns its number of bytes; `undefined` if that is unclear */
  take(bytes: Uint8Array, position: number, delimiters: string, separator: string | undefined) {
    const byte = bytes[position] ?? 0;
    // Space and delete are never part of a set of 94 characters.
    if (byte <= 0x20 || byte === 0x7f) return this.takeControl(byte);
    if (byte >= 0x80 && byte < 0xa0) return this.fail(1);
    const element = byte < 0x80 ? this.lower : this.upper;
    if (element === undefined) return this.fail(1);
    const width = element.bytesPerCharacter;
    if (width === 2 && !isPair(byte, bytes[position + 1])) return undefined;
    const character = element.decode(bytes.subarray(position, position + width));
    if (width === 1 && byte < 0x80) return this.takeLatin(character, byte, delimiters, separator);
    this.append(character);
    return width;
  }

  end(): Stretch[] {
    return [...this.stretches, this.text];
  }

  broken(): Stretch[] {
    return [...this.stretches, undefined];
  }

  private takeControl(byte: number): number {
    this.append(String.fromCharCode(byte));
    if (byte !== 0x20) this.reset();
    return 1;
  }

  private takeLatin(
    character: string | undefined,
    byte: number,
    delimiters: string,
    separator: string | undefined,
  ): number {
    const written = String.fromCharCode(byte);
    if (delimiters.includes(written)) this.reset();
    if (written !== separator) {
      this.append(character);
      return 1;
    }
    this.stretches.push(this.text);
    this.text = '';
    return 1;
  }

  private append(character: string | undefined): void {
    this.text = this.text === undefined || character === undefined ? undefined : this.text + character;
  }

  private fail(width: number): number {
    this.text = undefined;
    return width;
  }

  private reset(): void {
    this.lower = this.initial.lower;
    this.upper = this.initial.upper;
  }
}

/** Both bytes of a character are in the same half. */
function isPair(first: number, second: number | undefined): boolean {
  if (second === undefined) return false;
  return first < 0x80 ? second > 0x20 && second < 0x7f : second > 0xa0 && second < 0xff;
}
