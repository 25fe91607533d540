import { modelsPort } from '../../../app/modelsPort';
import type { ClassificationAnswer } from '../../../contract/routes/classify';
import { defaultDecoderBudget } from '../../../decoder/budget';
import { codestreamDecoder } from '../../../decoder/codestreamJob';
import { DecoderPool } from '../../../decoder/decoderPool';
import { fileReader } from '../../../decoder/readImageJob';
import { defaultReadLimits } from '../../../domain/kernel/limits';
import { type ModelName, ModelNotLoadedError } from '../../../domain/models/modelName';
import { RefusedError } from '../../../domain/reasons/refusals';
import type { Phrases } from '../../../domain/words/phrases';
import { englishPhrases } from '../../../domain/words/words';
import { PictureThreads, pictureOpener } from '../../../imaging/threads/pictureThreads';
import type { ModelRepository } from '../../../inference/repository/modelRepository';
import { namedModel } from '../../../inference/repository/namedModel';
import { answerOf } from '../../../operations/models/classificationAnswer';
import { createClassifyImage } from '../../../operations/models/classifyImage';
import type { Found } from '../../files/findFiles';
import { readWhole } from '../../files/openImage';
import { phrases } from '../../language/language';
import { CliError, InterruptedError, UsageError } from '../../terminal/errors';
import { exitCodes } from '../../terminal/exitCodes';
import { refusalAdvice } from '../../terminal/refusalWords';
import { say } from '../../terminal/say';
import { openModels } from '../support/openModels';
import { classificationText, unreadText } from './classificationText';

export interface ClassifyFilesOptions {
  readonly model?: ModelName;
  readonly k: number;
  /** The folder of the models. */
  readonly models?: string;
  readonly json: boolean;
  readonly signal: AbortSignal;
}

/** What is printed for a file: an answer, or why it could not be read. */
type FileAnswer = ClassificationAnswer | { readonly outcome: 'refused'; readonly words: string };

/**
 * Classifies files one after another and prints the results in that order.
 *
 * @returns the exit code
 * @throws UsageError if the named model does not exist
 * @throws CliError if there is no model at all
 */
export async function classifyFiles(files: readonly Found[], options: ClassifyFilesOptions): Promise<number> {
  const repository = await modelsFor(options);
  const pool = new DecoderPool({ ...defaultDecoderBudget, processes: 1 });
  const pictures = new PictureThreads(1);
  const classifyImage = createClassifyImage({
    models: modelsPort(async () => repository),
    readFile: fileReader(pool, defaultReadLimits),
    decodeCodestream: codestreamDecoder(pool),
    openPicture: pictureOpener(pictures),
    logError: say,
  });
  let unread = 0;
  try {
    for (const found of files) {
      if (options.signal.aborted) throw new InterruptedError();
      // JSON is English.
      const said = options.json ? englishPhrases : phrases;
      const answer = await answerTo(found, said, async (bytes) =>
        answerOf(await classifyImage({ bytes, name: '', model: options.model }), options.k),
      );
      if (answer.outcome === 'refused') unread += 1;
      process.stdout.write(`${options.json ? jsonLine(found.file, answer) : textOf(found.file, answer)}\n`);
    }
  } finally {
    await Promise.all([pool.close(), pictures.close()]);
  }
  return unread === 0 ? exitCodes.done : exitCodes.failed;
}

async function modelsFor({ models, model }: ClassifyFilesOptions): Promise<ModelRepository> {
  const repository = await openModels(models);
  try {
    if (model !== undefined) namedModel(repository, model);
    return repository;
  } catch (error) {
    if (error instanceof ModelNotLoadedError) throw new UsageError(error.message);
    throw error;
  }
}

async function answerTo(
  found: Found,
  said: Phrases,
  classify: (bytes: Uint8Array) => Promise<ClassificationAnswer>,
): Promise<FileAnswer> {
  if ('problem' in found) return { outcome: 'refused', words: found.problem };
  try {
    return await classify(await readWhole(found.path));
  } catch (error) {
    if (error instanceof CliError) return { outcome: 'refused', words: error.message };
    if (!(error instanceof RefusedError)) throw error;
    const { code, detail } = error;
    return { outcome: 'refused', words: refusalAdvice(code, detail, said) };
  }
}

function jsonLine(file: string, answer: FileAnswer): string {
  return JSON.stringify({ file, ...answer });
}

function textOf(file: string, answer: FileAnswer): string {
  const colour = process.stdout.isTTY && process.stdout.hasColors();
  return answer.outcome === 'refused'
    ? unreadText(file, answer.words)
    : classificationText(file, answer, colour);
}
