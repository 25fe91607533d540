import type { ComponentChildren } from 'preact';
import type { RowIdentity } from '../../domain/study/patient/rowIdentity';
import { type StudyLineText, studyLineText } from '../../domain/worklist/studyLine';
import type { WorklistLine } from '../../domain/worklist/worklistView';
import { useServerNow } from '../api/serverClock';
import { filled } from '../language/filled';
import { phrases, texts, words } from '../language/language';
import { PriorityMark } from '../parts/priority';
import { Link } from '../parts/router';
import { useSession } from '../parts/session';
import { Thumbnail } from '../parts/thumbnail';
import { dueClass, localTime } from '../parts/time';
import type { ColumnId } from './columns';
import { PatientCell, ReferrerCell, StudyCell } from './patientCells';
import type { RowProps } from './rowProps';

interface StudyRowProps {
  readonly line: WorklistLine;
  readonly row: RowProps;
  readonly columns: readonly ColumnId[];
  /** Undefined while it is loading. */
  readonly identity: RowIdentity | 'none' | undefined;
  readonly onWhy: (studyId: string) => void;
}

function joined(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined).join(' · ');
}

interface FindingsProps {
  readonly text: StudyLineText;
  /** Until the viewer has given a first impression. */
  readonly hidden: boolean;
}

function Findings({ text, hidden }: FindingsProps) {
  if (text.changedOutside) return <b class="changed-outside">{text.changedOutside}</b>;
  const alerts = text.alerts && (
    <b class="study-alerts" title={text.alerts}>
      {text.alerts}
    </b>
  );
  if (hidden)
    return (
      <>
        {alerts} <span class="sub">{texts.worklist.afterImpression}</span>
      </>
    );
  const { findings, stance, partlyNotAnalysed, notAnalysed } = text;
  return (
    <>
      {alerts}
      {findings.length > 0 && (
        <>
          <p class="finding">
            {findings.map(({ label, title, score, positive }, at) => (
              <span key={label} class={positive ? 'one positive' : 'one'}>
                {at > 0 && <span class="between">· </span>}
                <bdi class="title">{title}</bdi> <b class="score">{score}</b>
              </span>
            ))}
          </p>
          {!alerts && (
            <p class="sub">
              {joined(
                stance,
                findings.length > 1 ? texts.worklist.findings(findings.length) : undefined,
                partlyNotAnalysed,
              )}
            </p>
          )}
        </>
      )}
      {notAnalysed && (
        <p class="not-analysed" title={notAnalysed.reasons}>
          <b>{notAnalysed.title}</b> <span class="sub">{notAnalysed.reasons}</span>
        </p>
      )}
    </>
  );
}

function reviewText({ decision, priority, reason }: NonNullable<WorklistLine['review']>): string {
  return words.decisions[decision](priority, reason);
}

function KeyImage({ line }: { readonly line: WorklistLine }) {
  return line.keyImageId === undefined || line.changedOutside ? (
    <span class="no-picture" />
  ) : (
    <Thumbnail imageId={line.keyImageId} size={48} />
  );
}

/** A study. The whole line is a link to it. */
export function StudyRow({ line, row, columns, identity, onWhy }: StudyRowProps) {
  const { firstImpression } = useSession().settings;
  const isRead = line.state === 'reviewed' && line.review?.decision !== 'close';
  const hidden = firstImpression && !isRead;
  const { studyId, priority, state } = line;
  const now = useServerNow(10_000);
  const text = studyLineText(phrases, line, now, localTime);
  const cells: Readonly<Record<ColumnId, ComponentChildren>> = {
    picture: <KeyImage line={line} />,
    patient: <PatientCell identity={identity} />,
    study: <StudyCell identity={identity} />,
    referrer: <ReferrerCell identity={identity} />,
    priority: (
      <>
        <PriorityMark priority={priority} />
        <span class="sub">
          {joined(text.rank, text.readAs, row.fresh ? texts.worklist.fresh : undefined)}
        </span>
      </>
    ),
    due: (
      <>
        {text.due && (
          <time dateTime={line.dueAt} title={localTime(line.dueAt)} class={dueClass(line.dueAt, now)}>
            {text.due}
          </time>
        )}
        <span class="sub">
          <time dateTime={line.receivedAt} title={localTime(line.receivedAt)}>
            {text.since}
          </time>
          {text.escalated && <b class="escalated"> · {text.escalated}</b>}
        </span>
      </>
    ),
    findings: <Findings text={text} hidden={hidden} />,
    image: (
      <>
        <Link to={`/studies/${studyId}`} onFocus={row.onSelect} class="row-link">
          <bdi>{text.kind}</bdi>
        </Link>
        <span class="sub">{text.images}</span>
      </>
    ),
    review: line.review && (
      <>
        <span class="line-text" title={reviewText(line.review)}>
          {reviewText(line.review)}
        </span>
        <span class="sub">
          <bdi>{line.review.reviewer}</bdi>
          {line.reviewedAt && ` · ${localTime(line.reviewedAt)}`}
        </span>
      </>
    ),
    state: (
      <>
        <span class={`study-state ${state}`}>{text.state}</span>
        {(line.claim || text.version) && (
          <span class="sub">
            {line.claim && filled(texts.worklist.reads, { name: <bdi>{line.claim.name}</bdi> })}
            {line.claim && text.version && ' · '}
            {text.version}
          </span>
        )}
      </>
    ),
    why: !hidden && (
      <button type="button" class="quiet" onClick={() => onWhy(studyId)}>
        {texts.worklist.columns.why}
        <span class="unseen"> {texts.worklist.whyThis(text.kind, words.prioritiesInText[priority])}</span>
      </button>
    ),
  };
  return (
    <tr
      class={`line ${priority} ${row.selected ? 'selected' : ''} ${row.fresh ? 'fresh' : ''}`}
      aria-rowindex={row.index + 2}
      data-line={studyId}
      style={{ height: `${row.height}px` }}
    >
      {columns.map((column) => (
        <td key={column} class={`cell-${column}`}>
          {cells[column]}
        </td>
      ))}
    </tr>
  );
}
