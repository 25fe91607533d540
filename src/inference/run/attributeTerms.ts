/** How senders write what a picture shows: words within a code, and their meaning. */

/** Words about how or with what a picture was taken, not about what it shows. */
const circumstances = new Set(
  (
    'PORTABLE PORT MOBILE BED BEDSIDE ERECT UPRIGHT STANDING SITTING SEMI SEMIERECT SUPINE GRID VIEW VIEWS ' +
    'PROJECTION V XR XRAY X RAY CR DX DR RX ADULT ROUTINE LEFT RIGHT'
  ).split(' '),
);

/** What senders write if they do not know. */
const unknowns = new Set([
  'UNKNOWN',
  'UNDEFINED',
  'UNSPECIFIED',
  'NOTSPECIFIED',
  'NONE',
  'NA',
  'OTHER',
  'ANY',
]);

/** Synonyms, in the languages that consoles are set to. */
const bodyParts: Readonly<Record<string, string>> = {
  THORAX: 'CHEST',
  TORAX: 'CHEST',
  TORACE: 'CHEST',
  CXR: 'CHEST',
  LUNGS: 'LUNG',
};

/** The views that a word can mean; more than one if it is ambiguous. */
const views: Readonly<Record<string, readonly string[]>> = {
  AP: ['AP'],
  PA: ['PA'],
  FRONTAL: ['AP', 'PA'],
  LL: ['LL'],
  RL: ['RL'],
  LAT: ['LL', 'RL'],
  LATERAL: ['LL', 'RL'],
  OBL: ['OBLIQUE'],
  OBLIQUE: ['OBLIQUE'],
  LLD: ['LLD'],
  RLD: ['RLD'],
  DECUB: ['LLD', 'RLD'],
  DECUBITUS: ['LLD', 'RLD'],
};

/** What a code says: words for what is shown, and words for the view. Both are empty if it says nothing. */
export interface Terms {
  readonly parts: readonly string[];
  readonly views: readonly string[];
}

/**
 * Splits a Body Part Examined or View Position: `Chest PA`, `CHEST_LAT`, `AP PORTABLE`. The standard allows
 * one term, some of which are several words written together; senders write combinations like these.
 */
export function termsOf(text: string | undefined): Terms {
  const plain = (text ?? '')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .replace(/\bPOSTERO[^A-Z]*ANTERIOR\b/g, 'PA')
    .replace(/\bANTERO[^A-Z]*POSTERIOR\b/g, 'AP');
  if (unknowns.has(plain.replace(/[^A-Z]/g, ''))) return { parts: [], views: [] };
  const words = plain.split(/[^A-Z]+/).filter((word) => word !== '' && !circumstances.has(word));
  return {
    parts: words.filter((word) => views[word] === undefined).map(samePart),
    views: words.filter((word) => views[word] !== undefined),
  };
}

/** The canonical name of a body part: THORAX is CHEST. */
export function samePart(term: string): string {
  return bodyParts[term] ?? term;
}

/** The views that a word of `Terms.views` can mean. */
export function viewsOf(word: string): readonly string[] {
  return views[word] ?? [word];
}
