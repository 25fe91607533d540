import type { Priority } from '../kernel/priority';
import * as germanStates from './de/states';
import { worklist as german } from './de/worklist';
import type { Vocabulary } from './vocabulary';
import * as chineseStates from './zh/states';
import { worklist as chinese } from './zh/worklist';

/** What a line of the worklist is called by, whatever the language. */
export interface Called {
  readonly priority: Priority;
  readonly place: Priority;
  readonly state: keyof Vocabulary['reviewStates'];
  readonly escalated: boolean;
  readonly notAnalysed: boolean;
}

const others = [
  { ...germanStates, worklist: german },
  { ...chineseStates, worklist: chinese },
] as const;

/** The words for it in the languages besides English, so that a search finds the line by them. */
export function spokenElsewhere({ priority, place, state, escalated, notAnalysed }: Called): string[] {
  return others.flatMap(({ prioritiesInText, reviewStates, outcomes, worklist }) => [
    prioritiesInText[priority],
    prioritiesInText[place],
    reviewStates[state],
    ...(escalated ? [worklist.escalated] : []),
    ...(notAnalysed ? [outcomes['not-analysed']] : []),
  ]);
}
