import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { modelsPort } from '../../../app/modelsPort';
import { defaultDecoderBudget } from '../../../decoder/budget';
import { codestreamDecoder } from '../../../decoder/codestreamJob';
import { DecoderPool } from '../../../decoder/decoderPool';
import { mediaDirectoryReader } from '../../../decoder/mediaDirectoryJob';
import { fileReader } from '../../../decoder/readImageJob';
import { asSiteKey, siteKeyBytes } from '../../../domain/kernel/identifiers/ids';
import { defaultExportLimits, defaultReadLimits } from '../../../domain/kernel/limits';
import { PictureThreads, pictureOpener } from '../../../imaging/threads/pictureThreads';
import { readPolicy } from '../../../settings/settings';
import { writeResult } from '../../files/openImage';
import { texts } from '../../language/declared';
import { CliError, diskProblem } from '../../terminal/errors';
import { exitCodes } from '../../terminal/exitCodes';
import { say } from '../../terminal/say';
import { openModels } from '../support/openModels';
import { type Explained, explainFile } from './explainFile';
import { createExplainImage } from './explainImage';
import { explanationLine } from './explanationLine';
import { explanationText } from './explanationText';
import { type SeenPng, seenPngs } from './seenPngs';

interface ExplainOptions {
  readonly out?: string;
  readonly models?: string;
  readonly json?: boolean;
}

/** `triage explain`: why a file would become what it becomes. @returns the exit status */
export async function explainCommand(file: string, options: ExplainOptions): Promise<number> {
  const repository = await openModels(options.models);
  const policy = readPolicy(process.env.TRIAGE_POLICY || undefined);
  if (options.out !== undefined) await makeFolder(options.out);
  const pool = new DecoderPool({ ...defaultDecoderBudget, processes: 1 });
  const pictures = new PictureThreads(1);
  const explainImage = createExplainImage({
    repository,
    models: modelsPort(async () => repository),
    readFile: fileReader(pool, defaultReadLimits),
    decodeCodestream: codestreamDecoder(pool),
    openPicture: pictureOpener(pictures),
    logError: say,
    // Ids are neither shown nor kept.
    siteKey: asSiteKey(randomBytes(siteKeyBytes)),
    limits: defaultReadLimits,
    policy,
    now: () => new Date().toISOString(),
  });
  const readMediaDirectory = mediaDirectoryReader(pool);
  const deps = {
    explainImage,
    readMediaDirectory,
    limits: defaultReadLimits,
    exportLimits: defaultExportLimits,
  };
  let number = 0;
  let refused = 0;
  try {
    for await (const explained of explainFile(deps, file)) {
      number += 1;
      if (explained.kind === 'refused') refused += 1;
      const pngs = options.out === undefined ? [] : await writePngs(explained, options.out, number);
      const text = options.json ? explanationLine(explained, pngs) : explanationText(explained, pngs);
      process.stdout.write(`${text}\n`);
    }
  } finally {
    await Promise.all([pool.close(), pictures.close()]);
  }
  return refused === 0 ? exitCodes.done : exitCodes.failed;
}

/** The files are numbered, because names of files can contain patients' names. */
async function writePngs(explained: Explained, folder: string, number: number): Promise<SeenPng[]> {
  if (explained.kind !== 'image') return [];
  const written: SeenPng[] = [];
  for (const { model, png } of await seenPngs(explained.explanation)) {
    const file = path.join(folder, `${number}-${model}.png`);
    await writeResult(file, png);
    written.push({ model, file });
  }
  return written;
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    throw new CliError(
      texts.errors.file.unwritable(folder, diskProblem(error) ?? texts.errors.noAnswer),
      undefined,
      { cause: error },
    );
  }
}
