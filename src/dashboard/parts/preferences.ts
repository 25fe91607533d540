import { useEffect, useState } from 'preact/hooks';
import type { Preferences } from '../../domain/kernel/preferences';
import { savePreferences } from '../api/calls';
import { useSession } from './session';

let known: Preferences | undefined;
const listeners = new Set<() => void>();

/** What this person chose, in every browser; the change is kept by the app. */
export function usePreferences(): readonly [Preferences, (change: Partial<Preferences>) => void] {
  const session = useSession();
  const [, redraw] = useState(0);
  useEffect(() => {
    const heard = () => redraw((count) => count + 1);
    listeners.add(heard);
    return () => void listeners.delete(heard);
  }, []);
  const current = known ?? session.preferences;
  const change = (changed: Partial<Preferences>) => {
    const next: Preferences = { ...(known ?? session.preferences), ...changed };
    known = next;
    for (const heard of listeners) heard();
    // It counts for this page in any case.
    void savePreferences(next).catch(() => undefined);
  };
  return [current, change];
}
