import type { WorklistLine } from '../../domain/worklist/worklistView';
import { PriorityMark } from '../parts/priority';
import { Link } from '../parts/router';
import { useSession } from '../parts/session';
import { Thumbnail } from '../parts/thumbnail';
import { Ago, Due } from '../parts/time';
import { kindWords, notAnalysedWords, percent, plural, stanceWords, stateWords } from '../words/words';
import type { RowProps } from './rowProps';

export const studyColumns = [
  'Picture',
  'Priority',
  'Due',
  'Findings of the models',
  'Image',
  'State',
  'Why',
] as const;

interface StudyRowProps {
  readonly line: WorklistLine;
  readonly row: RowProps;
  readonly onWhy: (studyId: string) => void;
}

function Findings({ line }: { readonly line: WorklistLine }) {
  const { findings, notAnalysed, images, reasons } = line;
  const [first] = findings;
  const words = reasons.map(notAnalysedWords).join(' ');
  return (
    <>
      {first && (
        <>
          <p class="finding">
            {findings.map((one, at) => (
              <span key={one.label} class={one.positive ? 'positive' : undefined}>
                {at > 0 && ' · '}
                <bdi>{one.title}</bdi> <b class="score">{percent(one.score)}</b>
              </span>
            ))}
          </p>
          <p class="sub">
            {stanceWords(first)}
            {notAnalysed > 0 && ` · ${notAnalysed} of ${images} images not analysed`}
          </p>
        </>
      )}
      {!first && (
        <p class="not-analysed" title={words}>
          <b>Not analysed:</b> <span class="sub">{words}</span>
        </p>
      )}
    </>
  );
}

function KeyImage({ line }: { readonly line: WorklistLine }) {
  const empty = line.reasons.includes('no-pixel-data') && line.images === line.notAnalysed;
  return empty ? <span class="no-picture" /> : <Thumbnail imageId={line.keyImageId} size={48} />;
}

/** A study. The whole line leads to it. */
export function StudyRow({ line, row, onWhy }: StudyRowProps) {
  const { firstImpression } = useSession().settings;
  const hidden = firstImpression && line.state !== 'reviewed';
  const { studyId, priority, place, state } = line;
  return (
    <tr
      class={`line ${priority} ${row.selected ? 'selected' : ''} ${row.fresh ? 'fresh' : ''}`}
      aria-rowindex={row.index + 2}
      data-line={studyId}
      style={{ height: `${row.height}px` }}
    >
      <td class="thumbnail">
        <KeyImage line={line} />
      </td>
      <td class="cell-priority">
        <PriorityMark priority={priority} />
        <span class="sub">
          {line.rank !== undefined && `no. ${line.rank}`}
          {priority === 'unclassified' && `${line.rank === undefined ? '' : ' · '}read as ${place}`}
          {row.fresh && ' · new'}
        </span>
      </td>
      <td class="cell-due">
        {state !== 'reviewed' && <Due at={line.dueAt} />}
        <span class="sub">
          {state === 'reviewed' ? (
            <>
              arrived <Ago at={line.receivedAt} /> ago
            </>
          ) : (
            <>
              waiting <Ago at={line.receivedAt} />
            </>
          )}
          {line.escalated && <b class="escalated"> · escalated</b>}
        </span>
      </td>
      <td class="cell-findings">
        {hidden ? <span class="sub">shown after your first impression</span> : <Findings line={line} />}
      </td>
      <td class="cell-kind">
        <Link to={`/studies/${studyId}`} onFocus={row.onSelect} class="row-link">
          <bdi>{kindWords(line.modality, line.bodyPart, line.view)}</bdi>
        </Link>
        <span class="sub">{plural(line.images, 'image')}</span>
      </td>
      <td class="cell-state">
        <span class={`study-state ${state}`}>{stateWords[state]}</span>
        {line.version > 1 && <span class="sub">version {line.version}</span>}
      </td>
      <td class="cell-why">
        {!hidden && (
          <button type="button" class="quiet" onClick={() => onWhy(studyId)}>
            Why
            <span class="unseen">
              {' '}
              this rank: {kindWords(line.modality, line.bodyPart, line.view)}, {priority}
            </span>
          </button>
        )}
      </td>
    </tr>
  );
}
