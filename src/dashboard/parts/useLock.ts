import { useEffect } from 'preact/hooks';
import type { SessionView } from '../../contract/routes/session';
import { sayActive } from '../api/calls';
import { onSessionEnd } from '../api/client';
import { serverNow } from '../api/serverTime';
import { leave, lock } from './leave';

/** What shows that somebody is there. */
const signs = ['keydown', 'pointerdown', 'pointermove', 'wheel', 'touchmove'] as const;
/** While somebody is there, the app is told this often. */
const sayEveryMilliseconds = 30_000;
const lookEveryMilliseconds = 1_000;
/** The app locks first: this is for a page that does not reach it. */
const marginMilliseconds = 2_000;

/** What the tabs of this browser tell each other. */
type Message = { readonly locksAt: string } | 'left' | 'locked';
const channelName = 'session';

/** Takes everything off this tab and the others: somebody signed out. */
export function leaveEverywhere(): void {
  const channel = new BroadcastChannel(channelName);
  channel.postMessage('left' satisfies Message);
  channel.close();
}

/**
 * Locks the page where the app says that the session is over, after the time without activity even if the app
 * cannot be reached, and together with the other tabs.
 */
export function useLock(session: SessionView): void {
  useEffect(() => {
    const channel = new BroadcastChannel(channelName);
    let locksAt = session.locksAt;
    let saidAt = Number.NEGATIVE_INFINITY;
    let isOver = false;

    const end = (how: () => void, message?: Message) => {
      if (isOver) return;
      isOver = true;
      if (message) channel.postMessage(message);
      how();
    };
    const lockAll = () => end(() => void lock(session), 'locked');
    const learn = (view: { readonly locksAt?: string | undefined }) => {
      locksAt = view.locksAt ?? locksAt;
    };
    const act = () => {
      if (isOver || serverNow() - saidAt < sayEveryMilliseconds) return;
      saidAt = serverNow();
      sayActive().then(
        (view) => {
          learn(view);
          if (view.locksAt) channel.postMessage({ locksAt: view.locksAt } satisfies Message);
        },
        // The app was not reached, and is told again, or has ended the session.
        () => undefined,
      );
    };
    const look = () => {
      if (locksAt !== undefined && serverNow() > Date.parse(locksAt) + marginMilliseconds) lockAll();
    };
    channel.onmessage = ({ data }: MessageEvent<Message>) => {
      if (data === 'left') end(() => leave(session));
      else if (data === 'locked') end(() => void lock(session));
      else learn(data);
    };
    const stopListening = onSessionEnd(lockAll);
    const timer = setInterval(look, lookEveryMilliseconds);
    document.addEventListener('visibilitychange', look);
    for (const sign of signs) addEventListener(sign, act, { capture: true, passive: true });
    return () => {
      clearInterval(timer);
      stopListening();
      channel.close();
      document.removeEventListener('visibilitychange', look);
      for (const sign of signs) removeEventListener(sign, act, { capture: true });
    };
  }, [session]);
}
