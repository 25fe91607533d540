import type { WorklistProcessing, WorklistRefusal, WorklistStudy } from './worklist';

/** Fewer would find nearly everything. */
export const minLetters = 3;

const letters = /[\p{L}\p{N}]+/gu;
const between = /[^\p{L}\p{N}]+/gu;

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(letters) ?? [];
}

export function isLongEnough(text: string): boolean {
  return wordsOf(text).join('').length >= minLetters;
}

const stateWords = {
  awaiting: 'awaiting review',
  reviewed: 'reviewed',
  reopened: 'reopened awaiting review',
} as const;

/**
 * The words by which a study is found: priority, place, state, what the image is, and findings that a model called positive or
 * could not tell. What it called negative is left out: who looks for a finding does not want the studies without it.
 *
 * @param now milliseconds
 */
function textOf(study: WorklistStudy, now: number): string {
  const { priority, place, state, modality, bodyPart, view, findings } = study;
  const telling = findings.filter(({ positive, stance }) => positive || stance === 'near');
  return [
    priority,
    place,
    stateWords[state],
    modality,
    bodyPart,
    view,
    ...telling.flatMap(({ title, label }) => [title, label]),
    ...(study.notAnalysed > 0 ? ['not analysed', ...study.reasons] : []),
    ...(study.escalated ? ['escalated'] : []),
    ...(state !== 'reviewed' && Date.parse(study.dueAt) < now ? ['overdue'] : []),
  ].join(' ');
}

export interface Search {
  study(study: WorklistStudy): boolean;
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
  const isIn = (held: string) => {
    const words = ` ${held.toLowerCase().replace(between, ' ')}`;
    return wanted.every((word) => words.includes(` ${word}`));
  };
  return {
    study: (study) => isStartOf(study.studyId) || isIn(textOf(study, now)),
    refusal: ({ arrivalId, reason }) => isStartOf(arrivalId) || isIn(`quarantined refused ${reason}`),
    processing: ({ arrivalId }) => isStartOf(arrivalId) || isIn('processing'),
  };
}
