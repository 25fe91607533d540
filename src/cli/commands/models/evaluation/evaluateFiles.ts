import { createHash } from 'node:crypto';
import { readFile as readBytes, stat } from 'node:fs/promises';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { defaultReadLimits } from '../../../../domain/kernel/limits';
import type { ModelName } from '../../../../domain/models/modelName';
import { RefusedError } from '../../../../domain/reasons/refusals';
import { type EvaluatedFile, outcomeOf } from '../../../../inference/evaluation/lists/evaluatedFile';
import type { ListedFile } from '../../../../inference/evaluation/lists/labelledList';
import { type ClassifyImageDeps, createClassifyImage } from '../../../../operations/models/classifyImage';
import { texts, words } from '../../../language/language';
import { CliError, diskProblem, InterruptedError } from '../../../terminal/errors';
import { inParallel } from '../../../terminal/inParallel';
import type { Progress } from '../../../terminal/progress';
import type { OpenList } from './openList';

export interface EvaluateFilesOptions {
  /** Each file goes through every model separately, so that the times can be told apart. */
  readonly models: readonly ModelName[];
  readonly atOnce: number;
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

/**
 * Sends every file of a list through the service's pipeline: decoding process, intended use, gate, region,
 * network.
 *
 * @returns for every model the result of each file, in the order of the list
 * @throws CliError if a file differs from the one in the list, or cannot be opened
 * @throws InterruptedError
 */
export async function evaluateFiles(
  deps: ClassifyImageDeps,
  list: OpenList,
  { models, atOnce, signal, progress }: EvaluateFilesOptions,
): Promise<EvaluatedFile[][]> {
  const classify = createClassifyImage(deps);
  const results: EvaluatedFile[][] = models.map(() => []);
  const count = counter(list.files.length, progress);
  await inParallel(list.files.entries(), atOnce, async ([index, listed]) => {
    if (signal.aborted) throw new InterruptedError();
    const bytes = await bytesOf(list, listed);
    for (const [which, model] of models.entries()) {
      const file = await evaluateFile(classify, listed, bytes, model);
      (results[which] as EvaluatedFile[])[index] = file;
    }
    count((results[0] as EvaluatedFile[])[index] as EvaluatedFile);
  });
  return results;
}

async function evaluateFile(
  classify: ReturnType<typeof createClassifyImage>,
  listed: ListedFile,
  bytes: Uint8Array | undefined,
  model: ModelName,
): Promise<EvaluatedFile> {
  const start = performance.now();
  try {
    if (bytes === undefined) throw new RefusedError('too-large');
    const { analyses, reason, timing } = await classify({ bytes, name: path.basename(listed.file), model });
    return { listed, outcome: outcomeOf(analyses, reason), ...timing };
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    return { listed, outcome: { outcome: 'refused', code: error.code }, readMs: performance.now() - start };
  }
}

/** @returns undefined for a file that is too large to be read */
async function bytesOf(list: OpenList, { file, line, sha256 }: ListedFile): Promise<Uint8Array | undefined> {
  const place = list.pathOf(file);
  try {
    if ((await stat(place)).size > defaultReadLimits.maxFileBytes) return undefined;
    const bytes = await readBytes(place);
    if (sha256 !== undefined && createHash('sha256').update(bytes).digest('hex') !== sha256)
      throw new CliError(texts.evaluate.anotherFile(line, file));
    return bytes;
  } catch (error) {
    if (error instanceof CliError) throw error;
    throw new CliError(`${file}: ${diskProblem(error) ?? texts.errors.unreadable}.`, undefined, {
      cause: error,
    });
  }
}

/** The first files take longer, because processes and networks are starting. */
const fewForEstimate = 10;

/** Reports the progress, what was not analysed, and the time remaining. */
function counter(total: number, progress: Progress): (file: EvaluatedFile) => void {
  const began = performance.now();
  const counts = { done: 0, 'not-analysed': 0, refused: 0, analysed: 0 };
  return ({ outcome }) => {
    counts.done += 1;
    counts[outcome.outcome] += 1;
    const left = ((performance.now() - began) / counts.done) * (total - counts.done);
    const parts = [
      counts['not-analysed'] > 0 ? `${counts['not-analysed']} ${words.outcomes['not-analysed']}` : '',
      counts.refused > 0 ? texts.evaluate.refused(counts.refused) : '',
      counts.done >= fewForEstimate && counts.done < total ? words.values.left(left) : '',
    ];
    progress.update(counts.done, parts.filter(Boolean).join(' · '));
  };
}
