import { render } from 'preact';
import type { SessionView } from '../../contract/routes/session';
import { stopAsking } from '../api/client';
import { isSecond } from '../second/windows';
import { currentDraft, type Draft, keepDraft } from '../study/decision/draft';
import { forgetLocked, lockUp, unlock } from './lockBox';

/** What is kept in this tab while the session is locked. */
interface Kept {
  /** Path and query. */
  readonly place: string;
  readonly draft?: Draft | undefined;
}

const signInPage = '/sign-in';
/** App Service keeps a sign-in of its own. */
const signOutOfAppService = `/.auth/logout?post_logout_redirect_uri=${encodeURIComponent(signInPage)}`;

/** Takes everything off the page, at once. */
function wipe(): void {
  stopAsking();
  const root = document.getElementById('app');
  if (root) render(null, root);
  document.title = 'Imaging Triage';
  if (isSecond()) window.close();
}

/**
 * Leaves for the lock screen, which is another document: no picture and no name stays in the page or in its
 * memory. The place and a decision that was begun come back once the same person signs in again.
 */
export async function lock({ draftKey }: Pick<SessionView, 'draftKey'>): Promise<void> {
  const place = location.pathname + location.search;
  const kept: Kept = { place, draft: currentDraft() };
  wipe();
  await lockUp(draftKey, kept);
  location.replace(`${signInPage}?to=${location.pathname}`);
}

/** Leaves for good: nothing is kept. */
export function leave({ signIn }: Pick<SessionView, 'signIn'>): void {
  wipe();
  forgetLocked();
  location.replace(signIn === 'easy-auth' ? signOutOfAppService : signInPage);
}

/** Brings back what this person left when the session locked. */
export async function comeBack({ draftKey }: Pick<SessionView, 'draftKey'>): Promise<void> {
  const kept = (await unlock(draftKey)) as Kept | undefined;
  if (kept === undefined || !kept.place.startsWith(location.pathname)) return;
  history.replaceState(history.state, '', kept.place);
  keepDraft(kept.draft);
}
