import Table from 'cli-table3';
import type { Answer, EvaluationReport } from '../../../../inference/evaluation/reportSchema';
import { signed, withInterval } from '../../../../inference/evaluation/words';

/** The results of an evaluation, for a terminal. */
export function summaryOf(report: EvaluationReport): string {
  const { files, model, list, answers, timing, comparison } = report;
  const table = new Table({
    head: ['question', 'files', 'positive', 'no score', 'AUC', 'sensitivity', 'specificity'],
    style: { head: [], border: [], compact: true },
    colWidths: [46],
    wordWrap: true,
  });
  for (const answer of answers) table.push(row(answer));
  const lines = [
    `${model.title} (${model.id} ${model.version}) on ${list.title}`,
    table.toString(),
    `${files.listed} files: ${files.analysed} analysed, ${files.notAnalysed} not analysed, ${files.refused} refused; ${timing.total.median} ms a file (median). 95 % intervals in brackets.`,
    ...(comparison?.answers ?? []).map(
      ({ title, aucDifference, flipped }) =>
        `With ${comparison?.model.id} ${comparison?.model.version}: ${title}: AUC ${aucDifference ? `${signed(aucDifference.value)} (${signed(aucDifference.low)} to ${signed(aucDifference.high)})` : 'cannot be compared'}; ${flipped?.hits ?? 0} of ${flipped?.n ?? 0} files change sides.`,
    ),
  ];
  return lines.join('\n');
}

function row({ question, n, positives, unscored, auc, operatingPoint }: Answer): string[] {
  const missing = unscored.reduce((sum, one) => sum + one.positives + one.negatives, 0);
  return [
    question.title,
    String(n),
    String(positives),
    String(missing),
    withInterval(auc) || '–',
    withInterval(operatingPoint?.sensitivity) || '–',
    withInterval(operatingPoint?.specificity) || '–',
  ];
}
