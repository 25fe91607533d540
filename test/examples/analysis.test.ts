import { displaySteps } from '../../src/cli/commands/explain/shownAs';
import { spokenEnglish } from '../../src/cli/language/language';
import { loadModelRepository, type ModelRepository } from '../../src/inference/repository/modelRepository';
import { flatReasonOf } from '../../src/operations/images/imageViewOf';
import { shippedModels } from '../inference/shippedModels';
import { analysisNoteExamples, notAnalysedExamples } from './analysisExamples';
import type { Example, NotFromAFile } from './example';
import { explainHere } from './explainHere';
import { displayExamples, flagExamples, flatExamples } from './shownExamples';

let repository: ModelRepository;
beforeAll(async () => {
  repository = await loadModelRepository(shippedModels);
});

const read = async ({ make, name }: Example) => explainHere(repository, await make(), name);

/** One test for each code that a file can make. */
function eachFile(
  examples: Readonly<Record<string, Example | NotFromAFile>>,
  check: (code: string, one: Example) => Promise<void>,
): void {
  for (const [code, one] of Object.entries(examples)) {
    if ('notFromAFile' in one) continue;
    test(`${code}: ${one.what}`, () => check(code, one));
  }
}

describe('each reason not to analyse an image has a file that is not analysed for it', () => {
  eachFile(notAnalysedExamples, async (code, one) => {
    expect((await read(one)).reason).toBe(code);
  });
});

describe('each note of an analysis has a file that makes it, and no other note', () => {
  eachFile(analysisNoteExamples, async (code, one) => {
    const { looks } = await read(one);
    const notes = looks.flatMap(({ analysis }) => analysis.notes);
    expect([...new Set(notes)].sort()).toEqual([code, ...(one.also ?? [])].sort());
  });
});

describe('each thing that an image says of itself has a file that says it', () => {
  eachFile(flagExamples, async (code, one) => {
    expect((await read(one)).record.notes).toEqual([code]);
  });
});

describe('each rule of how an image is shown has a file that is shown by it', () => {
  eachFile(displayExamples, async (code, one) => {
    expect(displaySteps((await read(one)).image, spokenEnglish).map(({ rule }) => rule)).toContain(code);
  });
});

describe('each reason for 256 levels has a file that gets them', () => {
  eachFile(flatExamples, async (code, one) => {
    expect(flatReasonOf((await read(one)).image)).toBe(code);
  });
});
