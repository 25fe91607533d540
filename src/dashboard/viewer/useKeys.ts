import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { actionOf, isForTyping } from './keys';
import type { ViewerChange } from './viewerState';

/**
 * Keys of the viewer, while the focus is in it, or wherever it is but in another viewer. They do nothing while somebody
 * types, behind an open dialog, or where another part of the page took them. Arrows stay with whatever else has the focus.
 */
export function useKeys(
  viewer: RefObject<HTMLElement | null>,
  everywhere: boolean,
  change: (change: ViewerChange) => void,
): void {
  const latest = useRef(change);
  latest.current = change;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const target = event.target instanceof HTMLElement ? event.target : document.body;
      const isInside = viewer.current?.contains(target) === true;
      const isOurs = isInside || (everywhere && target.closest('.viewer') === null);
      if (event.defaultPrevented || !isOurs || isForTyping(target)) return;
      if (document.querySelector('dialog[open]') !== null) return;
      const action = actionOf(event);
      const isArrow = action?.kind === 'pan' || action?.kind === 'window';
      if (action === undefined || (isArrow && !isInside && target !== document.body)) return;
      event.preventDefault();
      latest.current(action);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [everywhere]);
}
