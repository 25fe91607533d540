import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import type { Command } from 'commander';
import { defaultDecoderBudget } from '../../../decoder/budget';
import { DecoderPool } from '../../../decoder/decoderPool';
import { imageIdOf } from '../../../domain/kernel/ids';
import { pseudonymsOf } from '../../../domain/kernel/pseudonyms';
import { type Found, findFiles } from '../../files/findFiles';
import { printable } from '../../results/resultTable';
import { siteKeyFor } from '../../site/siteKeyFor';
import { CliError, diskProblem } from '../../terminal/errors';
import { exitCodes } from '../../terminal/exitCodes';
import { inParallel } from '../../terminal/inParallel';
import { dataOption } from '../../terminal/options';
import { say } from '../../terminal/say';
import { type Deidentified, deidentifyOne } from './deidentifyOne';

interface DeidentifyOptions {
  readonly out: string;
  readonly data?: string;
  readonly shiftDates?: boolean;
  readonly keepCharacteristics?: boolean;
}

/** `triage deidentify`: DICOM files without what says whom they show. */
export function addDeidentifyCommand(program: Command): void {
  program
    .command('deidentify')
    .description('write DICOM files anew without what says whom they show (PS3.15, Basic Profile)')
    .argument('<file|folder...>', 'DICOM files; folders with all that is below them')
    .requiredOption('--out <dir>', 'folder for the new files, which are named after what they hold')
    .option('--shift-dates', "move each patient's dates by days of its own, instead of dropping them")
    .option('--keep-characteristics', 'keep age (90 for all over 89), sex, size and weight')
    .addOption(dataOption('none; the key is TRIAGE_SITE_KEY, or one for this run alone'))
    .addHelpText(
      'after',
      '\nUIDs are replaced under the key of the site: the same key gives the same UIDs. Writing in the picture itself is not\nremoved; files that are likely to have some come with a warning. The files that are read stay as they are.',
    )
    .action(async (args: string[], options: DeidentifyOptions) => {
      process.exitCode = await deidentifyAll(args, options);
    });
}

async function deidentifyAll(args: readonly string[], options: DeidentifyOptions): Promise<number> {
  const files = findFiles(args);
  const { siteKey, word } = siteKeyFor(options.data, process.env);
  if (word !== undefined) say(word);
  const settings = {
    pseudonyms: pseudonymsOf(siteKey),
    shiftDates: options.shiftDates ?? false,
    keepCharacteristics: options.keepCharacteristics ?? false,
  };
  await onDisk(options.out, () => mkdir(options.out, { recursive: true }));
  const processes = availableParallelism();
  const pool = new DecoderPool({ ...defaultDecoderBudget, processes });
  const counts = { written: 0, warned: 0, refused: 0 };
  try {
    await inParallel(files, processes, async (found) => {
      const result = await deidentifyOne(pool, found, settings);
      await report(found, result, options.out, counts);
    });
  } finally {
    await pool.close();
  }
  const { written, warned, refused } = counts;
  say(`${written} written, ${warned} of them with a warning; ${refused} refused.`);
  return refused > 0 ? exitCodes.failed : exitCodes.done;
}

async function report(
  { file }: Found,
  result: Deidentified,
  folder: string,
  counts: { written: number; warned: number; refused: number },
): Promise<void> {
  if (result.outcome === 'refused') {
    counts.refused += 1;
    process.stdout.write(`${printable(file)}: refused, ${result.why}\n`);
    return;
  }
  const target = path.join(folder, `${imageIdOf(result.bytes)}.dcm`);
  await onDisk(target, () => writeFile(target, result.bytes));
  counts.written += 1;
  if (result.warnings.length > 0) counts.warned += 1;
  const warnings = result.warnings.map((warning) => `  warning: ${warning}\n`).join('');
  process.stdout.write(`${printable(file)}: ${printable(target)}\n${warnings}`);
}

async function onDisk(file: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    throw new CliError(`${file}: ${diskProblem(error) ?? 'cannot be written'}.`, undefined, { cause: error });
  }
}
