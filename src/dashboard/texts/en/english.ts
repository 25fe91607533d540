import { parts } from './parts';
import { second } from './second';
import { worklist } from './worklist';

/**
 * The texts of the page, by room. English says which there are: the type of every other language follows from
 * it, so that a missing text does not compile.
 */
export const english = { parts, second, worklist };

export type Texts = typeof english;
