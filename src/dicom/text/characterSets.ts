import type { Notes } from '../notes';
import { ascii, type CodeElement, jisRomaji, upperHalves, wholeEncodings } from './codeElements';

/** What Specific Character Set (0008,0005) states about the text in a data set, PS3.3 C.12.1.1.2. */
export type CharacterSets =
  | { readonly kind: 'whole'; readonly decode: (bytes: Uint8Array) => string | undefined }
  | {
      readonly kind: 'iso-2022';
      /** In effect at the start of a value and after each delimiter: for bytes below 0x80, and for those above. */
      readonly lower: CodeElement;
      readonly upper: CodeElement | undefined;
      /** The numbers of all sets named. */
      readonly declared: ReadonlySet<number>;
    };

/** The numbers of sets that only escape sequences can select. */
const multiByteLower = new Set([87, 159]);

/** Other names that encodings are found under. */
const otherNames: Readonly<Record<string, string>> = {
  UTF8: 'UTF-8',
  'UTF-8': 'UTF-8',
  'GB 18030': 'GB18030',
  'GB-18030': 'GB18030',
};

/** Parts 1 to 9, 11 and 15 of ISO 8859 by their IR numbers. */
const iso8859: Readonly<Record<number, number>> = {
  1: 100,
  2: 101,
  3: 109,
  4: 110,
  5: 144,
  6: 127,
  7: 126,
  8: 138,
  9: 148,
  11: 166,
  15: 203,
};

/** One value of the attribute: the name of an encoding, the number of a set, or neither. */
function readTerm(term: string, notes: Notes): string | number | undefined {
  if (term === '') return 6;
  const name = term.toUpperCase();
  const registered = /^ISO[ _-]?(?:2022)?[ _-]?IR[ _-]?(\d{1,3})$/.exec(name)?.[1];
  const part = /^ISO[ _-]?8859-(\d{1,2})$/.exec(name)?.[1];
  const number = registered === undefined ? iso8859[Number(part)] : Number(registered);
  const defined = /^(ISO_IR|ISO 2022 IR) \d{1,3}$|^GB18030$|^GBK$/.test(term);
  const encoding = number === 192 ? 'UTF-8' : wholeEncodings[name] ? name : otherNames[name];
  const meaning = encoding ?? number;
  if (meaning !== undefined && !defined) notes.add('character-set-misspelt');
  return meaning;
}

/**
 * The character sets of a data set. Unambiguous misspellings of names are accepted.
 * @param terms the values of Specific Character Set; none means the default repertoire, and so does an
 *   unknown one, since the lower half of all sets is ASCII, or nearly so
 */
export function characterSetsOf(terms: readonly string[], notes: Notes): CharacterSets {
  const [first = 6, ...more] = terms.map((term) => readTerm(term, notes));
  if (typeof first === 'string') return { kind: 'whole', decode: wholeEncodings[first] ?? (() => undefined) };
  const numbers = [first, ...more].filter((meaning) => typeof meaning === 'number');
  return {
    kind: 'iso-2022',
    lower: first === 13 || first === 14 ? jisRomaji : ascii,
    upper: multiByteLower.has(first) ? undefined : upperHalves[first],
    declared: new Set(numbers),
  };
}
