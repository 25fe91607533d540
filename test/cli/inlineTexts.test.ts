import { globSync } from 'node:fs';
import path from 'node:path';
import { inlineTexts, usesAtStart } from '../support/inlineTexts';

const cli = path.resolve(__dirname, '../../src/cli');

/** Nobody reads what these say on a terminal, or it is the same in every language. */
const notRead: readonly RegExp[] = [
  // Texts themselves, and what chooses the language: it names the bindings.
  /^language\//,
  // Runs before any language is known.
  /^requireNode\.ts$/,
  // What the generated pictures say of themselves in their DICOM attributes, which are English.
  /^synthetic\//,
  // The name of a folder and of a flag.
  /^site\/stateFolder\.ts$/,
  /^commands\/audit\/commands\.ts$/,
  // Where a fault of the log is, which stands in JSON as well.
  /^commands\/audit\/support\/reportedFaults\.ts$/,
  // It goes into a manifest.
  /^commands\/models\/recordedBy\.ts$/,
  // The look of a page.
  /^commands\/support\/page\/pageStyle\.ts$/,
  // What it says goes into the log.
  /^site\/openSite\.ts$/,
];

const files = globSync('**/*.ts', { cwd: cli })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => !notRead.some((pattern) => pattern.test(file)))
  .sort();

test.each(files)('%s says nothing that is in no catalogue', (file) => {
  expect(inlineTexts(path.join(cli, file))).toEqual([]);
  expect(usesAtStart(path.join(cli, file))).toEqual([]);
});
