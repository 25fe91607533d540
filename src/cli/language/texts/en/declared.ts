import { help } from './help/help';
import { options } from './options';
import { program } from './program';
import { errors } from './said/errors';

/** What is said before a command runs: of its declaration, its options, and why it cannot be called so. */
export const declared = { program, options, help, errors };

export type DeclaredTexts = typeof declared;
