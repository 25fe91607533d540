import { type ComponentChildren, createContext } from 'preact';
import { useContext, useState } from 'preact/hooks';
import { undoReview } from '../api/calls';
import { messageOf } from '../api/client';
import { useServerNow } from '../api/serverClock';
import { serverNow } from '../api/serverTime';
import { texts } from '../language/language';
import { announce } from './announcer';
import { useKeys } from './keys';
import { navigate, usePlace } from './router';

/** The last signed decision, while it can be undone. */
export interface Undoable {
  readonly studyId: string;
  readonly reviewId: string;
  /** `Accepted: DX · CHEST`. */
  readonly what: string;
  /** ISO, by the server's clock. */
  readonly until: string;
}

interface Undo {
  readonly last: Undoable | undefined;
  readonly offer: (undoable: Undoable | undefined) => void;
  /** Increases with every review that was undone, so that what is shown can be reloaded. */
  readonly undone: number;
  readonly countUndone: () => void;
}

const UndoContext = createContext<Undo | undefined>(undefined);

export function UndoProvider({ children }: { readonly children: ComponentChildren }) {
  const [last, offer] = useState<Undoable>();
  const [undone, setUndone] = useState(0);
  const value = { last, offer, undone, countUndone: () => setUndone((count) => count + 1) };
  return <UndoContext.Provider value={value}>{children}</UndoContext.Provider>;
}

export function useUndo(): Undo {
  const undo = useContext(UndoContext);
  if (undo === undefined) throw new Error('nothing can be undone here');
  return undo;
}

function Countdown({ last }: { readonly last: Undoable }) {
  const { offer, countUndone } = useUndo();
  const { pathname } = usePlace();
  const now = useServerNow(250);
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const left = Math.ceil((Date.parse(last.until) - now) / 1000);
  const undo = async () => {
    if (busy || Date.parse(last.until) <= serverNow()) return;
    setBusy(true);
    try {
      await undoReview(last.studyId, last.reviewId);
      offer(undefined);
      countUndone();
      announce(texts.parts.takenBack);
      const page = `/studies/${last.studyId}`;
      if (pathname !== page) navigate(page);
    } catch (error) {
      setProblem(messageOf(error));
      setBusy(false);
    }
  };
  useKeys({ u: () => void undo() });
  if (left <= 0 && problem === undefined) return null;
  return (
    <aside class="undo" aria-label={texts.parts.signedLast}>
      <p>
        <b>{last.what}</b>
        {problem && <span role="alert"> {problem}</span>}
      </p>
      {left > 0 ? (
        <button type="button" onClick={() => void undo()} disabled={busy}>
          {texts.parts.undo} <kbd>u</kbd> <span class="count">{texts.parts.secondsLeft(left)}</span>
        </button>
      ) : (
        <button type="button" onClick={() => offer(undefined)}>
          {texts.parts.close}
        </button>
      )}
    </aside>
  );
}

/** Stays with the reader across pages, so that opening the next study does not end the chance to undo. */
export function UndoNotice() {
  const { last } = useUndo();
  return last ? <Countdown key={last.reviewId} last={last} /> : null;
}
