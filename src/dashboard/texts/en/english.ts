import { drift } from './drift';
import { model } from './model';
import { parts } from './parts';
import { study } from './study';
import { worklist } from './worklist';

/**
 * The texts of the page, by room. English says which there are: the type of every other language follows from
 * it, so that a missing text does not compile.
 */
export const english = { parts, worklist, study, drift, model };

export type Texts = typeof english;
