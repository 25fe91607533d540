import { readFile } from '../../src/decoder/child/readFile';
import { defaultReadLimits } from '../../src/domain/kernel/limits';
import { refusalCodes } from '../../src/domain/reasons/refusalCode';
import { explainedFile } from './explainedFile';
import { skipExamples } from './exportExamples';
import { noteExamples } from './noteExamples';
import { refusalExamples } from './refusalExamples';

describe('each note has a file that makes it, and no other note', () => {
  for (const [code, one] of Object.entries(noteExamples)) {
    if ('notFromAFile' in one) continue;
    test(`${code}: ${one.what}`, async () => {
      const { description } = await readFile(await one.make(), one.name ?? '', defaultReadLimits);
      expect(description.notes).toEqual([code, ...(one.also ?? [])].sort());
    });
  }
});

/** The codes for which it, or one in it, is refused. */
async function refusalsOf(name: string, bytes: Uint8Array): Promise<string[]> {
  const all = await explainedFile(name, bytes);
  return [...new Set(all.flatMap((one) => (one.kind === 'refused' ? [one.refusal.code] : [])))];
}

describe('each refusal has a file that makes it, and no other', () => {
  for (const [code, one] of refusalExamples) {
    if ('notFromAFile' in one) continue;
    test(`${code}: ${one.what}`, async () => {
      expect(await refusalsOf(one.name ?? 'image.dcm', await one.make())).toEqual([code]);
    });
  }
});

test('every refusal has an example: add a file to test/hostile/generator, or say in refusalExamples.ts why none can make it', () => {
  expect(refusalCodes.filter((code) => !refusalExamples.has(code))).toEqual([]);
});

describe('each reason to leave out a file of an export has an export with one', () => {
  for (const [code, one] of Object.entries(skipExamples)) {
    test(`${code}: ${one.what}`, async () => {
      const [first] = await explainedFile('export.zip', await one.make());
      const expected = Object.fromEntries([code, ...(one.also ?? [])].map((reason) => [reason, 1]));
      expect(first).toMatchObject({ kind: 'export', counts: { skipped: expected } });
    });
  }
});
