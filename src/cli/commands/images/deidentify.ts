import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { defaultDecoderBudget } from '../../../decoder/budget';
import { DecoderPool } from '../../../decoder/decoderPool';
import { imageIdOf } from '../../../domain/kernel/identifiers/ids';
import { pseudonymsOf } from '../../../domain/kernel/identifiers/pseudonyms';
import { type Found, findFiles } from '../../files/findFiles';
import { texts } from '../../language/language';
import { siteKeyFor } from '../../site/siteKeyFor';
import { CliError, diskProblem } from '../../terminal/errors';
import { exitCodes } from '../../terminal/exitCodes';
import { inParallel } from '../../terminal/inParallel';
import { printable } from '../../terminal/printable';
import { say } from '../../terminal/say';
import { type Deidentified, deidentifyOne } from './deidentifyOne';

interface DeidentifyOptions {
  readonly out: string;
  readonly data?: string;
  readonly shiftDates?: boolean;
  readonly keepCharacteristics?: boolean;
}

/** `triage deidentify`: DICOM files without anything that identifies the patient. @returns the exit status */
export async function deidentify(args: readonly string[], options: DeidentifyOptions): Promise<number> {
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
  say(texts.images.deidentify.done(written, warned, refused));
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
    process.stdout.write(`${texts.images.deidentify.refused(printable(file), result.why)}\n`);
    return;
  }
  const target = path.join(folder, `${imageIdOf(result.bytes)}.dcm`);
  await onDisk(target, () => writeFile(target, result.bytes));
  counts.written += 1;
  if (result.warnings.length > 0) counts.warned += 1;
  const warnings = result.warnings
    .map((warning) => `  ${texts.images.deidentify.warning(warning)}\n`)
    .join('');
  process.stdout.write(`${printable(file)}: ${printable(target)}\n${warnings}`);
}

async function onDisk(file: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    throw new CliError(
      texts.errors.file.unwritable(file, diskProblem(error) ?? texts.errors.noAnswer),
      undefined,
      { cause: error },
    );
  }
}
