import { useEffect, useLayoutEffect } from 'preact/hooks';
import { type FirstSays, type SecondAsks, secondPath } from './windows';

/** Of this window alone: another tab has a second window of its own. */
const name = `second-${crypto.randomUUID()}`;

let second: Window | undefined;
let shown: FirstSays = { says: 'shows-none' };

/**
 * Opens the second window, or brings it to the front. To be called for a key or a click.
 * @returns false if the browser does not allow it
 */
export function openSecond(): boolean {
  if (second !== undefined && !second.closed) {
    second.focus();
    return true;
  }
  second = window.open(secondPath, name, 'popup,width=1200,height=900') ?? undefined;
  return second !== undefined;
}

function say(what: FirstSays): void {
  shown = what;
  tell();
}

/**
 * Tells the second window what this one shows. It hears it at once, as a message that is posted would not: both windows
 * are painted with it or without it.
 */
function tell(): void {
  try {
    second?.dispatchEvent(
      new MessageEvent('message', { data: shown, origin: location.origin, source: window }),
    );
  } catch {
    // Somebody went to another site in it.
    second = undefined;
  }
}

/** Says which study this window shows, before it is painted: the second window never shows one that is gone here. */
export function useLead(studyId: string, version: number): void {
  useLayoutEffect(() => {
    say({ says: 'shows', studyId, version });
    return () => say({ says: 'shows-none' });
  }, [studyId, version]);
}

/** Answers the second window; also one that was opened before this page was loaded again. */
export function useAnswers(): void {
  useEffect(() => {
    const hear = ({ source, origin, data }: MessageEvent<Partial<SecondAsks> | null>) => {
      const isSecond = origin === location.origin && source !== window && data?.asks === 'what';
      if (!isSecond) return;
      second = source as Window;
      tell();
    };
    const leave = () => say({ says: 'gone' });
    addEventListener('message', hear);
    addEventListener('pagehide', leave);
    return () => {
      removeEventListener('message', hear);
      removeEventListener('pagehide', leave);
      leave();
    };
  }, []);
}
