import type { InstanceIdentity } from '../../image/imageDescription';

/** Marks that make another sound of a kana. All others only tell how a letter is spoken or stressed. */
const kanaMarks = new Set(['\u3099', '\u309a']);

/** Letters that do not come apart into a letter and a mark. */
const plainLetters: Readonly<Record<string, string>> = {
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
};

/** In one form, whatever the case, accents, width and kana: `MÜLLER` and `Muller`, `ヤマダ` and `やまだ`. */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, (mark) => (kanaMarks.has(mark) ? mark : ''))
    .normalize('NFC')
    .toUpperCase()
    .toLowerCase()
    .replace(/[øłđðþæœı]/g, (letter) => plainLetters[letter] ?? letter)
    .replace(/[\u30a1-\u30f6]/g, (kana) => String.fromCodePoint((kana.codePointAt(0) ?? 0) - 0x60));
}

/** No name or number is told from another one by what comes after so many letters. */
const longestTerm = 32;

function cut(word: string): string {
  return [...word].slice(0, longestTerm).join('');
}

function wordsIn(text: string): string[] {
  return foldText(text).match(/[\p{L}\p{N}\p{Mc}]+/gu) ?? [];
}

/** Each word, and all as one: `O'Brien` is found as `brien` and as `obrien`. */
function termsIn(text: string): string[] {
  const words = wordsIn(text);
  return [...words, words.join('')].filter((word) => word !== '').map(cut);
}

/**
 * What a study is found by: each component of the patient's name in each of its up to three spellings (PS3.5 6.2.1),
 * each spelling as a whole, since many write names without a space, the patient id and the accession number.
 */
export function patientTerms(identity: InstanceIdentity): string[] {
  const spellings = (identity.patientName ?? '').split('=');
  const texts = [
    ...spellings.flatMap((spelling) => [spelling, ...spelling.split('^')]),
    identity.patientId ?? '',
    identity.accessionNumber ?? '',
  ];
  return [...new Set(texts.flatMap(termsIn))];
}

/** What a word has to be: all of a term, or its beginning. */
export interface WantedTerm {
  readonly term: string;
  readonly whole: boolean;
}

/**
 * What a text that somebody typed asks for. A study has to hold all terms of one of the lists. What stands in
 * quotation marks is a whole term; everything else is the beginning of one.
 */
export function wantedTerms(text: string): WantedTerm[][] {
  const parts = [...text.normalize('NFKC').matchAll(/["“”„]([^"“”„]*)["“”„]|[^\s"“”„]+/gu)];
  const each = parts.flatMap(([part, quoted]) => {
    if (quoted !== undefined) return [{ term: cut(wordsIn(quoted).join('')), whole: true }];
    return wordsIn(part).map((word) => ({ term: cut(word), whole: false }));
  });
  const wanted = each.filter(({ term }) => term !== '');
  const joined = { term: cut(wordsIn(text).join('')), whole: false };
  const isOne = wanted.length < 2 || wanted.some(({ whole }) => whole);
  return [wanted, ...(isOne ? [] : [[joined]])].filter((terms) => terms.length > 0);
}
