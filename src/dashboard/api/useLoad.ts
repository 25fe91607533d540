import { useCallback, useEffect, useRef, useState } from 'preact/hooks';

export type Load<T> =
  | { readonly state: 'loading'; readonly value?: T }
  | { readonly state: 'ready'; readonly value: T }
  | { readonly state: 'error'; readonly error: unknown; readonly value?: T };

/**
 * The result of `load`, loaded again whenever `key` changes or `reload` is called. While the same thing
 * reloads, its last value stays. Without a key nothing is loaded.
 */
export function useLoad<T>(key: string | undefined, load: () => Promise<T>) {
  const [found, setFound] = useState<Load<T> & { readonly of?: string }>({ state: 'loading' });
  const [round, setRound] = useState(0);
  const latest = useRef(load);
  latest.current = load;
  const reload = useCallback(() => setRound((count) => count + 1), []);
  useEffect(() => {
    if (key === undefined) return;
    let current = true;
    const kept = (last: Load<T> & { readonly of?: string }) =>
      last.of === key && last.value !== undefined ? { value: last.value } : {};
    setFound((last) => ({ state: 'loading', of: key, ...kept(last) }));
    latest.current().then(
      (value) => current && setFound({ state: 'ready', value, of: key }),
      (error) => current && setFound((last) => ({ state: 'error', error, of: key, ...kept(last) })),
    );
    return () => {
      current = false;
    };
  }, [key, round]);
  const put = useCallback((value: T) => setFound((last) => ({ ...last, state: 'ready', value })), []);
  return { load: found as Load<T>, reload, put };
}
