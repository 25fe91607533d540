import Table from 'cli-table3';
import type { Answer, EvaluationReport } from '../../../../inference/evaluation/reportSchema';
import type { Interval } from '../../../../inference/evaluation/statistics/share';
import { texts, words } from '../../../language/language';

/** The results of an evaluation, for a terminal. */
export function summaryOf(report: EvaluationReport): string {
  const { files, model, list, answers, timing, comparison } = report;
  const says = texts.evaluate;
  const table = new Table({
    head: says.columns,
    style: { head: [], border: [], compact: true },
    colWidths: [46],
    wordWrap: true,
  });
  for (const answer of answers) table.push(row(answer));
  const { listed, analysed, notAnalysed, refused } = files;
  const { median } = timing.total;
  return [
    says.title(`${model.title} (${model.id} ${model.version})`, list.title),
    table.toString(),
    says.files(
      listed,
      analysed,
      notAnalysed,
      refused,
      words.values.number(median, Number.isInteger(median) ? 0 : 1),
    ),
    ...(comparison ? comparedLines(comparison) : []),
  ].join('\n');
}

function comparedLines({ model, answers }: NonNullable<EvaluationReport['comparison']>): string[] {
  const says = texts.evaluate;
  return answers.map(({ title, aucDifference, flipped }) => {
    const { value, low, high } = aucDifference ?? {};
    const auc =
      value === undefined || low === undefined || high === undefined
        ? says.notComparable
        : says.difference(signed(value), signed(low), signed(high));
    return says.compared(`${model.id} ${model.version}`, title, auc, flipped?.hits ?? 0, flipped?.n ?? 0);
  });
}

function row({ question, n, positives, unscored, auc, operatingPoint }: Answer): string[] {
  const missing = unscored.reduce((sum, one) => sum + one.positives + one.negatives, 0);
  return [
    question.title,
    String(n),
    String(positives),
    String(missing),
    withInterval(auc),
    withInterval(operatingPoint?.sensitivity),
    withInterval(operatingPoint?.specificity),
  ];
}

/** Three digits, which is more precise than most intervals. */
const decimal = (value: number) => words.values.number(value, 3);

const signed = (value: number) => `${value < 0 ? '−' : '+'}${decimal(Math.abs(value))}`;

/** `0.953 (0.937–0.969)` */
function withInterval(measured: Interval | undefined): string {
  if (measured === undefined) return '–';
  const { value, low, high } = measured;
  return `${decimal(value)} (${decimal(low)}–${decimal(high)})`;
}
