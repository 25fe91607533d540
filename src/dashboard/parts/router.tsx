import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';

const changed = new EventTarget();

/** Goes to another page of the dashboard without a page load. */
export function navigate(path: string, how: 'push' | 'replace' = 'push'): void {
  if (how === 'push') history.pushState(null, '', path);
  else history.replaceState(history.state, '', path);
  changed.dispatchEvent(new Event('change'));
}

/** The current location: path and query. */
export function usePlace(): URL {
  const [place, setPlace] = useState(() => new URL(location.href));
  useEffect(() => {
    const look = () => setPlace(new URL(location.href));
    changed.addEventListener('change', look);
    addEventListener('popstate', look);
    return () => {
      changed.removeEventListener('change', look);
      removeEventListener('popstate', look);
    };
  }, []);
  return place;
}

interface LinkProps {
  readonly to: string;
  readonly class?: string;
  readonly 'aria-current'?: 'page' | undefined;
  readonly onFocus?: () => void;
  readonly children: ComponentChildren;
}

/** A link within the dashboard; with Ctrl, Shift or the middle button the browser handles it. */
export function Link({ to, children, ...rest }: LinkProps) {
  const follow = (event: MouseEvent) => {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    navigate(to);
  };
  return (
    <a href={to} onClick={follow} {...rest}>
      {children}
    </a>
  );
}
