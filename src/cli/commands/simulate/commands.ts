import { type Command, InvalidArgumentError } from 'commander';
import { texts } from '../../language/declared';
import { addSiteOptions } from '../../site/siteOptions';
import { lazily } from '../../terminal/lazily';

/** `triage simulate`: what an order of reading is worth in a reading room. */
export function addSimulateCommand(program: Command): void {
  const command = program
    .command('simulate')
    .description(texts.help.simulate.simulate.description)
    .argument('[room]', texts.help.simulate.simulate.room)
    .option('--out <dir>', texts.help.simulate.simulate.out)
    .option('--json', texts.help.simulate.simulate.json)
    .option('--policy <file>', texts.help.simulate.simulate.policy)
    .option('--evaluation <file>', texts.help.simulate.simulate.evaluation)
    .option('--question <n>', texts.help.simulate.simulate.question, positiveInteger, 1)
    .option('--finding <label>', texts.help.simulate.simulate.finding, 'lung-opacity')
    .option('--last-days <n>', texts.help.simulate.simulate.lastDays, positiveInteger, 30)
    .option('--readers <n>', texts.help.simulate.simulate.readers, positiveInteger)
    .option('--reading-minutes <m>', texts.help.simulate.simulate.readingMinutes, positive)
    .option('--prevalence <share>', texts.help.simulate.simulate.prevalence, share)
    .option('--repetitions <n>', texts.help.simulate.simulate.repetitions, repetitions, 20)
    .option('--days <n>', texts.help.simulate.simulate.days, positiveInteger, 30)
    .option('--seed <n>', texts.help.simulate.simulate.seed, positiveInteger, 1);
  addSiteOptions(command, 'room', 'read')
    .addHelpText('after', texts.help.simulate.simulate.after)
    .action(lazily(async () => (await import('./simulate.ts')).simulateCommand));
}

function positive(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value) && value > 0) return value;
  throw new InvalidArgumentError(texts.options.expected.positive);
}

function positiveInteger(text: string): number {
  const value = positive(text);
  if (Number.isSafeInteger(value)) return value;
  throw new InvalidArgumentError(texts.options.expected.whole);
}

function repetitions(text: string): number {
  const value = positiveInteger(text);
  if (value >= 2 && value <= 1000) return value;
  throw new InvalidArgumentError(texts.options.expected.repetitions);
}

function share(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= 0 && value <= 1) return value;
  throw new InvalidArgumentError(texts.options.expected.share);
}
