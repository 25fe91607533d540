import { refusalAdvice, words } from '../words/words';
import { studyLineText } from './studyLine';
import type { WorklistProcessing, WorklistRefusal } from './worklist';
import type { WorklistLine } from './worklistView';

/** Fewer letters and digits would find nearly everything. */
const minLetters = 3;

/** Of a text that is searched for, in UTF-16 code units. */
export const maxSearchLength = 200;

const letters = /[\p{L}\p{N}]+/gu;
const between = /[^\p{L}\p{N}]+/gu;

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(letters) ?? [];
}

/** How many letters or digits a text still needs before it is searched for; 0 where it is long enough. */
export function lettersMissing(text: string): number {
  return Math.max(0, minLetters - wordsOf(text).join('').length);
}

/**
 * All that the line of a study says, and its codes. What a model found unlikely is left out: whoever looks for a finding
 * does not want the studies without it.
 */
function textOf(study: WorklistLine, now: number): string {
  const { priority, place, findings, reasons } = study;
  const { findings: told, notAnalysed, ...said } = studyLineText(study, now);
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
 * Whether lines hold every word of a text: each is the start of one of theirs. A text can also be the start of an id.
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
    refusal: ({ arrivalId, reason }) =>
      isStartOf(arrivalId) || isIn(words.tabs.quarantined, reason, refusalAdvice(reason)),
    processing: ({ arrivalId }) => isStartOf(arrivalId) || isIn(words.tabs.processing),
  };
}
