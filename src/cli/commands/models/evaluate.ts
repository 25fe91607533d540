import { mkdirSync } from 'node:fs';
import { arch, cpus } from 'node:os';
import path from 'node:path';
import { modelsPort } from '../../../app/modelsPort';
import { defaultDecoderBudget } from '../../../decoder/budget';
import { codestreamDecoder } from '../../../decoder/codestreamJob';
import { DecoderPool } from '../../../decoder/decoderPool';
import { fileReader } from '../../../decoder/readImageJob';
import { defaultReadLimits } from '../../../domain/kernel/limits';
import type { ListRole } from '../../../domain/models/listRole';
import { PictureThreads, pictureOpener } from '../../../imaging/threads/pictureThreads';
import { askedQuestions } from '../../../inference/evaluation/askedQuestions';
import type { EvaluatedFile } from '../../../inference/evaluation/lists/evaluatedFile';
import type { Question } from '../../../inference/evaluation/question';
import { reportOf } from '../../../inference/evaluation/report';
import type { EvaluationReport } from '../../../inference/evaluation/reportSchema';
import { type Division, divisionBy } from '../../../inference/evaluation/subgroups';
import { loadModelRepository, type ModelRepository } from '../../../inference/repository/modelRepository';
import { texts } from '../../language/language';
import { packageVersion } from '../../site/packageVersion';
import { CliError, diskProblem } from '../../terminal/errors';
import { onInterrupt } from '../../terminal/interrupt';
import { showProgress } from '../../terminal/progress';
import { debugging, say } from '../../terminal/say';
import { evaluateFiles } from './evaluation/evaluateFiles';
import { helpersOf, modelNamed, type NamedModel } from './evaluation/modelNamed';
import { assertFree, asUsageError, type ListOptions, type OpenList, openList } from './evaluation/openList';
import { evaluationPage } from './evaluation/page/evaluationPage';
import { scoresTable } from './evaluation/scoresTable';
import { summaryOf } from './evaluation/summary';
import { writeAtomically } from './evaluation/writeAtomically';

interface EvaluateOptions extends ListOptions {
  readonly out: string;
  readonly ask: readonly Question[];
  readonly by?: readonly string[];
  readonly compare?: string;
  readonly title?: string;
  readonly role?: ListRole;
  readonly models: string;
  readonly jobs: number;
  readonly scores?: boolean;
  readonly overwrite?: boolean;
}

/** `triage models evaluate`: measures a model on pictures whose truth is known. */
export async function evaluate(model: string, listFile: string, options: EvaluateOptions): Promise<void> {
  const files = outputs(options);
  assertFree([...Object.values(files)], options.overwrite ?? false);
  const list = understood(() => openList(listFile, options));
  const repository = await loadModelRepository(path.resolve(options.models));
  const wanted = [model, ...(options.compare === undefined ? [] : [options.compare])];
  const named = wanted.map((text) => modelNamed(repository, text));
  const asked = understood(() => questionsOf(named, list, options));
  const divisions = understood(() =>
    (options.by ?? list.description.by ?? []).map((column) => divisionBy(column, list)),
  );
  makeFolder(options.out);
  const results = await run(repository, named, list, options);
  const report = reportFor({ repository, named, list, listFile, asked, divisions, results, options });
  const [{ manifest }] = named as [NamedModel];
  const written = new Map([
    [files.json, `${JSON.stringify(report, null, 1)}\n`],
    [files.html, evaluationPage(report)],
  ]);
  if (files.scores)
    written.set(
      files.scores,
      scoresTable(
        manifest.labels.map(({ name }) => name),
        results[0] ?? [],
      ),
    );
  writeAtomically(written);
  process.stdout.write(`${summaryOf(report)}\n`);
  say(texts.models.card.written([...written.keys()].join(', ')));
}

function outputs({ out, scores }: EvaluateOptions): { json: string; html: string; scores?: string } {
  const [json, html] = [path.join(out, 'evaluation.json'), path.join(out, 'evaluation.html')];
  return { json, html, ...(scores && { scores: path.join(out, 'scores.csv') }) };
}

function understood<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw asUsageError(error);
  }
}

function questionsOf(named: readonly NamedModel[], list: OpenList, { ask }: EvaluateOptions): Question[] {
  const asked = ask.length > 0 ? ask : (list.description.questions ?? []);
  const [first, second] = named as [NamedModel, NamedModel | undefined];
  const questions = askedQuestions(asked, first.manifest.labels, list);
  // The second model must be able to answer the same questions.
  if (second) askedQuestions(questions, second.manifest.labels, list);
  return questions;
}

/** Before the work, so that results are not lost because the folder cannot be created. */
function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new CliError(`${folder}: ${diskProblem(error) ?? texts.errors.unmade}.`, undefined, {
      cause: error,
    });
  }
}

async function run(
  repository: ModelRepository,
  named: readonly NamedModel[],
  list: OpenList,
  { jobs }: EvaluateOptions,
): Promise<EvaluatedFile[][]> {
  const pool = new DecoderPool({ ...defaultDecoderBudget, processes: jobs });
  const pictures = new PictureThreads(jobs);
  const { signal, release } = onInterrupt();
  const progress = showProgress(
    process.stderr,
    list.files.length,
    list.files.length === 1 ? texts.run.file : texts.run.files,
  );
  const deps = {
    models: modelsPort(async () => repository),
    readFile: fileReader(pool, defaultReadLimits),
    decodeCodestream: codestreamDecoder(pool),
    openPicture: pictureOpener(pictures),
    logError: (message: string) => {
      if (debugging()) progress.say(message);
    },
  };
  try {
    return await evaluateFiles(deps, list, {
      models: named.map(({ name }) => name),
      atOnce: jobs,
      signal,
      progress,
    });
  } finally {
    progress.end();
    release();
    await Promise.all([pool.close(), pictures.close()]);
  }
}

interface Parts {
  readonly repository: ModelRepository;
  readonly named: readonly NamedModel[];
  readonly list: OpenList;
  readonly listFile: string;
  readonly asked: readonly Question[];
  readonly divisions: readonly Division[];
  readonly results: readonly EvaluatedFile[][];
  readonly options: EvaluateOptions;
}

function reportFor({
  repository,
  named,
  list,
  listFile,
  asked,
  divisions,
  results,
  options,
}: Parts): EvaluationReport {
  const { description, sha256 } = list;
  const [first, second] = named as [NamedModel, NamedModel | undefined];
  const title = options.title ?? description.title ?? path.parse(listFile).name;
  const role = options.role ?? description.role;
  return reportOf({
    made: new Date().toISOString(),
    softwareVersion: packageVersion(),
    model: first.manifest,
    helpers: helpersOf(repository, first.manifest),
    list: { ...description, title, sha256, ...(role && { role }) },
    questions: asked,
    divisions,
    files: results[0] ?? [],
    atOnce: options.jobs,
    processor: cpus()[0]?.model.trim() || arch(),
    ...(second && { compared: { model: second.manifest, files: results[1] ?? [] } }),
  });
}
