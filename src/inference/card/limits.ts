import type { Answer, EvaluationReport, Subgroup } from '../evaluation/reportSchema';
import { roleWords } from '../evaluation/roleWords';
import type { Interval } from '../evaluation/statistics/share';
import { decimal, withInterval } from '../evaluation/words';
import type { ModelManifest } from '../manifest/manifest';
import { years } from '../manifest/years';
import { sentence } from './markdown';

/** With fewer cases of a class than this, a sub-group's numbers are little more than chance. */
const few = 20;
/** Sub-groups that differ by more than this are named. */
const notable = 0.1;

/** What a reader should not conclude: from written remarks, and from the numbers themselves. */
export function limitsOf(manifest: ModelManifest, reports: readonly EvaluationReport[]): string[] {
  return [
    ...manifest.remarks.map(sentence),
    ...(manifest.kind === 'classifier' ? ageLimit(manifest.intendedUse.minimumAgeYears) : []),
    ...elsewhere(manifest, reports),
    ...reports.flatMap(({ list, answers }) => [
      ...list.limits.map((limit) => `**${list.title}.** ${sentence(limit)}`),
      ...answers.flatMap((answer) => apart(list.title, answer)),
      ...answers.flatMap((answer) => tooFew(list.title, answer)),
    ]),
    ...new Set(
      reports.map(({ list }) => `**${capital(roleWords[list.role].name)}.** ${roleWords[list.role].caution}`),
    ),
    'What is true is what the lists say: labels that were mined from reports, or read from one picture, are wrong now and then.',
  ];
}

function ageLimit(least: number): string[] {
  return least > 0 ? [`**Age.** Nothing is known for patients under ${years(least)}.`] : [];
}

interface Known {
  readonly where: string;
  readonly auc: Interval;
}

/** Pictures of a single class do not test how the classes are told apart. */
function isExternalTest({ list, answers }: EvaluationReport): boolean {
  return list.role === 'external' && answers.some(({ auc }) => auc !== undefined);
}

const noExternalTest =
  '**No external test.** No evaluation with positives and negatives from elsewhere is kept with this model. Expect it to do worse there than the numbers above say.';

/** Performance on pictures from elsewhere: measured, or not. */
function elsewhere(manifest: ModelManifest, reports: readonly EvaluationReport[]): string[] {
  if (manifest.kind !== 'classifier') return [];
  const heldBack = reports.filter(({ list }) => list.role === 'external' || list.role === 'test');
  const drops = heldBack.flatMap((report) =>
    report.answers.flatMap((answer) => drop(manifest, reports, report, answer)),
  );
  return reports.some(isExternalTest) ? drops : [...drops, noExternalTest];
}

function drop(
  manifest: ModelManifest,
  reports: readonly EvaluationReport[],
  { list }: EvaluationReport,
  { question, auc }: Answer,
): string[] {
  const before = auc && homeNumbers(manifest, reports, question.label, question.title);
  if (auc === undefined || before === undefined) return [];
  const change = auc.value - before.auc.value;
  const words = change < 0 ? `${decimal(-change)} less` : `${decimal(change)} more`;
  return [
    `**From ${before.where} to ${list.title}.** ${capital(question.title)}: AUC ${withInterval(before.auc)} where the model was made, ${withInterval(auc)} there: ${words}.`,
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
function apart(where: string, { question, subgroups }: Answer): string[] {
  const columns = [...new Set(subgroups.map(({ column }) => column))];
  return columns.flatMap((column) => {
    const groups = subgroups.filter((group) => group.column === column);
    const parts = (['sensitivity', 'specificity', 'auc'] as const).flatMap((key) => spread(key, groups));
    if (parts.length === 0) return [];
    return [`**${where}, by ${column}.** ${capital(question.title)}: ${parts.join('; ')}.`];
  });
}

function spread(key: 'auc' | 'sensitivity' | 'specificity', groups: readonly Subgroup[]): string[] {
  const enough = groups.flatMap((group) => {
    const measured = group[key];
    return measured && casesBehind(key, group) >= few ? [{ value: group.value, measured }] : [];
  });
  const values = enough.map(({ measured }) => measured.value);
  if (enough.length < 2 || Math.max(...values) - Math.min(...values) < notable) return [];
  const name = key === 'auc' ? 'AUC' : key;
  return [
    `${name} ${enough.map(({ value, measured }) => `${withInterval(measured, 2)} for ${value}`).join(', ')}`,
  ];
}

function casesBehind(key: 'auc' | 'sensitivity' | 'specificity', { n, positives }: Subgroup): number {
  if (key === 'sensitivity') return positives;
  return key === 'specificity' ? n - positives : Math.min(positives, n - positives);
}

function tooFew(where: string, { question, positives, negatives, subgroups }: Answer): string[] {
  if (positives === 0 || negatives === 0) return [];
  const thin = subgroups.filter(({ n, positives: own }) => Math.min(own, n - own) < few);
  if (thin.length === 0) return [];
  const names = thin.map(({ column, value }) => `${column} ${value}`);
  return [
    `**${where}, too few.** ${capital(question.title)}: fewer than ${few} of a class for ${names.join(', ')}.`,
  ];
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
