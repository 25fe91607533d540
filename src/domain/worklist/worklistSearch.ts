import { englishPhrases, refusalAdvice, words } from '../words/words';
import { studyLineText } from './studyLine';
import type { WorklistProcessing, WorklistRefusal } from './worklist';
import type { WorklistLine } from './worklistView';

/** With fewer letters and digits, nearly everything would match. One Chinese or Korean character is a name. */
const minLetters = 3;
const telling = /[\p{Script=Han}\p{Script=Hangul}]/gu;

/** Maximum length of a search text, in UTF-16 code units. */
export const maxSearchLength = 200;

const letters = /[\p{L}\p{N}]+/gu;
const between = /[^\p{L}\p{N}]+/gu;

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(letters) ?? [];
}

/** How many more letters or digits a search text needs; 0 if it is long enough. */
export function lettersMissing(text: string): number {
  const letters = wordsOf(text).join('');
  return Math.max(0, minLetters - letters.length - (minLetters - 1) * (letters.match(telling)?.length ?? 0));
}

/**
 * Everything the study's line says, plus its codes. Findings that a model considered unlikely are left out: a
 * search for a finding should not return the studies without it.
 */
function textOf(study: WorklistLine, now: number): string {
  const { priority, place, findings, reasons } = study;
  const { findings: told, notAnalysed, ...said } = studyLineText(englishPhrases, study, now);
  const telling = findings.flatMap(({ positive, stance, title, label }, at) =>
    positive || stance === 'near' ? [title, label, told[at]?.score] : [],
  );
  return [
    ...Object.values(said),
    notAnalysed?.title,
    notAnalysed?.reasons,
    ...telling,
    priority,
    words.prioritiesInText[place],
    place,
    ...reasons,
  ]
    .filter((text) => text !== undefined)
    .join(' ');
}

export interface Search {
  study(study: WorklistLine): boolean;
  refusal(refusal: WorklistRefusal): boolean;
  processing(line: WorklistProcessing): boolean;
}

/**
 * Whether the lines match every word of a text: each must be the start of one of theirs. The text can also be
 * the start of an id.
 *
 * @param now milliseconds
 */
export function searchFor(text: string, now: number): Search {
  const wanted = wordsOf(text);
  const start = text.trim().toLowerCase();
  const isStartOf = (id: string) => wanted.length > 0 && id.startsWith(start);
  const isIn = (...held: readonly string[]) => {
    const found = ` ${held.join(' ').toLowerCase().replace(between, ' ')}`;
    return wanted.every((word) => found.includes(` ${word}`));
  };
  return {
    study: (study) => isStartOf(study.studyId) || isIn(textOf(study, now)),
    refusal: ({ arrivalId, reason, superseded, dismissed }) => {
      const left = superseded ? words.worklist.superseded : words.worklist.dismissed;
      const state = superseded || dismissed ? left : words.tabs.quarantined;
      return isStartOf(arrivalId) || isIn(state, reason, refusalAdvice(reason));
    },
    processing: ({ arrivalId }) => isStartOf(arrivalId) || isIn(words.tabs.processing),
  };
}
