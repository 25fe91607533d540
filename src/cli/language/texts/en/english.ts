import { help } from './help/help';
import { options } from './options';
import { program } from './program';

/**
 * The texts of the command line. English says which there are: the type of every other language follows from it,
 * so that a missing text does not compile.
 */
export const english = { program, options, help };

export type Texts = typeof english;
