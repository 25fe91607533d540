import { useState } from 'preact/hooks';
import type { RefusalCode } from '../../../domain/reasons/refusalCode';
import { tell } from '../../../domain/words/told';
import { messageOf } from '../../api/client';
import { texts, words } from '../../language/language';
import { announce } from '../../parts/announcer';
import { ReasonDialog } from '../reasonDialog';
import { actOnAll, type Chosen, type Done, dismiss, type RefusedView, retry } from './calls';

interface RefusedActionsProps {
  readonly view: RefusedView;
  /** Chosen as the filter: then all of it can be acted on. */
  readonly reason: RefusalCode | undefined;
  readonly selected: readonly string[];
  readonly onDone: () => void;
}

type Asked = { readonly what: 'retry' | 'dismiss'; readonly chosen: Chosen; readonly files: number };

/** Undefined for a code that only a newer app knows. */
function notDoneWords(code: string): string | undefined {
  return tell({ ...words.notDismissed, ...words.notRetried }, { code, values: [] });
}

/** Trying refused files again, and dismissing them: the selected ones, or all of a reason. */
export function RefusedActions({ view, reason, selected, onDone }: RefusedActionsProps) {
  const says = texts.site.quarantine;
  const [asked, setAsked] = useState<Asked>();
  const [running, setRunning] = useState<string>();
  const [result, setResult] = useState<{ readonly text: string; readonly not: Done['not'] }>();
  const run = async ({ what, chosen, files }: Asked, because = '') => {
    setAsked(undefined);
    setResult(undefined);
    const progress = (count: number) => setRunning(says.progress[what](count, files));
    progress(0);
    try {
      const { done, not } = await actOnAll(chosen, what === 'retry' ? retry : dismiss(because), progress);
      const text = [
        says.did[what](words.counts.files(done.length)),
        ...(not.length > 0 ? [says.notDone(not.length)] : []),
      ].join(words.sentenceSpace);
      setResult({ text, not });
      announce(text);
    } catch (error) {
      setResult({ text: says.failed(messageOf(error)), not: [] });
    } finally {
      setRunning(undefined);
      onDone();
    }
  };
  const some = { chosen: { arrivals: selected }, files: selected.length };
  const all = reason && { chosen: { reason, until: view.serverTime }, files: view.total };
  const isBusy = running !== undefined;
  return (
    <>
      <div class="actions">
        <button
          type="button"
          disabled={isBusy || selected.length === 0}
          onClick={() => void run({ what: 'retry', ...some })}
        >
          {says.retrySelected(selected.length)}
        </button>
        <button
          type="button"
          disabled={isBusy || selected.length === 0}
          onClick={() => setAsked({ what: 'dismiss', ...some })}
        >
          {says.dismissSelected}
        </button>
        {all && view.total > 0 && (
          <>
            <button type="button" disabled={isBusy} onClick={() => void run({ what: 'retry', ...all })}>
              {says.retryAll(view.total, reason ?? '')}
            </button>
            <button type="button" disabled={isBusy} onClick={() => setAsked({ what: 'dismiss', ...all })}>
              {says.dismissAll(view.total)}
            </button>
          </>
        )}
      </div>
      {(running || result) && (
        <div class="notice-line" role="status">
          <p>{running ?? result?.text}</p>
          {!running && result && result.not.length > 0 && (
            <ul>
              {result.not.map(({ arrivalId, code, why }) => (
                <li key={arrivalId}>
                  <code>{arrivalId.slice(0, 12)}</code>: {notDoneWords(code) ?? why}
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
      {asked && (
        <ReasonDialog
          title={says.dismissThese(words.counts.files(asked.files))}
          explain={says.dismissMeans}
          action={says.dismiss}
          onClose={() => setAsked(undefined)}
          onReason={(because) => void run(asked, because)}
        />
      )}
    </>
  );
}
