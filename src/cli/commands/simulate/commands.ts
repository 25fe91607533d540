import { type Command, InvalidArgumentError } from 'commander';
import { addSiteOptions } from '../../site/siteOptions';
import { lazily } from '../../terminal/lazily';

/** `triage simulate`: what an order of reading is worth in a reading room. */
export function addSimulateCommand(program: Command): void {
  const command = program
    .command('simulate')
    .description('simulate a reading room: how long studies wait, as they came and by the triage policy')
    .argument('[room]', 'a JSON file that describes the room (default: an example)')
    .option('--out <dir>', 'folder for simulation.json and simulation.html')
    .option('--json', 'the results as JSON')
    .option('--policy <file>', "a triage policy (default: the site's, else the built-in one)")
    .option('--evaluation <file>', 'scores from an evaluation.json in place of those of the room')
    .option('--question <n>', 'which question of the evaluation', positiveInteger, 1)
    .option('--finding <label>', 'with a site: the label whose score counts', 'lung-opacity')
    .option('--last-days <n>', 'with a site: from this many days up to now', positiveInteger, 30)
    .option('--readers <n>', 'how many read at once, in place of the room', positiveInteger)
    .option('--reading-minutes <m>', 'how long a study takes to read, in place of the room', positive)
    .option('--prevalence <share>', 'share of diseased studies, 0 to 1, in place of the room', share)
    .option('--repetitions <n>', 'independent repetitions, 2 to 1000', repetitions, 20)
    .option('--days <n>', 'days of each repetition', positiveInteger, 30)
    .option('--seed <n>', 'the same seed gives the same numbers', positiveInteger, 1);
  addSiteOptions(command, 'no site; arrivals, orders and scores are those of the room', 'read')
    .addHelpText(
      'after',
      '\nWith --data, --connection or --account, arrivals, orders and scores are those of the site; say --readers and\n' +
        '--reading-minutes, or name a room. Nothing of the site is changed. docs/simulation.md explains the rest.',
    )
    .action(lazily(async () => (await import('./simulate.ts')).simulateCommand));
}

function positive(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value) && value > 0) return value;
  throw new InvalidArgumentError('Expected a number above 0.');
}

function positiveInteger(text: string): number {
  const value = positive(text);
  if (Number.isSafeInteger(value)) return value;
  throw new InvalidArgumentError('Expected a whole number.');
}

function repetitions(text: string): number {
  const value = positiveInteger(text);
  if (value >= 2 && value <= 1000) return value;
  throw new InvalidArgumentError('Expected 2 to 1000.');
}

function share(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= 0 && value <= 1) return value;
  throw new InvalidArgumentError('Expected a share from 0 to 1.');
}
