import type { Vocabulary } from '../../../domain/words/vocabulary';
import { drift } from './drift';
import { feedback } from './feedback';
import { model } from './model';
import { parts } from './parts';
import { second } from './second';
import { site } from './site';
import { study } from './study';
import { viewer } from './viewer';
import { worklist } from './worklist';

/**
 * The texts of the page, by room. English says which there are: the type of every other language follows from
 * it, so that a missing text does not compile.
 */
export const english = { parts, worklist, study, second, site, drift, feedback, viewer, model };

export type Texts = typeof english;

/** Everything that the page says in one language. */
export interface Spoken {
  readonly texts: Texts;
  readonly words: Vocabulary;
}
