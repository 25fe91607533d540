import { attributes } from './attributes';
import { bombs } from './bombs';
import type { HostileFile } from './hostileFile';
import { pictures } from './pictures';
import { structures } from './structures';
import { texts } from './texts';

/** Every hostile file that there is; nothing of it is stored, the same seed makes the same bytes. */
export const corpus: readonly HostileFile[] = [...bombs, ...structures, ...attributes, ...texts, ...pictures];
