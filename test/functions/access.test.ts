import { newSession, sessionSealer } from '../../src/access/session';
import { methodsOf } from '../../src/contract/routes/route';
import { type AuditEventOf, auditEventSchema } from '../../src/domain/audit/auditEvent';
import type { Role } from '../../src/domain/kernel/roles';
import { roles, rolesWith } from '../../src/domain/kernel/roles';
import { unknownAddress } from '../../src/functions/http/site/unknownAddress';
import { type AppRuntime, appRuntime } from '../support/appRuntime';
import { type DeclaredRoute, routeOf, declaredRoutes as table } from '../support/declaredRoutes';
import { signIn } from '../support/signIn';

let running: AppRuntime;

beforeAll(async () => {
  running = await appRuntime();
});

afterAll(() => running?.stop(), 60_000);

/** HEAD, whose answers have no body to tell them by, is held against GET. */
const verbs = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;
const callers = [...roles, 'anonymous'] as const;
type Who = (typeof callers)[number];

/** An address of the route that exists in no store. */
const pathOf = ({ path }: DeclaredRoute) =>
  `/${path.replace(/\{(\w+)[^}]*\}/g, (_, name: string) => (name === 'root' ? '' : '0'.repeat(64)))}`;

const sessions = new Map<Role, Promise<Record<string, string>>>();
function headersOf(who: Who): Promise<Record<string, string>> {
  if (who === 'anonymous') return Promise.resolve({});
  const known = sessions.get(who) ?? signIn(running.url, who);
  sessions.set(who, known);
  return known;
}

async function ask(
  who: Who,
  path: string,
  verb: string,
  more: Record<string, string> = {},
): Promise<Response> {
  const hasBody = !['GET', 'HEAD', 'OPTIONS'].includes(verb);
  // JSON in place of an image names a stored one, which asks for one more right.
  const type = path === '/api/classify' ? 'application/dicom' : 'application/json';
  const answer = await fetch(`${running.url}${path}`, {
    method: verb,
    redirect: 'manual',
    headers: { ...(await headersOf(who)), ...(hasBody && { 'content-type': type }), ...more },
    ...(hasBody && { body: '{}' }),
  });
  // Whoever signed out signs in again for the next request.
  if (path === '/api/session' && verb === 'DELETE' && who !== 'anonymous') sessions.delete(who);
  return answer;
}

async function codeOf(response: Response): Promise<string | undefined> {
  const isProblem = response.headers.get('content-type') === 'application/problem+json';
  return isProblem ? ((await response.json()) as { code: string }).code : undefined;
}

/** What a request has to come to, as the table declares it. */
function expected(who: Who, path: string, verb: string): string {
  const target = routeOf(verb, path);
  if (target === undefined) return 'no such route';
  if (target.right === 'anonymous') return 'allowed';
  if (who === 'anonymous') return 'sign in first';
  return target.right === 'signed-in' || rolesWith(target.right).includes(who) ? 'allowed' : 'missing right';
}

async function found(response: Response): Promise<string> {
  const code = await codeOf(response);
  if (response.status === 401 && code === 'not-signed-in') return 'sign in first';
  if (response.status === 403 && code === 'missing-right') return 'missing right';
  if (response.status === 404 && code === 'no-such-address') return 'no such route';
  return [401, 403].includes(response.status) ? `${response.status} ${code}` : 'allowed';
}

/** The verbs that are asked together: one that ends the session of its caller would end it for the others. */
const apart = (path: string): (typeof verbs)[number][][] =>
  path === '/api/session' ? verbs.map((verb) => [verb]) : [[...verbs]];

test('the HTTP functions that the app registers are the routes that are declared', () => {
  const declared = [
    ...table.map((route) => ({ name: route.name, route: route.path, methods: methodsOf(route) })),
    { name: unknownAddress.name, route: unknownAddress.path, methods: unknownAddress.methods },
  ];
  const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name);
  expect([...running.routes].sort(byName)).toEqual([...declared].sort(byName));
  expect(table.length).toBeGreaterThan(10);
});

// Before the many that follow: only so many a minute are recorded each by itself.
test('whoever is denied access is in the audit log, by the route and never by the address that was asked for', async () => {
  const id = 'f'.repeat(64);
  for (let turn = 0; turn < 20; turn += 1) await ask('uploader', `/api/studies/${id}/audit`, 'GET');
  await ask('anonymous', '/api/worklist', 'GET');
  const denials: AuditEventOf<'access-denied'>[] = [];
  for await (const { name } of running.blobs
    .getContainerClient('audit')
    .listBlobsFlat({ prefix: 'records/' })) {
    const bytes = await running.blobs.getContainerClient('audit').getBlobClient(name).downloadToBuffer();
    expect(bytes.toString()).not.toContain(id);
    const event = auditEventSchema.parse(JSON.parse(bytes.toString()).event);
    if (event.type === 'access-denied') denials.push(event);
  }
  const mine = denials.filter(
    (event) =>
      event.route === 'api/studies/{id}/audit' &&
      event.actor.kind === 'caller' &&
      event.actor.roles?.[0] === 'uploader',
  );
  expect(mine.find(({ method }) => method === 'GET')).toMatchObject({
    actor: {
      subject: expect.stringMatching(/^development:[0-9a-f]{16}$/),
      kind: 'caller',
      roles: ['uploader'],
      authenticated: 'development',
    },
    method: 'GET',
    code: 'missing-right',
  });
  // One for each minute, however often it was asked.
  expect(new Set(mine.map(({ at }) => at.slice(0, 16))).size).toBe(mine.length);
  expect(denials).toContainEqual(
    expect.objectContaining({ actor: { subject: 'anonymous', kind: 'anonymous' }, code: 'not-signed-in' }),
  );
});

describe.each(callers)('as %s', (who) => {
  test('every route answers every verb as it is declared', async () => {
    const wrong: unknown[] = [];
    let looked = 0;
    for (const path of new Set(table.map(pathOf)))
      for (const together of apart(path)) {
        const got = await Promise.all(together.map(async (verb) => found(await ask(who, path, verb))));
        for (const [at, verb] of together.entries()) {
          const want = expected(who, path, verb);
          if (want !== got[at]) wrong.push({ path, verb, want, got: got[at] });
          looked += 1;
        }
      }
    expect(wrong).toEqual([]);
    expect(looked).toBeGreaterThan(70);
  });

  test('HEAD is answered as GET is, without a body', async () => {
    const seen = async (path: string, verb: string) => {
      const answer = await ask(who, path, verb);
      const { status, headers } = answer;
      const told = [path, status, headers.get('content-type'), headers.get('content-security-policy')];
      return { told, text: await answer.text() };
    };
    for (const path of new Set(table.filter(({ method }) => method === 'GET').map(pathOf))) {
      const [head, get] = await Promise.all([seen(path, 'HEAD'), seen(path, 'GET')]);
      expect(head).toEqual({ told: get.told, text: '' });
    }
  });
});

test('HEAD says how long the answer to GET is', async () => {
  const [head, get] = [await ask('admin', '/sign-in', 'HEAD'), await ask('admin', '/sign-in', 'GET')];
  expect(Number(head.headers.get('content-length'))).toBe((await get.arrayBuffer()).byteLength);
});

test('an address that no route has is said not to exist, to everybody alike, with the security headers', async () => {
  for (const who of ['anonymous', 'reviewer'] as const)
    for (const [path, verb] of [
      ['/api/nothing', 'GET'],
      ['/nothing/at/all', 'POST'],
      ['/favicon.ico', 'GET'],
      ['/worklist', 'DELETE'],
    ] as const) {
      const response = await ask(who, path, verb);
      expect([response.status, await codeOf(response)]).toEqual([404, 'no-such-address']);
      expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
    }
  const page = await ask('anonymous', '/no/such/page', 'GET', { accept: 'text/html' });
  expect([page.status, page.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
  const text = await page.text();
  expect(text).toContain('There is nothing at this address.');
  expect(text).not.toContain('such/page');
});

test('the answer to every other address comes last: the host tries functions in the order of their names', () => {
  const names = running.routes.map(({ name }) => name).sort((a, b) => a.localeCompare(b));
  expect(names.at(-1)).toBe(unknownAddress.name);
});

test('whoever is not signed in sees health and the sign-in page, and nothing else', () => {
  const open = table
    .filter((declared) => declared.right === 'anonymous')
    .map(({ method, path }) => `${method} ${path}`);
  expect(open.sort()).toEqual([
    'GET api/health',
    'GET sign-in',
    'GET sign-in/callback',
    'GET sign-in/easy-auth',
    'GET sign-in/entra',
    'POST api/session',
  ]);
});

test('an admin decides on nothing, and an auditor changes nothing', () => {
  const mayOf = (role: Role) =>
    table.filter(
      ({ right }) => right !== 'anonymous' && right !== 'signed-in' && rolesWith(right).includes(role),
    );
  expect(
    mayOf('auditor')
      .filter(({ method }) => method !== 'GET')
      .map(({ name }) => name),
    // A search names patients, so it is no GET; that a picture is saved is recorded; a check is work; sealing changes
    // nothing that is there.
  ).toEqual(['searchWorklist', 'imageExport', 'verifyAudit', 'sealAuditNow', 'checkAccounting']);
  expect(
    mayOf('admin').filter(({ path }) => /\/(review|reviews\/.*|impression|identity)$/.test(path)),
  ).toEqual([]);
});

test('a program without a token is told how to sign in; a person is sent to do so, and back', async () => {
  const program = await ask('anonymous', '/api/worklist', 'GET');
  expect(program.status).toBe(401);
  expect(program.headers.get('www-authenticate')).toBe('Bearer realm="imaging-triage"');
  expect(await program.json()).toMatchObject({
    status: 401,
    code: 'not-signed-in',
    detail: expect.stringContaining('/sign-in'),
  });
  const person = await ask('anonymous', '/worklist', 'GET', { accept: 'text/html,*/*' });
  expect([person.status, person.headers.get('location')]).toEqual([302, '/sign-in?to=/worklist']);
});

test('who lacks the right is told which roles have it', async () => {
  const response = await ask('uploader', '/api/worklist', 'GET');
  expect(await response.json()).toMatchObject({
    code: 'missing-right',
    detail: 'This is for the role reviewer, auditor, admin or service. Your role is uploader.',
  });
  const page = await ask('uploader', '/worklist', 'GET', { accept: 'text/html' });
  expect([page.status, page.headers.get('content-type')]).toEqual([403, 'text/html; charset=utf-8']);
  const text = await page.text();
  expect(text).toContain('This page is for the roles reviewer');
  expect(text).toContain('(uploader)');
});

test('every answer carries the security headers, whatever it is', async () => {
  for (const [who, path, verb] of [
    ['anonymous', '/api/health', 'GET'],
    ['anonymous', '/sign-in', 'GET'],
    ['anonymous', '/api/worklist', 'GET'],
    ['reviewer', '/api/worklist', 'GET'],
    ['reviewer', '/worklist', 'GET'],
    ['uploader', '/api/worklist', 'GET'],
    ['reviewer', '/api/studies/nonsense', 'GET'],
    ['reviewer', '/api/session', 'DELETE'],
  ] as const) {
    const { headers } = await ask(who, path, verb);
    expect([path, headers.get('content-security-policy')]).toEqual([
      path,
      expect.stringMatching(/^default-src 'none'/),
    ]);
    expect(headers.get('content-security-policy')).not.toMatch(/unsafe|\*|https?:/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cache-control')).toBe(path === '/worklist' ? 'no-cache' : 'no-store');
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(headers.get('permissions-policy')).toContain('camera=()');
    expect(headers.get('strict-transport-security')).toBeNull();
  }
});

describe('the session', () => {
  test('says who is signed in and how, and the cookie is for this app alone', async () => {
    const response = await fetch(`${running.url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: ' Dr. Ärztin-Müller 山田 ', role: 'auditor' }),
    });
    const cookie = response.headers.getSetCookie()[0] as string;
    expect(cookie).toMatch(/^triage-session=[\w.-]+; Max-Age=28800; Path=\/; HttpOnly; SameSite=Strict$/);
    expect(Buffer.from(cookie, 'base64url').toString('latin1')).not.toContain('rztin');
    const view = await fetch(`${running.url}/api/session`, {
      headers: { cookie: cookie.split(';')[0] as string },
    });
    const session = (await view.json()) as Record<string, string>;
    expect(session).toMatchObject({
      name: 'Dr. Ärztin-Müller 山田',
      roles: ['auditor'],
      signIn: 'development',
    });
    const lasts = Date.parse(session.expiresAt as string) - Date.parse(session.serverTime as string);
    expect(lasts).toBeGreaterThan(470 * 60_000);
    expect(lasts).toBeLessThanOrEqual(480 * 60_000);
  });

  const worklist = async (cookie: string) => {
    const response = await fetch(`${running.url}/api/worklist`, { headers: { cookie } });
    return [response.status, await codeOf(response)];
  };

  test('ends when somebody signs out: a copy of the cookie is worth nothing', async () => {
    const stolen = await signIn(running.url, 'admin');
    expect(await worklist(stolen.cookie)).toEqual([200, undefined]);
    const response = await fetch(`${running.url}/api/session`, { method: 'DELETE', headers: stolen });
    expect(response.status).toBe(204);
    expect(response.headers.getSetCookie()[0]).toMatch(/^triage-session=; Max-Age=0; Path=\//);
    expect(response.headers.get('clear-site-data')).toBe('"cache", "storage"');
    expect(await worklist(stolen.cookie)).toEqual([401, 'signed-out']);
    const renewed = await fetch(`${running.url}/api/session/activity`, { method: 'POST', headers: stolen });
    expect([renewed.status, renewed.headers.get('clear-site-data')]).toEqual([401, '"cache"']);
    expect(renewed.headers.getSetCookie()[0]).toMatch(/^triage-session=; Max-Age=0/);
  });

  test('ends where somebody else signs in in the same browser', async () => {
    const { cookie } = await signIn(running.url, 'reviewer');
    await fetch(`${running.url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie },
      body: JSON.stringify({ name: 'Dr. Next', role: 'reviewer' }),
    });
    expect(await worklist(cookie)).toEqual([401, 'signed-out']);
  });

  test('a page that only polls does not keep it open; what a person does is said, and from this app', async () => {
    const sealer = sessionSealer(running.settings.siteKey);
    const who = { subject: 'x', name: 'Dr. Idle', roles: ['reviewer'], signIn: 'development' } as const;
    const cookieOf = async (activeAt: number) => {
      const session = newSession(who, new Date(activeAt).toISOString(), 480);
      return `triage-session=${await sealer.seal(session, new Date(session.expiresAt))}`;
    };
    const active = await cookieOf(Date.now() - 14 * 60_000);
    const polled = await fetch(`${running.url}/api/worklist`, { headers: { cookie: active } });
    expect([polled.status, polled.headers.getSetCookie()]).toEqual([200, []]);
    const post = (headers: Record<string, string>) =>
      fetch(`${running.url}/api/session/activity`, { method: 'POST', headers });
    const { origin } = new URL(running.url);
    const said = await post({ cookie: active, origin });
    const { locksAt, serverTime } = (await said.json()) as { locksAt: string; serverTime: string };
    expect(Date.parse(locksAt) - Date.parse(serverTime)).toBeGreaterThan(14.9 * 60_000);
    expect(said.headers.getSetCookie()[0]).toMatch(/^triage-session=[\w.-]{100,}; Max-Age=2\d{4};/);
    expect((await post({ cookie: active, origin: 'https://evil.example' })).status).toBe(403);
    const idle = await cookieOf(Date.now() - 15 * 60_000);
    const late = await post({ cookie: idle, origin });
    expect([late.status, await codeOf(late), late.headers.getSetCookie()]).toEqual([
      401,
      'session-locked',
      [],
    ]);
    expect(await worklist(idle)).toEqual([401, 'session-locked']);

    const unlock = (cookie: string) =>
      fetch(`${running.url}/api/session`, {
        method: 'POST',
        redirect: 'manual',
        headers: { 'content-type': 'application/x-www-form-urlencoded', origin, cookie },
        body: 'unlock=true&to=%2Fworklist',
      });
    const page = await (await fetch(`${running.url}/sign-in`, { headers: { cookie: idle } })).text();
    expect(page).toContain('Go on as before');
    expect(page).not.toContain('Dr. Idle');
    const back = await unlock(idle);
    expect([back.status, back.headers.get('location')]).toEqual([303, '/worklist']);
    expect(await worklist(back.headers.getSetCookie()[0]?.split(';')[0] as string)).toEqual([200, undefined]);
    expect((await unlock(active)).status).toBe(400);
    expect((await unlock('')).status).toBe(400);
  });

  test('is not one that was changed, or is made up', async () => {
    const { cookie } = await signIn(running.url, 'reviewer');
    for (const made of [
      `${cookie}x`,
      cookie.slice(0, -3),
      `triage-session=${Buffer.from('{"roles":["admin"]}').toString('base64url')}`,
    ]) {
      const response = await fetch(`${running.url}/api/worklist`, { headers: { cookie: made } });
      expect([response.status, await codeOf(response)]).toEqual([401, 'session-expired']);
      expect(response.headers.getSetCookie()[0]).toContain('Max-Age=0');
    }
  });

  test('is not begun with nonsense', async () => {
    const cases: [body: string, status: number][] = [
      ['', 400],
      ['{', 400],
      ['[]', 400],
      ['{"name":"","role":"reviewer"}', 400],
      ['{"name":"x","role":"owner"}', 400],
      [`{"name":"${'x'.repeat(9000)}","role":"reviewer"}`, 413],
    ];
    for (const [body, status] of cases) {
      const response = await fetch(`${running.url}/api/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      });
      expect([body.slice(0, 40), response.status]).toEqual([body.slice(0, 40), status]);
    }
  });
});

describe('the development sign-in', () => {
  const post = (headers: Record<string, string>, body = 'name=Dr.+Example&role=reviewer&to=%2Fworklist') =>
    fetch(`${running.url}/api/session`, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html', ...headers },
      body,
    });

  test('the page says what it is, and its form leads on', async () => {
    const page = await (await fetch(`${running.url}/sign-in?to=/worklist`)).text();
    expect(page).toContain('Development sign-in: anyone on this machine can be anyone.');
    expect(page).toContain('Triage aid. Not a diagnosis. Not cleared for clinical use.');
    expect(page).not.toContain('<script');
    const response = await post({ origin: new URL(running.url).origin });
    expect([response.status, response.headers.get('location')]).toEqual([303, '/worklist']);
  });

  test.each(['//evil.example', 'https://evil.example', '/\\evil', '/api/classify', 'javascript:alert(1)'])(
    'it leads nowhere else: %s',
    async (to) => {
      const body = new URLSearchParams({ name: 'x', role: 'reviewer', to }).toString();
      expect((await post({}, body)).headers.get('location')).toBe('/');
      expect(await (await fetch(`${running.url}/sign-in?to=${encodeURIComponent(to)}`)).text()).toContain(
        'name="to" value="/"',
      );
    },
  );

  test.each([
    ['from a page elsewhere', { origin: 'https://evil.example' }],
    ['from a page on another port', { origin: 'http://127.0.0.1:1' }],
    ['from a page elsewhere, as the browser says', { 'sec-fetch-site': 'cross-site' }],
    ['from a page of the same site', { 'sec-fetch-site': 'same-site', origin: 'null' }],
    ['from an origin that is hidden', { origin: 'null' }],
    ['through a proxy', { 'x-forwarded-for': '127.0.0.1' }],
    ['through a proxy of today', { forwarded: 'for=127.0.0.1' }],
  ])('is refused %s', async (_, headers) => {
    const response = await post(headers as Record<string, string>);
    expect(response.status).toBe(403);
    expect(response.headers.getSetCookie()).toEqual([]);
  });
});

describe('a change with a cookie', () => {
  const review = `/api/studies/${'0'.repeat(64)}/review`;
  const send = async (headers: Record<string, string>, body = '{"studyVersion":1,"decision":"accept"}') => {
    const { cookie } = await signIn(running.url, 'reviewer');
    const response = await fetch(`${running.url}${review}`, {
      method: 'POST',
      headers: { cookie, ...headers },
      body,
    });
    return [response.status, await codeOf(response)];
  };
  const json = { 'content-type': 'application/json', 'if-match': '"1"' };

  test('has to come from a page of this app, as JSON', async () => {
    const { origin } = new URL(running.url);
    expect(await send({ ...json, origin })).toEqual([404, 'no-such-study']);
    expect(await send({ ...json, 'sec-fetch-site': 'same-origin' })).toEqual([404, 'no-such-study']);
    expect(await send(json)).toEqual([403, 'wrong-origin']);
    expect(await send({ ...json, origin: 'https://evil.example' })).toEqual([403, 'wrong-origin']);
    expect(await send({ ...json, origin: 'null' })).toEqual([403, 'wrong-origin']);
    expect(await send({ origin, 'content-type': 'text/plain' })).toEqual([415, 'unsupported-content-type']);
  });

  test('reading needs no origin', async () => {
    const { cookie } = await signIn(running.url, 'reviewer');
    expect((await fetch(`${running.url}/api/worklist`, { headers: { cookie } })).status).toBe(200);
  });

  test('the session of this machine counts for nobody who comes through a proxy, or under another name', async () => {
    const { cookie } = await signIn(running.url, 'reviewer');
    const response = await fetch(`${running.url}/api/worklist`, {
      headers: { cookie, 'x-forwarded-for': '10.0.0.7' },
    });
    expect([response.status, await codeOf(response)]).toEqual([401, 'session-expired']);
  });
});
