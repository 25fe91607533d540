import { useEffect, useState } from 'preact/hooks';
import { type FirstSays, isFrom, type SecondAsks } from './windows';

/** What the first window shows, as far as this one knows. */
export type First =
  | Extract<FirstSays, { says: 'shows' | 'shows-none' }>
  /** It does not answer, or this window was opened by hand. */
  | { readonly says: 'nothing' };

const askEveryMilliseconds = 1_000;
/** Without an answer for so long, nothing is shown: it may show another study by now. */
const silentMilliseconds = 4_000;

/** Follows the first window; closes this one once that is closed. */
export function useFirst(): First {
  const [first, setFirst] = useState<First>({ says: 'nothing' });
  useEffect(() => {
    const opener = window.opener as Window | null;
    if (opener === null) return;
    let heardAt = performance.now();
    const hear = (event: MessageEvent<FirstSays>) => {
      if (!isFrom(opener, event)) return;
      heardAt = performance.now();
      const { data } = event;
      setFirst(data.says === 'gone' ? { says: 'nothing' } : data);
    };
    const ask = () => {
      if (opener.closed) window.close();
      else opener.postMessage({ asks: 'what' } satisfies SecondAsks, location.origin);
      if (opener.closed || performance.now() - heardAt > silentMilliseconds) setFirst({ says: 'nothing' });
    };
    addEventListener('message', hear);
    const timer = setInterval(ask, askEveryMilliseconds);
    ask();
    return () => {
      removeEventListener('message', hear);
      clearInterval(timer);
    };
  }, []);
  return first;
}
