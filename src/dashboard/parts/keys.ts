import { useLayoutEffect, useRef } from 'preact/hooks';

/** What a key does; `event.key`, letters in lower case. */
export type Keys = Readonly<Record<string, (event: KeyboardEvent) => void>>;

const notTyping = new Set(['button', 'checkbox', 'radio', 'submit', 'reset']);

/** Whether a key belongs to what a person is filling in. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true;
  if (target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLInputElement && !notTyping.has(target.type);
}

/** Whether Enter does something of its own there. */
function takesEnter(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('a, button, summary, input') !== null;
}

/** Keys of the page. They do nothing while somebody types, with Ctrl, Alt or Cmd, or behind an open dialog. */
export function useKeys(keys: Keys): void {
  const latest = useRef(keys);
  latest.current = keys;
  // Before the page is painted: whoever sees a list can press its keys.
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (isTyping(event.target) || document.querySelector('dialog[open]')) return;
      const name = event.key.length === 1 ? event.key.toLowerCase() : event.key;
      // Looked at now: what had the focus may have gone since the page was drawn.
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

/** Escape outside of dialogs, while somebody types as well: it takes back, and never needs a free hand. */
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
