import { createHash } from 'node:crypto';
import type { Language } from '../../../domain/kernel/languages';
import type { Role } from '../../../domain/kernel/roles';
import { Html, html } from '../../../formats/html';
import { signInStyle } from './signInStyle';
import { signInTexts } from './signInTexts';
import type { SignInTexts } from './texts/english';

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

/** Text with names of settings and commands between backticks. */
function marked(text: string): Html[] {
  // Split by a sign around them: the names stand at the odd places.
  return text.split('`').map((part, at) => (at % 2 === 0 ? html`${part}` : html`<code>${part}</code>`));
}

function choice({ roles }: SignInTexts, role: Role): Html {
  const checked = new Html(role === 'reviewer' ? ' checked' : '');
  return html`<label class="choice"><input type="radio" name="role" value="${role}"${checked}><span><b>${roles[role].name}</b>
<span class="sub">${roles[role].does}</span></span></label>`;
}

function developmentForm(texts: SignInTexts, to: string): Html {
  const { title, explain, name, role, button } = texts.development;
  return html`<section aria-labelledby="development"><h2 id="development">${title}</h2>
<p>${explain}</p>
<form method="post" action="/api/session"><input type="hidden" name="to" value="${to}">
<label for="name">${name}</label><input type="text" id="name" name="name" required maxlength="200" autocomplete="name" autofocus>
<fieldset><legend>${role}</legend>${offered.map((one) => choice(texts, one))}</fieldset>
<button type="submit">${button}</button></form></section>`;
}

function section(title: string, ...paragraphs: readonly string[]): Html {
  return html`<section><h2>${title}</h2>${paragraphs.map((text) => html`<p>${marked(text)}</p>`)}</section>`;
}

function organisation({ organisation: { title, explain, button } }: SignInTexts, href: string): Html {
  return html`<section aria-labelledby="organisation"><h2 id="organisation">${title}</h2>
<p>${explain}</p>
<p><a class="button" href="${href}">${button}</a></p></section>`;
}

/** Names nobody: the page stays on an unattended screen. */
function unlockForm({ unlock, unlockButton }: SignInTexts, to: string): Html {
  return html`<section aria-labelledby="unlock"><h2 id="unlock">${unlock}</h2>
<form method="post" action="/api/session"><input type="hidden" name="unlock" value="true"><input type="hidden" name="to" value="${to}">
<button type="submit" autofocus>${unlockButton}</button></form></section>`;
}

function ways(texts: SignInTexts, view: SignInView): readonly (Html | undefined)[] {
  const { development, entra, easyAuth, locked, to } = view;
  if (development === 'off' && !entra && !easyAuth)
    return [section(texts.nothing.title, ...texts.nothing.explain)];
  return [
    locked === 'development' && development === 'here' ? unlockForm(texts, to) : undefined,
    entra ? organisation(texts, `/sign-in/entra?to=${to}`) : undefined,
    easyAuth && !entra ? organisation(texts, `/sign-in/easy-auth?to=${to}`) : undefined,
    development === 'here' ? developmentForm(texts, to) : undefined,
    development === 'elsewhere' ? section(texts.development.title, texts.development.notHere) : undefined,
  ];
}

function whole(language: Language, title: string, body: readonly (Html | undefined)[], head?: Html): string {
  return html`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">${head}
<link rel="icon" href="data:,"><title>${title} · Imaging Triage</title><style>${new Html(signInStyle)}</style></head>
<body><header class="warning">${signInTexts[language].warning}</header>
<main><h1>${title}</h1>${body.filter((part) => part !== undefined)}</main></body></html>`.markup;
}

/** The sign-in page. */
export function renderSignIn(language: Language, view: SignInView): string {
  const texts = signInTexts[language];
  const said =
    view.message === undefined ? undefined : html`<p class="said" role="alert">${view.message}</p>`;
  const locked = view.locked && html`<p class="said">${texts.locked}</p>`;
  const title = view.locked ? texts.titles.locked : texts.titles.signIn;
  const name = html`<p class="sub">Imaging Triage</p>`;
  return whole(language, title, [name, locked, said, ...ways(texts, view)]);
}

/** A page with only a message, such as why access is denied. */
export function renderNotice(
  language: Language,
  title: keyof SignInTexts['titles'],
  detail: string,
  who?: { readonly name: string; readonly roles: readonly Role[] },
): string {
  const texts = signInTexts[language];
  const roles = who?.roles.map((role) => texts.roles[role].name).join(', ') || texts.noRole;
  const as = who && html`<p class="sub">${texts.signedInAs(who.name, roles)}</p>`;
  const links = html`<p><a href="/">${texts.toWorklist}</a> · <a href="/sign-in">${texts.asSomeoneElse}</a></p>`;
  return whole(language, texts.titles[title], [html`<p class="said">${detail}</p>`, as, links]);
}

/**
 * Continues by itself. A redirect would belong to the navigation that began at Entra ID, and a browser does
 * not send our cookie on that.
 *
 * @param to a page of this app
 */
export function renderGoOn(language: Language, to: string): string {
  const { titles, unlock } = signInTexts[language];
  return whole(
    language,
    titles.signedIn,
    [html`<p><a href="${to}">${unlock}</a></p>`],
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
