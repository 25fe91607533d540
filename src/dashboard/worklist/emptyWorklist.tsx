import { words } from '../../domain/words/words';
import type { WorklistView } from '../../domain/worklist/worklistView';
import { Empty } from '../parts/states';

const nothing: Readonly<Record<WorklistView['tab'], string>> = {
  awaiting: 'Nothing awaits review.',
  reviewed: 'Nothing has been reviewed yet.',
  'not-analysed': 'Every study that awaits review has been analysed.',
  quarantined: 'No file was refused.',
  processing: 'No file is being processed.',
  kept: 'Every study is for review.',
};

/** Whether a search looked for people. */
const patientsSearched = {
  searched: 'Patients were searched by name, MRN and accession number.',
  'too-many': 'Too many patients match: type more of the name or number.',
  'not-searched': 'Patients are not searched: only what is on the lines.',
} as const;

function FirstSteps() {
  return (
    <>
      <h2>No study yet</h2>
      <p>Studies appear here as soon as images arrive.</p>
      <ol>
        <li>
          Drop images ({words.readFormats}) or ZIP exports of them into the container <code>incoming</code>:
          <br />
          <code>npm run triage -- upload FOLDER --connection "…"</code>, or any storage tool.
        </li>
        <li>
          The tab <b>Processing</b> shows that they have arrived.
        </li>
        <li>
          Seconds later they appear here, the most urgent first. Files that cannot be read are listed under{' '}
          <b>Quarantined</b>, with the reason.
        </li>
      </ol>
    </>
  );
}

interface EmptyWorklistProps {
  readonly view: WorklistView;
  readonly filtered: boolean;
  readonly searched: boolean;
  readonly onClear: () => void;
}

export function EmptyWorklist({ view, filtered, searched, onClear }: EmptyWorklistProps) {
  const { tab, counts } = view;
  const none = counts.awaiting + counts.reviewed === 0;
  if (filtered) {
    return (
      <Empty>
        <h2>Nothing fits the filters</h2>
        {searched && <p>{patientsSearched[view.patients ?? 'not-searched']}</p>}
        <p>The tab has {words.counts.lines(counts[tab])}.</p>
        <button type="button" onClick={onClear}>
          Clear filters and search
        </button>
      </Empty>
    );
  }
  if (none && tab === 'awaiting') {
    return (
      <Empty>
        <FirstSteps />
        {counts.quarantined > 0 && (
          <p>{words.counts.files(counts.quarantined)} could not be read: see Quarantined.</p>
        )}
      </Empty>
    );
  }
  return (
    <Empty>
      <h2>{nothing[tab]}</h2>
      {tab === 'awaiting' && counts.processing > 0 && (
        <p>{words.counts.files(counts.processing)} being processed.</p>
      )}
    </Empty>
  );
}
