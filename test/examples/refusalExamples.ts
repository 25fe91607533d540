import { createRandom } from '../../src/cli/synthetic/random';
import { type RefusalCode, refusalCodes } from '../../src/domain/reasons/refusalCode';
import { archives } from '../hostile/generator/archives';
import { corpus } from '../hostile/generator/corpus';
import { type Example, example, type NotFromAFile } from './example';

/** Refusals that depend on more than the file. */
const notFromAFile: Partial<Record<RefusalCode, string>> = {
  timeout: 'depends on the machine',
  'memory-exceeded': 'depends on the limit',
  'decoder-crashed': 'needs a bug in a decoder',
  'unsafe-name': 'is about the name of the blob, not about its content',
  'changed-during-read': 'needs somebody who replaces the blob while it is read',
  'internal-error': 'needs a bug in this software',
};

/** The first file of the hostile corpus for each code; undefined: it has none. */
function exampleOf(code: RefusalCode): Example | NotFromAFile | undefined {
  const why = notFromAFile[code];
  if (why !== undefined) return { notFromAFile: why };
  const found = [...corpus, ...archives].find(({ expected }) => expected === code);
  if (found === undefined) return undefined;
  const { group, what, name, make } = found;
  return example(group === code ? what : `${group}: ${what}`, () => make(createRandom(1)), { name });
}

/** A file for each refusal, or why there is none; a code without either has no entry. */
export const refusalExamples = new Map(
  refusalCodes.flatMap((code) => {
    const found = exampleOf(code);
    return found === undefined ? [] : [[code, found] as const];
  }),
);
