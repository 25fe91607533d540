import { csvCell } from '../../domain/words/csvCell';
import { notAnalysedWords, words } from '../../domain/words/words';
import type { WorklistLine } from '../../domain/worklist/worklistView';

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
