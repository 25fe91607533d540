import type { ModelRef } from '../../domain/models/analysis';
import type { ClassifierManifest, ModelLabel } from '../manifest/manifest';
import { PREPROCESSING } from '../run/preprocess';
import { answerOf } from './answer';
import { comparisonOf } from './comparison';
import type { EvaluatedFile } from './lists/evaluatedFile';
import type { ListDescription } from './lists/listDescription';
import { millisecondsOf } from './milliseconds';
import type { Question } from './question';
import type { EvaluationReport } from './reportSchema';
import type { Division } from './subgroups';

/** Everything that an evaluation found. */
export interface Evaluated {
  readonly made: string;
  readonly softwareVersion: string;
  readonly model: ClassifierManifest;
  readonly helpers: EvaluationReport['helpers'];
  readonly list: Pick<ListDescription, 'role' | 'about' | 'limits'> & {
    readonly title: string;
    readonly sha256: string;
  };
  readonly questions: readonly Question[];
  readonly divisions: readonly Division[];
  /** In the order of the list; at least one. */
  readonly files: readonly EvaluatedFile[];
  readonly atOnce: number;
  readonly processor: string;
  readonly compared?: { readonly model: ClassifierManifest; readonly files: readonly EvaluatedFile[] };
}

/** The evaluation as written to the report: numbers only, no file names and no patients. */
export function reportOf(evaluated: Evaluated): EvaluationReport {
  const { files, model, list } = evaluated;
  const answers = evaluated.questions.map((question) =>
    answerOf(question, labelOf(model, question.label), files, evaluated.divisions),
  );
  const { compared } = evaluated;
  const comparison =
    compared && comparisonOf(refOf(compared.model), answers, { first: files, second: compared.files });
  const patients = new Set(files.map(({ listed }) => listed.patient).filter((one) => one !== undefined)).size;
  return {
    schemaVersion: 1,
    made: evaluated.made,
    software: { version: evaluated.softwareVersion, preprocessing: PREPROCESSING },
    model: refOf(model),
    helpers: [...evaluated.helpers],
    list: {
      title: list.title,
      role: list.role ?? 'unstated',
      ...(list.about && { about: list.about }),
      limits: list.limits ?? [],
      sha256: list.sha256,
      ...(patients > 0 && { patients }),
    },
    ...outcomesOf(files),
    answers,
    timing: timingOf(evaluated),
    ...(comparison && { comparison }),
  };
}

function labelOf({ labels }: ClassifierManifest, name: string): ModelLabel {
  return labels.find((label) => label.name === name) as ModelLabel;
}

function refOf({ id, version, file, title }: ClassifierManifest): ModelRef & { title: string } {
  return { id, version, sha256: file.sha256, title };
}

function outcomesOf(
  files: readonly EvaluatedFile[],
): Pick<EvaluationReport, 'files' | 'notAnalysed' | 'refused' | 'notes'> {
  const outcomes = files.map(({ outcome }) => outcome);
  const reasons = outcomes.flatMap((one) => (one.outcome === 'not-analysed' ? [one.code] : []));
  const codes = outcomes.flatMap((one) => (one.outcome === 'refused' ? [one.code] : []));
  return {
    files: {
      listed: files.length,
      analysed: files.length - reasons.length - codes.length,
      notAnalysed: reasons.length,
      refused: codes.length,
    },
    notAnalysed: tally(reasons).map(([reason, n]) => ({ reason, n })),
    refused: tally(codes).map(([code, n]) => ({ code, n })),
    notes: tally(outcomes.flatMap((one) => (one.outcome === 'refused' ? [] : one.notes))).map(
      ([code, n]) => ({ code, n }),
    ),
  };
}

/** The most frequent first. */
function tally<T>(values: readonly T[]): [T, number][] {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]);
}

function timingOf({ files, atOnce, processor }: Evaluated): EvaluationReport['timing'] {
  const inModels = files.flatMap(({ modelsMs }) => (modelsMs === undefined ? [] : [modelsMs]));
  return {
    atOnce,
    processor,
    read: millisecondsOf(files.map(({ readMs }) => readMs)),
    ...(inModels.length > 0 && { models: millisecondsOf(inModels) }),
    total: millisecondsOf(files.map(({ readMs, modelsMs }) => readMs + (modelsMs ?? 0))),
  };
}
