import type { WorklistLine } from '../../../domain/worklist/worklistView';
import { phrases, texts, words } from '../../language/language';
import { PriorityMark } from '../../parts/priority';
import { Link } from '../../parts/router';
import type { Column } from '../../parts/table';
import { localTime, When } from '../../parts/time';

/** What the models found, or that none looked, and what everybody must be told. */
function said({ findings, alerts, images, notAnalysed }: WorklistLine): string {
  const found = findings.map(({ title, score }) => `${title} ${words.values.percent(score)}`);
  const unseen = notAnalysed > 0 && notAnalysed === images ? [words.worklist.notAnalysed] : [];
  const warned = alerts.map(({ code, images: of }) => words.studyAlerts[code].line(of));
  return [...warned, ...found, ...unseen].join(' · ');
}

/** The columns of the studies that can be closed. */
export function closingColumns(
  selected: ReadonlyMap<string, WorklistLine>,
  onToggle: (line: WorklistLine) => void,
): Column<WorklistLine>[] {
  const says = texts.site.closing;
  const { columns } = texts.worklist;
  const nameOf = (line: WorklistLine) => phrases.studyName(line, localTime);
  return [
    {
      title: says.select,
      cell: (line) => (
        <input
          type="checkbox"
          checked={selected.has(line.studyId)}
          aria-label={says.selectThis(nameOf(line))}
          onChange={() => onToggle(line)}
        />
      ),
    },
    { title: columns.priority, cell: ({ priority }) => <PriorityMark priority={priority} /> },
    {
      title: says.study,
      cell: (line) => (
        <Link to={`/studies/${line.studyId}`}>
          <bdi>{nameOf(line)}</bdi>
        </Link>
      ),
    },
    { title: columns.findings, cell: (line) => <bdi>{said(line)}</bdi> },
    { title: says.arrived, cell: ({ receivedAt }) => <When at={receivedAt} /> },
  ];
}
