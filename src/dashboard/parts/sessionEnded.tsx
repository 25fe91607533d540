import { useEffect, useState } from 'preact/hooks';
import type { SessionView } from '../../contract/routes/session';
import { getSession } from '../api/calls';
import { ApiError, messageOf } from '../api/client';
import { learnServerTime } from '../api/serverClock';
import { Dialog } from './dialog';

interface SessionEndedProps {
  readonly name: string;
  readonly onSignedIn: (session: SessionView) => void;
}

/**
 * Says that the session ended, and leaves everything behind it unchanged: signing in happens in another tab.
 */
export function SessionEnded({ name, onSignedIn }: SessionEndedProps) {
  const [said, setSaid] = useState<string>();
  const look = (quietly: boolean) =>
    getSession().then(
      (session) => {
        // A different user must start afresh: what is on screen was requested under another name.
        if (session.name !== name) return location.reload();
        learnServerTime(session.serverTime);
        onSignedIn(session);
      },
      (error) => {
        if (quietly) return;
        setSaid(
          error instanceof ApiError && error.status === 401 ? 'You are not signed in yet.' : messageOf(error),
        );
      },
    );
  useEffect(() => {
    const back = () => void look(true);
    addEventListener('focus', back);
    return () => removeEventListener('focus', back);
  }, []);
  return (
    <Dialog title="Your session has ended: sign in again" onClose={() => undefined} insists>
      <p>
        <bdi>{name}</bdi>, nothing that you typed is lost. Sign in in a new tab, then come back to this one.
        If somebody else signs in, this page is loaded afresh for them.
      </p>
      <div class="actions">
        <a class="button primary" href="/sign-in" target="_blank" rel="noopener">
          Sign in (new tab)
        </a>
        <button type="button" onClick={() => void look(false)}>
          I have signed in: continue
        </button>
      </div>
      {said && <p role="alert">{said}</p>}
    </Dialog>
  );
}
