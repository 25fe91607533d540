/** Stands for a word that is not kept: it could be anything, a name too. */
export const unkeptUrgency = '?';

/** A word, with or without a digit, or a digit: `ASAP`, `P1`, `2`. */
export const keptWord = /^(?:[A-Z]{1,16}[0-9]?|[0-9])$/;

/** The rest is cut off, and `unkeptUrgency` says so. */
export const mostWords = 32;

/** @returns each word once; `undefined` if there is none */
export function keptUrgency(texts: readonly string[]): string[] | undefined {
  const written = texts.map((text) => text.trim().toUpperCase()).filter((text) => text !== '');
  const kept = [...new Set(written.map((text) => (keptWord.test(text) ? text : unkeptUrgency)))];
  if (kept.length === 0) return undefined;
  return kept.length > mostWords ? [...kept.slice(0, mostWords), unkeptUrgency] : kept;
}
