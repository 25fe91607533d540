import { words } from '../../domain/words/words';
import type { Answer, EvaluationReport } from '../evaluation/reportSchema';
import type { ClassifierManifest, ModelManifest } from '../manifest/manifest';
import { table } from './markdown';
import { decimal, signed, withInterval } from './numbers';

/** The results of `triage models evaluate`, list by list: the whole pipeline, as in service. */
export function evaluated(reports: readonly EvaluationReport[]): string[] {
  if (reports.length === 0) return [];
  return [
    '### By the service',
    'Whole files through the pipeline as it runs (`triage models evaluate`). 95 % intervals in brackets; sensitivity and specificity at the threshold below. A file without a score is never counted as negative: the worst case counts every positive without a score as missed.',
    ...reports.flatMap(reportParts),
  ];
}

function reportParts(report: EvaluationReport): string[] {
  const { list, files, timing, made, answers } = report;
  const facts = [
    `${files.listed} files: ${files.analysed} analysed, ${files.notAnalysed} not analysed, ${files.refused} refused${reasons(report)}.`,
    `${timing.total.median} ms a file (median; 95th percentile ${timing.total.p95}), ${timing.atOnce} at once.`,
    `Measured ${made.slice(0, 10)}.`,
  ];
  return [
    `#### ${list.title} (${words.evaluations.roles[list.role].name})`,
    [...(list.about ? [list.about] : []), facts.join(' ')].join('\n\n'),
    table(
      [
        'question',
        'n',
        'positives',
        'no score',
        'AUC',
        'sensitivity',
        'worst case',
        'specificity',
        'calibration error',
      ],
      answers.map(answerRow),
    ),
    ...subgroupTable(answers),
    ...comparisonWords(report),
  ];
}

function reasons({ notAnalysed, refused }: EvaluationReport): string {
  const all = [
    ...notAnalysed.map(({ reason, n }) => `${reason} ${n}`),
    ...refused.map(({ code, n }) => `${code} ${n}`),
  ];
  return all.length > 0 ? ` (${all.join(', ')})` : '';
}

function answerRow({
  question,
  n,
  positives,
  unscored,
  auc,
  operatingPoint,
  calibration,
  negatives,
}: Answer): string[] {
  const missing = unscored.reduce((sum, row) => sum + row.positives + row.negatives, 0);
  return [
    question.title,
    String(n),
    String(positives),
    String(missing),
    withInterval(auc),
    withInterval(operatingPoint?.sensitivity),
    withInterval(operatingPoint?.worstCaseSensitivity),
    withInterval(operatingPoint?.specificity),
    calibration && positives > 0 && negatives > 0 ? decimal(calibration.expectedError) : '',
  ];
}

function subgroupTable(answers: readonly Answer[]): string[] {
  const rows = answers.flatMap(({ question, subgroups }) =>
    subgroups.map(({ column, value, n, positives, unscored, auc, sensitivity, specificity }) => [
      question.title,
      `${column}: ${value}`,
      String(n),
      String(positives),
      String(unscored),
      withInterval(auc),
      withInterval(sensitivity),
      withInterval(specificity),
    ]),
  );
  if (rows.length === 0) return [];
  return [
    'Sub-groups:',
    table(['question', 'group', 'n', 'positives', 'no score', 'AUC', 'sensitivity', 'specificity'], rows),
  ];
}

function comparisonWords({ comparison }: EvaluationReport): string[] {
  if (comparison === undefined) return [];
  const { model, answers, models } = comparison;
  const lines = answers.map(({ title, aucDifference, flipped }) => {
    const difference = aucDifference
      ? `AUC ${signed(aucDifference.value)} (${signed(aucDifference.low)} to ${signed(aucDifference.high)})`
      : 'no AUC';
    return `- ${title}: ${difference}; ${flipped?.hits ?? 0} of ${flipped?.n ?? 0} files change sides.`;
  });
  return [
    `Against ${model.id} ${model.version}, which takes ${models.second.median} ms a file in the models where this one takes ${models.first.median} ms:`,
    lines.join('\n'),
  ];
}

/** The measurements that the manifest states, made when the model was built. */
export function statedByMaker(manifest: ModelManifest): string[] {
  const costs = manifest.kind === 'classifier' ? variantCosts(manifest) : [];
  if (manifest.evaluation.length === 0) return costs;
  return [
    '### By its maker',
    'As the manifest states it, from the code that made the model; 95 % intervals in brackets, AUC with DeLong’s and shares with Wilson’s.',
    table(
      ['label', 'data', 'question', 'n', 'positives', 'AUC', 'sensitivity', 'specificity', 'Dice'],
      manifest.evaluation.map(statedRow),
    ),
    ...costs,
  ];
}

function statedRow(entry: ModelManifest['evaluation'][number]): string[] {
  return [
    entry.label,
    [entry.dataset, entry.subgroup].filter(Boolean).join(', '),
    entry.question,
    String(entry.n),
    String(entry.positives),
    withInterval(entry.auc),
    withInterval(entry.sensitivity),
    withInterval(entry.specificity),
    entry.dice === undefined ? '' : decimal(entry.dice),
  ];
}

function variantCosts({ variantOf }: ClassifierManifest): string[] {
  if (variantOf === undefined) return [];
  const rows = variantOf.costs.map(({ label, dataset, n, aucDifference: { value, low, high }, flipped }) => [
    label,
    dataset,
    String(n),
    `${signed(value)} (${signed(low)} to ${signed(high)})`,
    withInterval(flipped),
  ]);
  return [
    `What being lighter costs against ${variantOf.id} ${variantOf.version}:`,
    table(['label', 'data', 'n', 'AUC difference', 'share that changes sides'], rows),
  ];
}
