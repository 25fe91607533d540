import { createHash } from 'node:crypto';
import type { Role } from '../../../domain/kernel/roles';
import { words } from '../../../domain/words/words';
import { Html, html } from '../../../formats/html';
import { signInStyle } from './signInStyle';

export interface SignInView {
  /** `elsewhere`: it is on, but this page was not opened on the machine itself. */
  readonly development: 'off' | 'here' | 'elsewhere';
  readonly entra: boolean;
  readonly easyAuth: boolean;
  /** The page of this app to open afterwards. */
  readonly to: string;
  /** How somebody was signed in here before the session locked. */
  readonly locked?: 'development' | 'entra' | 'easy-auth';
  /** The previous error, in words. */
  readonly message?: string;
}

/** The most common one comes first. */
const offered: readonly Role[] = ['reviewer', 'auditor', 'admin', 'uploader', 'service', 'monitor'];

function choice(role: Role): Html {
  const checked = new Html(role === 'reviewer' ? ' checked' : '');
  return html`<label class="choice"><input type="radio" name="role" value="${role}"${checked}><span><b>${words.roles[role].name}</b>
<span class="sub">${words.roles[role].does}</span></span></label>`;
}

function developmentForm(to: string): Html {
  return html`<section aria-labelledby="development"><h2 id="development">Development sign-in</h2>
<p>Development sign-in: anyone on this machine can be anyone.</p>
<form method="post" action="/api/session"><input type="hidden" name="to" value="${to}">
<label for="name">Name</label><input type="text" id="name" name="name" required maxlength="200" autocomplete="name" autofocus>
<fieldset><legend>Role</legend>${offered.map(choice)}</fieldset>
<button type="submit">Sign in</button></form></section>`;
}

const notHere = html`<section><h2>Development sign-in</h2><p>It works only on the machine that runs this app:
open <code>http://127.0.0.1</code> there, with the port of the app.</p></section>`;

const nothingConfigured = html`<section><h2>Nobody can sign in here yet</h2>
<p>No sign-in is configured. In Azure set <code>TRIAGE_SIGN_IN</code> to <code>entra</code>, with
<code>TRIAGE_ENTRA_TENANT</code> and <code>TRIAGE_ENTRA_CLIENT_ID</code> of an app registration that has app roles.
To try this software on one machine, set it to <code>development</code>, as
<code>npm run local</code> and <code>npm run demo</code> do.</p>
<p>Step by step: <code>docs/access.md</code>. The settings: <code>docs/settings.md</code>.</p></section>`;

function organisation(href: string): Html {
  return html`<section aria-labelledby="organisation"><h2 id="organisation">Your organisation</h2>
<p>You sign in with Microsoft Entra ID. Your roles are assigned there.</p>
<p><a class="button" href="${href}">Sign in with your organisation’s account</a></p></section>`;
}

/** Names nobody: the page stays on an unattended screen. */
function unlockForm(to: string): Html {
  return html`<section aria-labelledby="unlock"><h2 id="unlock">Go on</h2>
<form method="post" action="/api/session"><input type="hidden" name="unlock" value="true"><input type="hidden" name="to" value="${to}">
<button type="submit" autofocus>Go on as before</button></form></section>`;
}

function ways({ development, entra, easyAuth, locked, to }: SignInView): readonly (Html | undefined)[] {
  if (development === 'off' && !entra && !easyAuth) return [nothingConfigured];
  return [
    locked === 'development' && development === 'here' ? unlockForm(to) : undefined,
    entra ? organisation(`/sign-in/entra?to=${to}`) : undefined,
    easyAuth && !entra ? organisation(`/sign-in/easy-auth?to=${to}`) : undefined,
    development === 'here' ? developmentForm(to) : undefined,
    development === 'elsewhere' ? notHere : undefined,
  ];
}

function whole(title: string, body: readonly (Html | undefined)[], head?: Html): string {
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">${head}
<link rel="icon" href="data:,"><title>${title} · Imaging Triage</title><style>${new Html(signInStyle)}</style></head>
<body><header class="warning">Triage aid. Not a diagnosis. Not cleared for clinical use.</header>
<main><h1>${title}</h1>${body.filter((part) => part !== undefined)}</main></body></html>`.markup;
}

/** The sign-in page. */
export function renderSignIn(view: SignInView): string {
  const said =
    view.message === undefined ? undefined : html`<p class="said" role="alert">${view.message}</p>`;
  const locked =
    view.locked &&
    html`<p class="said">Locked, because nobody was active here. Sign in again to go on where you were; a decision
that you had begun is still there.</p>`;
  const title = view.locked ? 'Locked' : 'Sign in';
  return whole(title, [html`<p class="sub">Imaging Triage</p>`, locked, said, ...ways(view)]);
}

/** A page with only a message, such as why access is denied. */
export function renderNotice(
  title: string,
  detail: string,
  who?: { readonly name: string; readonly roles: readonly Role[] },
): string {
  const as = who && html`<p class="sub">Signed in as ${who.name}.</p>`;
  const links = html`<p><a href="/">To the worklist</a> · <a href="/sign-in">Sign in as someone else</a></p>`;
  return whole(title, [html`<p class="said">${detail}</p>`, as, links]);
}

/**
 * Continues by itself. A redirect would belong to the navigation that began at Entra ID, and a browser does
 * not send our cookie on that.
 *
 * @param to a page of this app
 */
export function renderGoOn(to: string): string {
  return whole(
    'Signed in',
    [html`<p><a href="${to}">Go on</a></p>`],
    html`<meta http-equiv="refresh" content="0;url=${to}">`,
  );
}

/** Allows only these pages' own style and form. */
export const signInPolicy = [
  "default-src 'none'",
  'img-src data:',
  `style-src 'sha256-${createHash('sha256').update(signInStyle).digest('base64')}'`,
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');
