import { useLayoutEffect, useRef } from 'preact/hooks';

/** A key's action; `event.key`, letters in lower case. */
export type Keys = Readonly<Record<string, (event: KeyboardEvent) => void>>;

const notTyping = new Set(['button', 'checkbox', 'radio', 'submit', 'reset']);

/** Whether a key belongs to a field that a person is filling in. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true;
  if (target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLInputElement && !notTyping.has(target.type);
}

/** Whether Enter has its own effect on this element. */
function takesEnter(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('a, button, summary, input') !== null;
}

/**
 * Keys of the page. They are ignored while somebody types, with Ctrl, Alt or Cmd, and behind an open dialog.
 */
export function useKeys(keys: Keys): void {
  const latest = useRef(keys);
  latest.current = keys;
  // Before the page is painted, so that keys work as soon as a list is visible.
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (isTyping(event.target) || document.querySelector('dialog[open]')) return;
      const name = event.key.length === 1 ? event.key.toLowerCase() : event.key;
      // Checked now: the focused element may have been removed since the page was rendered.
      if (name === 'Enter' && takesEnter(event.target)) return;
      const act = latest.current[name];
      if (act === undefined) return;
      event.preventDefault();
      act(event);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
}

/** Escape outside of dialogs, even while somebody types: it undoes, and never needs a free hand. */
export function useEscape(act: (() => void) | undefined): void {
  const latest = useRef(act);
  latest.current = act;
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || document.querySelector('dialog[open]')) return;
      if (latest.current === undefined) return;
      event.preventDefault();
      latest.current();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
}
