import { words } from '../../domain/words/words';
import type { WorklistView } from '../../domain/worklist/worklistView';
import { Empty } from '../parts/states';

const nothing: Readonly<Record<WorklistView['tab'], string>> = {
  awaiting: 'Nothing awaits review.',
  reviewed: 'Nothing was reviewed yet.',
  'not-analysed': 'Every image was analysed by a model.',
  quarantined: 'No file was refused.',
  processing: 'No file is on its way.',
};

function FirstSteps() {
  return (
    <>
      <h2>No study yet</h2>
      <p>Studies show up here by themselves as soon as images arrive.</p>
      <ol>
        <li>
          Drop images ({words.readFormats}) or ZIP exports of them into the container <code>incoming</code>:
          <br />
          <code>npm run triage -- upload FOLDER --connection "…"</code>, or any storage tool.
        </li>
        <li>
          The tab <b>Processing</b> shows that they were seen.
        </li>
        <li>
          Seconds later they stand here, the most urgent first. Files that cannot be read stand under{' '}
          <b>Quarantined</b>, with the reason.
        </li>
      </ol>
    </>
  );
}

interface EmptyWorklistProps {
  readonly view: WorklistView;
  readonly filtered: boolean;
  readonly onClear: () => void;
}

export function EmptyWorklist({ view, filtered, onClear }: EmptyWorklistProps) {
  const { tab, counts } = view;
  const none = counts.awaiting + counts.reviewed === 0;
  if (filtered) {
    return (
      <Empty>
        <h2>Nothing fits the filters</h2>
        <p>The tab itself has {words.counts.lines(counts[tab])}.</p>
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
        <p>{words.counts.files(counts.processing)} on the way.</p>
      )}
    </Empty>
  );
}
