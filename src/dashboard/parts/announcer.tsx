import { useEffect, useState } from 'preact/hooks';

const said = new EventTarget();

/** Makes a screen reader say it, without moving the focus. */
export function announce(text: string): void {
  said.dispatchEvent(new CustomEvent('say', { detail: text }));
}

/** The page's only live region. */
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
