import { useEffect, useState } from 'preact/hooks';

const said = new EventTarget();

/** Has a screen reader say it, without moving the focus. */
export function announce(text: string): void {
  said.dispatchEvent(new CustomEvent('say', { detail: text }));
}

/** The live region of the page; one for all. */
export function Announcer() {
  const [text, setText] = useState('');
  useEffect(() => {
    const say = (event: Event) => setText((event as CustomEvent<string>).detail);
    said.addEventListener('say', say);
    return () => said.removeEventListener('say', say);
  }, []);
  return (
    <output class="unseen" aria-live="polite" data-testid="announcer">
      {text}
    </output>
  );
}
