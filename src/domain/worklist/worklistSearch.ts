import { spokenElsewhere } from '../words/spokenElsewhere';
import { englishPhrases, refusalAdvice, words } from '../words/words';
import { studyLineText, timeTexts } from './studyLine';
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

/** Words after single spaces, so that a beginning of a word is found by the space before it. */
function spaced(texts: readonly (string | undefined)[]): string {
  return ` ${texts
    .filter((text) => text !== undefined)
    .join(' ')
    .toLowerCase()
    .replace(between, ' ')}`;
}

/**
 * Everything the study's line says whatever the time, plus its codes, and what it is called by in other languages. Findings that a model considered unlikely are left
 * out: a search for a finding should not return the studies without it.
 */
function lastingText(study: WorklistLine, now: number): string {
  const { priority, place, findings, reasons } = study;
  const {
    findings: told,
    notAnalysed,
    due: _due,
    since: _since,
    ...said
  } = studyLineText(englishPhrases, study, now);
  const telling = findings.flatMap(({ positive, stance, title, label }, at) =>
    positive || stance === 'near' ? [title, label, told[at]?.score] : [],
  );
  return spaced([
    ...Object.values(said),
    notAnalysed?.title,
    notAnalysed?.reasons,
    ...telling,
    priority,
    words.prioritiesInText[place],
    place,
    ...reasons,
    ...spokenElsewhere({
      priority,
      place,
      state: study.review?.decision === 'close' ? 'closed' : study.state,
      escalated: study.escalated,
      notAnalysed: notAnalysed !== undefined,
    }),
  ]);
}

/** A line stays the same object until something of it changes: its text is made once, not at each search. */
const lasting = new WeakMap<WorklistLine, string>();

function knownText(study: WorklistLine, now: number): string {
  const text = lasting.get(study) ?? lastingText(study, now);
  lasting.set(study, text);
  return text;
}

/** What the line says of times. */
function momentaryText(study: WorklistLine, now: number): string {
  const { due, since } = timeTexts(englishPhrases, study, now);
  return spaced([due, since]);
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
    const found = spaced(held);
    return wanted.every((word) => found.includes(` ${word}`));
  };
  const saysAll = (study: WorklistLine) => {
    const text = knownText(study, now);
    const rest = wanted.filter((word) => !text.includes(` ${word}`));
    if (rest.length === 0) return true;
    const moment = momentaryText(study, now);
    return rest.every((word) => moment.includes(` ${word}`));
  };
  return {
    study: (study) => isStartOf(study.studyId) || saysAll(study),
    refusal: ({ arrivalId, reason, superseded, dismissed }) => {
      const left = superseded ? words.worklist.superseded : words.worklist.dismissed;
      const state = superseded || dismissed ? left : words.tabs.quarantined;
      return isStartOf(arrivalId) || isIn(state, reason, refusalAdvice(reason));
    },
    processing: ({ arrivalId }) => isStartOf(arrivalId) || isIn(words.tabs.processing),
  };
}
