import type { WorklistView } from '../../domain/worklist/worklistView';
import { filled } from '../language/filled';
import { texts, words } from '../language/language';
import { Empty } from '../parts/states';

function FirstSteps() {
  const { noStudy, appear, drop, arrived, listed } = texts.worklist;
  const tab = (name: string) => ({ tab: <b>{name}</b> });
  return (
    <>
      <h2>{noStudy}</h2>
      <p>{appear}</p>
      <ol>
        <li>
          {filled(drop(words.readFormats), {
            container: <code>incoming</code>,
            command: <code>npm run triage -- upload FOLDER --connection "…"</code>,
          })}
        </li>
        <li>{filled(arrived, tab(words.tabs.processing))}</li>
        <li>{filled(listed, tab(words.tabs.quarantined))}</li>
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
  const kept = counts.kept > 0 && <p>{texts.worklist.notForReview(words.counts.studies(counts.kept))}</p>;
  const none = counts.awaiting + counts.reviewed === 0;
  if (filtered) {
    return (
      <Empty>
        <h2>{texts.worklist.nothingFits}</h2>
        {searched && <p>{texts.worklist.patientsSearched[view.patients ?? 'not-searched']}</p>}
        <p>{texts.worklist.tabHas(words.counts.lines(counts[tab]))}</p>
        <button type="button" onClick={onClear}>
          {texts.worklist.clear}
        </button>
      </Empty>
    );
  }
  if (none && tab === 'awaiting') {
    return (
      <Empty>
        <FirstSteps />
        {counts.quarantined > 0 && <p>{texts.worklist.unreadable(words.counts.files(counts.quarantined))}</p>}
        {kept}
      </Empty>
    );
  }
  return (
    <Empty>
      <h2>{texts.worklist.nothing[tab]}</h2>
      {tab === 'awaiting' && kept}
      {tab === 'awaiting' && counts.processing > 0 && (
        <p>{texts.worklist.beingProcessed(words.counts.files(counts.processing))}</p>
      )}
    </Empty>
  );
}
