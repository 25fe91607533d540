import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { signOut } from '../api/calls';
import { messageOf } from '../api/client';
import { texts, words } from '../language/language';
import { sitePages } from '../site/sitePages';
import { announce } from './announcer';
import { LanguageChoice } from './languageChoice';
import { Link } from './router';
import { hasRight, useSession } from './session';
import { useTheme } from './theme';
import { leaveEverywhere } from './useLock';

/** On every page, and cannot be dismissed. */
export function Banner() {
  return (
    <p class="banner" data-testid="banner">
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path
          d="M8 1.5 15.5 14.5H.5ZM7.2 5.5l.3 5h1l.3-5ZM8 11.3a.8.8 0 1 0 0 1.6.8.8 0 0 0 0-1.6Z"
          fill-rule="evenodd"
        />
      </svg>
      {texts.parts.disclaimer}
    </p>
  );
}

function ThemeButton() {
  const [theme, toggle] = useTheme();
  const says = theme === 'dark' ? texts.parts.toLight : texts.parts.toDark;
  return (
    <button type="button" class="quiet" onClick={toggle} title={says}>
      <span aria-hidden="true">{theme === 'dark' ? '☀' : '☾'}</span>
      <span class="unseen">{says}</span>
    </button>
  );
}

function SignOut() {
  const [failed, setFailed] = useState(false);
  const leave = () =>
    signOut().then(
      () => leaveEverywhere(),
      (error) => {
        setFailed(true);
        announce(messageOf(error));
      },
    );
  return (
    <button type="button" class="quiet" onClick={leave}>
      {failed ? texts.parts.signOutFailed : texts.parts.signOut}
    </button>
  );
}

interface HeaderProps {
  /** What stands beside the navigation for a while. */
  readonly children?: ComponentChildren;
  readonly path: string;
  readonly onHelp: () => void;
}

/** The warning, the navigation, and who is signed in. */
export function Header({ path, onHelp, children }: HeaderProps) {
  const session = useSession();
  const { name, roles, signIn } = session;
  const site = sitePages.find(({ right }) => hasRight(session, right));
  const here = (pattern: RegExp) => (pattern.test(path) ? 'page' : undefined);
  return (
    <header class="top">
      <Banner />
      <div class="bar">
        <nav aria-label={texts.parts.pages}>
          <Link to="/worklist" aria-current={here(/^\/(worklist.*)?$/)}>
            {texts.parts.worklist}
          </Link>
          <Link to="/feedback" aria-current={here(/^\/feedback/)}>
            {texts.parts.feedback}
          </Link>
          {site && (
            <Link to={`/site/${site.path}`} aria-current={here(/^\/site/)}>
              {texts.parts.administration}
            </Link>
          )}
        </nav>
        <div class="notices">{children}</div>
        <p class="who">
          {signIn === 'development' && <span class="tag caution">{texts.parts.development}</span>}
          <span>
            <bdi data-testid="signed-in">{name}</bdi>{' '}
            <span class="sub">{roles.map((role) => words.roles[role].name).join(', ')}</span>
          </span>
        </p>
        <div class="tools">
          <button type="button" class="quiet" onClick={onHelp} title={`${texts.parts.keys} (?)`}>
            <span aria-hidden="true">?</span>
            <span class="unseen">{texts.parts.keys}</span>
          </button>
          <LanguageChoice />
          <ThemeButton />
          <SignOut />
        </div>
      </div>
    </header>
  );
}
