import type { Limit, Measure } from '../../domain/words/evaluationWords';
import type { Vocabulary } from '../../domain/words/vocabulary';
import type { Answer, EvaluationReport, Subgroup } from '../evaluation/reportSchema';
import type { Interval } from '../evaluation/statistics/share';
import type { ModelManifest } from '../manifest/manifest';
import { sentence } from './markdown';

/** With fewer cases of a class than this, a sub-group's numbers are little more than chance. */
const few = 20;
/** Sub-groups that differ by more than this are named. */
const notable = 0.1;

type Says = Pick<Vocabulary, 'evaluations' | 'values'>;

/**
 * What a reader should not conclude: from written remarks, and from the numbers themselves.
 *
 * @param says the words of a language; what the maker wrote stays as it was written
 */
export function limitsOf(manifest: ModelManifest, reports: readonly EvaluationReport[], says: Says): Limit[] {
  const { limits } = says.evaluations;
  return [
    ...manifest.remarks.map((remark) => ({ text: sentence(remark) })),
    ...(manifest.kind === 'classifier' && manifest.intendedUse.minimumAgeYears > 0
      ? [limits.age(manifest.intendedUse.minimumAgeYears)]
      : []),
    ...elsewhere(manifest, reports, says),
    ...reports.flatMap(({ list, answers }) => [
      ...list.limits.map((limit) => limits.list(list.title, sentence(limit))),
      ...answers.flatMap((answer) => apart(list.title, answer, says)),
      ...answers.flatMap((answer) => tooFew(list.title, answer, says)),
    ]),
    ...[...new Set(reports.map(({ list }) => list.role))].map(limits.role),
    limits.truth,
  ];
}

interface Known {
  readonly where: string;
  readonly auc: Interval;
}

/** Pictures of a single class do not test how the classes are told apart. */
function isExternalTest({ list, answers }: EvaluationReport): boolean {
  return list.role === 'external' && answers.some(({ auc }) => auc !== undefined);
}

/** Performance on pictures from elsewhere: measured, or not. */
function elsewhere(manifest: ModelManifest, reports: readonly EvaluationReport[], says: Says): Limit[] {
  if (manifest.kind !== 'classifier') return [];
  const heldBack = reports.filter(({ list }) => list.role === 'external' || list.role === 'test');
  const drops = heldBack.flatMap((report) =>
    report.answers.flatMap((answer) => drop(manifest, reports, report, answer, says)),
  );
  return reports.some(isExternalTest) ? drops : [...drops, says.evaluations.limits.noExternalTest];
}

function drop(
  manifest: ModelManifest,
  reports: readonly EvaluationReport[],
  { list }: EvaluationReport,
  { question, auc }: Answer,
  { evaluations, values }: Says,
): Limit[] {
  const before = auc && homeNumbers(manifest, reports, question.label, question.title);
  if (auc === undefined || before === undefined) return [];
  const change = auc.value - before.auc.value;
  return [
    evaluations.limits.elsewhere({ from: before.where, to: list.title }, question.title, {
      before: values.interval(before.auc, 3),
      there: values.interval(auc, 3),
      change: values.number(Math.abs(change), 3),
      isLess: change < 0,
    }),
  ];
}

/** The same question on the data that was used to choose something. */
function homeNumbers(
  manifest: ModelManifest,
  reports: readonly EvaluationReport[],
  label: string,
  title: string,
): Known | undefined {
  const home = reports.find(
    ({ list, answers }) => list.role === 'validation' && answerTo(answers, label, title)?.auc,
  );
  const auc = home && answerTo(home.answers, label, title)?.auc;
  if (home && auc) return { where: home.list.title, auc };
  const stated = manifest.evaluation.find(
    (entry) => entry.label === label && entry.question === title && entry.subgroup === undefined && entry.auc,
  );
  return stated?.auc && { where: stated.dataset, auc: stated.auc };
}

function answerTo(answers: readonly Answer[], label: string, title: string): Answer | undefined {
  return answers.find(({ question }) => question.label === label && question.title === title);
}

/** Sub-groups with enough files whose numbers differ. */
function apart(where: string, { question, subgroups }: Answer, says: Says): Limit[] {
  const columns = [...new Set(subgroups.map(({ column }) => column))];
  return columns.flatMap((column) => {
    const groups = subgroups.filter((group) => group.column === column);
    const parts = (['sensitivity', 'specificity', 'auc'] as const).flatMap((key) =>
      spread(key, groups, says),
    );
    if (parts.length === 0) return [];
    return [says.evaluations.limits.apart(where, column, question.title, parts)];
  });
}

function spread(key: Measure, groups: readonly Subgroup[], { evaluations, values }: Says): string[] {
  const enough = groups.flatMap((group) => {
    const measured = group[key];
    return measured && casesBehind(key, group) >= few ? [{ name: group.value, measured }] : [];
  });
  const found = enough.map(({ measured }) => measured.value);
  if (enough.length < 2 || Math.max(...found) - Math.min(...found) < notable) return [];
  const said = enough.map(({ name, measured }) => ({ name, measured: values.interval(measured, 2) }));
  return [evaluations.limits.differs(key, said)];
}

function casesBehind(key: Measure, { n, positives }: Subgroup): number {
  if (key === 'sensitivity') return positives;
  return key === 'specificity' ? n - positives : Math.min(positives, n - positives);
}

function tooFew(
  where: string,
  { question, positives, negatives, subgroups }: Answer,
  { evaluations }: Says,
): Limit[] {
  if (positives === 0 || negatives === 0) return [];
  const thin = subgroups.filter(({ n, positives: own }) => Math.min(own, n - own) < few);
  if (thin.length === 0) return [];
  const names = thin.map(({ column, value }) => `${column} ${value}`);
  return [evaluations.limits.tooFew(where, question.title, few, names)];
}
