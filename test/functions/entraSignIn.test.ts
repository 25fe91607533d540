import { createAccess } from '../../src/access/access';
import type { AccessError } from '../../src/access/accessError';
import { authenticate } from '../../src/access/authenticate';
import { newSession, sessionSealer } from '../../src/access/session';
import { type FakeAuthority, fakeAuthority } from '../access/fakeAuthority';
import { claimsOf, clientId, signed, tenant, tenantKey } from '../access/tokens';
import { type AppRuntime, appRuntime, until } from '../support/appRuntime';

const key = tenantKey('one');
let authority: FakeAuthority;
let running: AppRuntime;

beforeAll(async () => {
  authority = await fakeAuthority(key);
  authority.secret = 'the client’s own';
  running = await appRuntime({
    TRIAGE_SIGN_IN: 'entra',
    TRIAGE_ENTRA_AUTHORITY: authority.url,
    TRIAGE_ENTRA_TENANT: tenant,
    TRIAGE_ENTRA_CLIENT_ID: clientId,
    TRIAGE_ENTRA_CLIENT_SECRET: 'the client’s own',
  });
});

beforeEach(() => {
  authority.claims = {};
  authority.key = key;
  authority.enabled = true;
});

afterAll(async () => {
  await running?.stop();
  await authority?.close();
});

const noted = (response: Response) =>
  response.headers.getSetCookie().map((cookie) => cookie.split(';')[0] as string);
const go = (url: string, cookies: readonly string[] = []) =>
  fetch(url, { redirect: 'manual', headers: { cookie: cookies.join('; '), accept: 'text/html' } });

/** Up to the address at which the browser comes back. */
async function begun(path = '/sign-in/entra?to=/worklist'): Promise<{ back: string; cookies: string[] }> {
  const away = await go(`${running.url}${path}`);
  expect(away.status).toBe(302);
  const there = await fetch(away.headers.get('location') as string, { redirect: 'manual' });
  return { back: there.headers.get('location') as string, cookies: noted(away) };
}

test('a person signs in at Entra ID, comes back to the page that was wanted, and is who the token says', async () => {
  const { back, cookies } = await begun();
  expect(cookies[0]).toMatch(/^triage-sign-in=[\w.-]+$/);
  const response = await go(back, cookies);
  expect(response.status).toBe(200);
  expect(await response.text()).toContain('<meta http-equiv="refresh" content="0;url=/worklist">');
  const [session, forgotten] = response.headers.getSetCookie() as [string, string];
  expect(session).toMatch(/^triage-session=.*HttpOnly; SameSite=Strict$/);
  expect(forgotten).toMatch(/^triage-sign-in=; Max-Age=0/);
  const view = await go(`${running.url}/api/session`, [session.split(';')[0] as string]);
  expect(await view.json()).toMatchObject({ name: 'Dr. Example', roles: ['reviewer'], signIn: 'entra' });
  expect((await go(`${running.url}/worklist`, [session.split(';')[0] as string])).status).toBe(200);
});

test('signing in and signing out is logged, by the subject and without the name', async () => {
  const { back, cookies } = await begun();
  const session = noted(await go(back, cookies))[0] as string;
  const headers = { cookie: session, origin: running.url };
  expect((await fetch(`${running.url}/api/session`, { method: 'DELETE', headers })).status).toBe(204);
  const subject = '00000000-1111-2222-3333-444444444444';
  const said = await until('both to be logged', async () => {
    const log = running.log.join('\n');
    return log.includes(`signed out: ${subject}, by entra`) ? log : undefined;
  });
  expect(said).toContain(`signed in: ${subject}, by entra, as reviewer`);
  expect(said).not.toContain('Dr. Example');
});

test('the page offers it, and the cookie of the way there is Lax', async () => {
  expect(await (await go(`${running.url}/sign-in`)).text()).toContain('href="/sign-in/entra?to=/"');
  const [cookie] = (await go(`${running.url}/sign-in/entra`)).headers.getSetCookie();
  expect(cookie).toMatch(/HttpOnly; SameSite=Lax$/);
});

test('a link on another page leads to the sign-in page, and signs nobody in', async () => {
  const headers = { 'sec-fetch-site': 'cross-site', accept: 'text/html' };
  const response = await fetch(`${running.url}/sign-in/entra?to=/worklist`, { redirect: 'manual', headers });
  expect([response.status, response.headers.getSetCookie()]).toEqual([200, []]);
  expect(await response.text()).toContain('href="/sign-in/entra?to=/worklist"');
});

async function refused(back: string, cookies: readonly string[]): Promise<[number, string]> {
  const response = await go(back, cookies);
  expect(noted(response).filter((cookie) => /^triage-session=./.test(cookie))).toEqual([]);
  const text = await response.text();
  return [response.status, /role="alert">([^<]*)/.exec(text)?.[1] ?? text];
}

test('a sign-in that was begun in another browser, or twice used, does not count', async () => {
  const mine = await begun();
  const theirs = await begun();
  expect(await refused(mine.back, [])).toEqual([401, expect.stringContaining('not started in this browser')]);
  expect(await refused(mine.back, theirs.cookies)).toEqual([401, expect.stringContaining('not started')]);
  expect(await refused(`${mine.back}x`, mine.cookies)).toEqual([401, expect.stringContaining('not started')]);
  expect((await go(mine.back, mine.cookies)).status).toBe(200);
  expect(await refused(mine.back, mine.cookies)).toEqual([401, expect.stringContaining('invalid_grant')]);
});

test('a code of another sign-in is worth nothing: its verifier is another', async () => {
  const [mine, theirs] = [await begun(), await begun()];
  const back = new URL(mine.back);
  back.searchParams.set('code', new URL(theirs.back).searchParams.get('code') as string);
  expect(await refused(back.href, mine.cookies)).toEqual([401, expect.stringContaining('invalid_grant')]);
});

test('what Entra ID says instead of a code is told in a word, and never as markup', async () => {
  const { back, cookies } = await begun();
  const back2 = new URL(back);
  back2.searchParams.delete('code');
  back2.searchParams.set('error', 'access_denied');
  expect(await refused(back2.href, cookies)).toEqual([401, expect.stringContaining('(access_denied)')]);
  back2.searchParams.set('error', '<b>x</b>');
  expect(await refused(back2.href, cookies)).toEqual([401, expect.stringContaining('(unknown)')]);
});

test.each([
  ['another nonce', () => ({ nonce: 'old' }), 401],
  ['another audience', () => ({ aud: tenant }), 401],
  ['another tenant', () => ({ tid: clientId }), 401],
  ['an end in the past', () => ({ exp: 1 }), 401],
  ['no role', () => ({ roles: undefined }), 403],
] as const)('an ID token with %s signs nobody in', async (_, claims, status) => {
  authority.claims = claims();
  const { back, cookies } = await begun();
  expect((await refused(back, cookies))[0]).toBe(status);
});

test('nor does one that another key signed', async () => {
  authority.key = tenantKey('one');
  const { back, cookies } = await begun();
  expect((await refused(back, cookies))[0]).toBe(401);
});

/** A session's cookie, just begun. */
async function signedIn(): Promise<string> {
  const { back, cookies } = await begun();
  return noted(await go(back, cookies))[0] as string;
}

/** The roles that the cookie gives on another instance of the app, some minutes later. */
async function rolesLater(cookie: string, minutes: number): Promise<readonly string[] | string> {
  const { settings, store } = running;
  const access = createAccess({
    settings: settings.access,
    siteKey: settings.siteKey,
    sessionStore: store.sessions,
    now: () => new Date(Date.now() + minutes * 60_000).toISOString(),
  });
  const request = { method: 'GET', url: `${running.url}/`, headers: new Headers({ cookie }) };
  return authenticate(request, access).then(
    (found) => found?.caller.roles ?? [],
    (error) => (error as AccessError).code,
  );
}

test('a role that was taken away at Entra ID is gone after five minutes, and an account that was closed as well', async () => {
  const cookie = await signedIn();
  authority.claims = { roles: ['auditor'] };
  expect(await rolesLater(cookie, 4)).toEqual(['reviewer']);
  expect(await rolesLater(cookie, 6)).toEqual(['auditor']);
  authority.claims = { roles: undefined };
  expect(await rolesLater(cookie, 6)).toEqual([]);
  authority.claims = { oid: 'somebody else', roles: ['reviewer'] };
  expect(await rolesLater(cookie, 6)).toBe('session-expired');
  authority.claims = {};
  authority.enabled = false;
  expect(await rolesLater(cookie, 6)).toBe('session-expired');
});

test('what renews a sign-in lies sealed in the storage, and goes when somebody signs out', async () => {
  const container = running.blobs.getContainerClient('sessions');
  const kept = async () => {
    const texts: string[] = [];
    for await (const { name } of container.listBlobsFlat({ prefix: 'kept/' }))
      texts.push((await container.getBlobClient(name).downloadToBuffer()).toString());
    return texts;
  };
  const before = await kept();
  const cookie = await signedIn();
  const mine = (await kept()).filter((text) => !before.includes(text));
  expect(mine).toEqual([expect.stringMatching(/^[\w-]+\.\.[\w-]+\.[\w-]+\.[\w-]+$/)]);
  const headers = { cookie, origin: new URL(running.url).origin };
  expect((await fetch(`${running.url}/api/session`, { method: 'DELETE', headers })).status).toBe(204);
  expect(await kept()).not.toContain(mine[0]);
  expect((await go(`${running.url}/api/worklist`, [cookie])).status).toBe(401);
});

test('whoever comes back to a locked screen is asked for the password again, and types no name', async () => {
  const { settings } = running;
  const sealer = sessionSealer(settings.siteKey);
  const long = new Date(Date.now() - 20 * 60_000).toISOString();
  const who = {
    subject: 'x',
    name: 'Dr. Example',
    account: 'dr@example.org',
    roles: [],
    signIn: 'entra',
  } as const;
  const session = newSession(who, long, 480);
  const cookie = `triage-session=${await sealer.seal(session, new Date(session.expiresAt))}`;
  const denied = await go(`${running.url}/api/worklist`, [cookie]);
  expect([denied.status, await denied.json()]).toEqual([
    401,
    expect.objectContaining({ code: 'session-locked' }),
  ]);
  expect(denied.headers.get('clear-site-data')).toBe('"cache"');
  const page = await (await go(`${running.url}/sign-in?to=/worklist`, [cookie])).text();
  expect(page).toContain('<h1>Locked</h1>');
  expect(page).not.toMatch(/Example|example\.org/);
  const away = await go(`${running.url}/sign-in/entra?to=/worklist`, [cookie]);
  const { searchParams } = new URL(away.headers.get('location') as string);
  expect([searchParams.get('prompt'), searchParams.get('login_hint')]).toEqual(['login', 'dr@example.org']);
  const first = await go(`${running.url}/sign-in/entra?to=/worklist`);
  expect(new URL(first.headers.get('location') as string).searchParams.get('prompt')).toBeNull();
});

describe('access tokens', () => {
  const ask = (token: string, path = '/api/worklist', init: RequestInit = {}) =>
    fetch(`${running.url}${path}`, { ...init, headers: { authorization: `Bearer ${token}` } });

  test('a program is let in by its role, needs no origin, and is told when its token does not count', async () => {
    const service = await signed(key, claimsOf(authority.url, { roles: ['service'], name: undefined }));
    expect((await ask(service)).status).toBe(200);
    expect((await ask(service, '/api/session', { method: 'DELETE' })).status).toBe(204);
    expect((await ask(service, '/api/studies/x/audit')).status).toBe(403);
    const expired = await ask(await signed(key, claimsOf(authority.url, { exp: 1 })));
    expect(expired.status).toBe(401);
    expect(expired.headers.get('www-authenticate')).toBe(
      'Bearer realm="imaging-triage", error="invalid_token"',
    );
    expect(await expired.json()).toMatchObject({
      code: 'bad-token',
      detail: expect.stringContaining('has expired'),
    });
  });

  test('a token that does not count is not made good by a session beside it, and is in no log', async () => {
    const { back, cookies } = await begun();
    const session = noted(await go(back, cookies))[0] as string;
    const token = await signed(tenantKey('one'), claimsOf(authority.url));
    const response = await fetch(`${running.url}/api/worklist`, {
      headers: { cookie: session, authorization: `Bearer ${token}` },
    });
    expect(response.status).toBe(401);
    const log = running.log.join('\n');
    expect(log).toContain('access denied: GET api/worklist, bad-token (its signature is wrong)');
    for (const part of token.split('.')) expect(log).not.toContain(part);
    expect(log).not.toContain(session.split('=')[1] as string);
  });

  test('the header of Easy Auth is nothing here', async () => {
    const principal = Buffer.from(
      JSON.stringify({
        auth_typ: 'aad',
        claims: [
          { typ: 'oid', val: 'x' },
          { typ: 'roles', val: 'reviewer' },
        ],
      }),
    ).toString('base64');
    const response = await fetch(`${running.url}/api/worklist`, {
      headers: { 'x-ms-client-principal': principal },
    });
    expect(response.status).toBe(401);
  });

  test('nobody becomes somebody by saying so where the development sign-in is off', async () => {
    const response = await fetch(`${running.url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'x', role: 'reviewer' }),
    });
    expect([response.status, await response.json()]).toEqual([
      403,
      expect.objectContaining({ code: 'development-only' }),
    ]);
  });
});
