import { notAnalysedWords, words } from '../../domain/words/words';
import type { WorklistLine } from '../../domain/worklist/worklistView';

/**
 * What a spreadsheet would take for the start of a formula, including the full-width forms of East Asian
 * keyboards.
 */
const formulaSigns = new Set([...'=+-@|%＝＋－＠']);

/** Spaces before a formula do not stop a spreadsheet; a tab or a line end may move it to its own cell. */
function couldRun(text: string): boolean {
  return /^[\t\r\n]/.test(text) || formulaSigns.has(text.trimStart().charAt(0));
}

/**
 * One cell, RFC 4180. A text that a spreadsheet could run as a formula is prefixed with an apostrophe, as
 * OWASP advises; our own numbers stay numbers.
 */
export function csvCell(value: string | number | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const text = value.replaceAll('\u0000', '');
  const harmless = couldRun(text) ? `'${text}` : text;
  return /[",\r\n\t;']/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

const columns: readonly (readonly [
  title: string,
  of: (line: WorklistLine) => string | number | undefined,
])[] = [
  ['rank', ({ rank }) => rank],
  ['priority', ({ priority }) => priority],
  ['read as', ({ place }) => place],
  ['state', ({ state }) => state],
  ['received', ({ receivedAt }) => receivedAt],
  ['due', ({ dueAt }) => dueAt],
  ['changed outside the app', ({ changedOutside }) => (changedOutside ? 'yes' : 'no')],
  ['escalated', ({ escalated }) => (escalated ? 'yes' : 'no')],
  ['modality', ({ modality }) => modality],
  ['body part', ({ bodyPart }) => bodyPart],
  ['view', ({ view }) => view],
  ['images', ({ images }) => images],
  ['not analysed', ({ notAnalysed }) => notAnalysed],
  [
    'findings',
    ({ findings }) =>
      findings.map((one) => `${one.title} ${one.score.toFixed(3)} (${words.stances[one.stance]})`).join('; '),
  ],
  ['why not analysed', ({ reasons }) => reasons.map(notAnalysedWords).join(' ')],
  ['version', ({ version }) => version],
  ['study', ({ studyId }) => studyId],
];

/** The worklist for a spreadsheet. It contains nothing that names a patient. */
export function worklistCsv(lines: readonly WorklistLine[]): string {
  const rows = lines.map((line) => columns.map(([, of]) => csvCell(of(line))).join(','));
  return [columns.map(([title]) => csvCell(title)).join(','), ...rows, ''].join('\r\n');
}
