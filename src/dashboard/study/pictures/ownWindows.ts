import { useMemo } from 'preact/hooks';
import { usePreferences } from '../../parts/preferences';
import type { OwnWindows } from '../../viewer/viewerProps';

/** This person's windows, which come along to every browser. */
export function useOwnWindows(): OwnWindows {
  const [{ windows }, change] = usePreferences();
  return useMemo(() => ({ all: windows, change: (all) => change({ windows: all }) }), [windows]);
}
