import { useState } from 'preact/hooks';
import type { RefusalCode } from '../../../domain/reasons/refusalCode';
import { words } from '../../../domain/words/words';
import { messageOf } from '../../api/client';
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

const doing = { retry: 'Trying again', dismiss: 'Dismissing' } as const;
const did = { retry: 'tried again', dismiss: 'dismissed' } as const;

/** Trying refused files again, and dismissing them: the selected ones, or all of a reason. */
export function RefusedActions({ view, reason, selected, onDone }: RefusedActionsProps) {
  const [asked, setAsked] = useState<Asked>();
  const [running, setRunning] = useState<string>();
  const [result, setResult] = useState<{ readonly text: string; readonly not: Done['not'] }>();
  const run = async ({ what, chosen, files }: Asked, because = '') => {
    setAsked(undefined);
    setResult(undefined);
    const progress = (count: number) => setRunning(`${doing[what]}: ${count} of ${files} …`);
    progress(0);
    try {
      const { done, not } = await actOnAll(chosen, what === 'retry' ? retry : dismiss(because), progress);
      const text = `${words.counts.files(done.length)} ${did[what]}${not.length > 0 ? `, ${not.length} not` : ''}.`;
      setResult({ text, not });
      announce(text);
    } catch (error) {
      setResult({ text: `It was not done for all files. ${messageOf(error)}`, not: [] });
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
          Retry selected ({selected.length})
        </button>
        <button
          type="button"
          disabled={isBusy || selected.length === 0}
          onClick={() => setAsked({ what: 'dismiss', ...some })}
        >
          Dismiss selected …
        </button>
        {all && view.total > 0 && (
          <>
            <button type="button" disabled={isBusy} onClick={() => void run({ what: 'retry', ...all })}>
              Retry all {view.total} {reason}
            </button>
            <button type="button" disabled={isBusy} onClick={() => setAsked({ what: 'dismiss', ...all })}>
              Dismiss all {view.total} …
            </button>
          </>
        )}
      </div>
      {(running || result) && (
        <div class="notice-line" role="status">
          <p>{running ?? result?.text}</p>
          {!running && result && result.not.length > 0 && (
            <ul>
              {result.not.map(({ arrivalId, why }) => (
                <li key={arrivalId}>
                  <code>{arrivalId.slice(0, 12)}</code>: {why}
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
      {asked && (
        <ReasonDialog
          title={`Dismiss ${words.counts.files(asked.files)}`}
          explain="They leave the list and stay in quarantine. They can still be tried again."
          action="Dismiss"
          onClose={() => setAsked(undefined)}
          onReason={(because) => void run(asked, because)}
        />
      )}
    </>
  );
}
