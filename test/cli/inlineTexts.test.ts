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
  // What it says goes into the log.
  /^site\/openSite\.ts$/,
];

/** Still English in every language. A file leaves this list when its texts are in the catalogues; none may join it. */
const stillEnglish: readonly string[] = [
  'commands/models/evaluation/page/distributionPlot.ts',
  'commands/models/evaluation/page/evaluationPage.ts',
  'commands/models/evaluation/page/forest.ts',
  'commands/models/evaluation/page/intervalBar.ts',
  'commands/models/evaluation/page/reliabilityPlot.ts',
  'commands/models/evaluation/page/rocPlot.ts',
  'commands/models/evaluation/page/sections.ts',
  'commands/models/report/report.ts',
  'commands/models/report/reportPage.ts',
  'commands/simulate/simulationPage.ts',
  'commands/simulate/simulationPlots.ts',
  'commands/simulate/siteStudies.ts',
  'commands/support/page/pageStyle.ts',
  'commands/support/page/plot.ts',
];

const files = globSync('**/*.ts', { cwd: cli })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => !notRead.some((pattern) => pattern.test(file)))
  .sort();

test.each(files.filter((file) => !stillEnglish.includes(file)))(
  '%s says nothing that is in no catalogue',
  (file) => {
    expect(inlineTexts(path.join(cli, file))).toEqual([]);
    expect(usesAtStart(path.join(cli, file))).toEqual([]);
  },
);

test.each(stillEnglish)('%s is rightly in the list of what is still English', (file) => {
  expect(inlineTexts(path.join(cli, file))).not.toEqual([]);
});
