import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { ViewerAction } from '../viewerState';
import { actionOf, isForTyping, isMoving } from './keys';

/**
 * Keys of the viewer, active while the focus is in it, or anywhere except in another viewer. They are ignored
 * while somebody types, behind an open dialog, or if another part of the page handled them. Arrows and
 * the like are left to any other control that has the focus.
 */
export function useKeys(
  viewer: RefObject<HTMLElement | null>,
  everywhere: boolean,
  change: (change: ViewerAction) => void,
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
      const isTheirs = isMoving(event) && !isInside && target.tabIndex >= 0;
      if (action === undefined || isTheirs) return;
      event.preventDefault();
      latest.current(action);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [everywhere]);
}
