import { type Access, createAccess } from '../../src/access/access';
import { AccessError } from '../../src/access/accessError';
import type { AccessSettings } from '../../src/access/accessSettings';
import { authenticate } from '../../src/access/authenticate';
import { roleWatch } from '../../src/access/roleWatch';
import { newSession, type Session, sessionCookieName } from '../../src/access/session';
import { asSiteKey } from '../../src/domain/kernel/identifiers/ids';
import type { Role } from '../../src/domain/kernel/roles';
import { memorySessions } from './memorySessions';
import { clientId, tenant } from './tokens';

const start = Date.parse('2026-01-01T10:00:00.000Z');
let minutes: number;
let store: ReturnType<typeof memorySessions>;
const now = () => new Date(start + minutes * 60_000).toISOString();
const siteKey = asSiteKey(new Uint8Array(32));
const authority = 'https://login.microsoftonline.com';
const entra = { authority, tenant, clientId, audience: clientId };
const settings: AccessSettings = {
  entraSignIn: true,
  entra,
  easyAuth: entra,
  sessionMinutes: 480,
  idleMinutes: 15,
  rolesMinutes: 5,
  inAzure: true,
};
const who = { subject: 'object-1', name: 'Dr. Example', roles: ['reviewer'], signIn: 'entra' } as const;

beforeEach(() => {
  minutes = 0;
  store = memorySessions();
});

/** The app on one of its instances. */
function instance(more: Partial<Access> = {}): Access {
  const access = createAccess({ settings, siteKey, sessionStore: store, now });
  return { ...access, rolesNow: async ({ roles }) => roles, ...more };
}

async function asked(
  access: Access,
  session: Session,
  headers: Record<string, string> = {},
  origin = 'https://app.example',
) {
  const value = await access.sessions.seal(session, new Date(session.expiresAt));
  const cookie = `${sessionCookieName(origin.startsWith('https'))}=${value}`;
  const request = {
    method: 'GET',
    url: `${origin}/api/worklist`,
    headers: new Headers({ ...headers, host: new URL(origin).host, cookie }),
  };
  try {
    return (await authenticate(request, access))?.caller.roles;
  } catch (error) {
    if (!(error instanceof AccessError)) throw error;
    return `${error.status} ${error.code}`;
  }
}

test('a cookie that was copied before its owner signed out counts for nobody, on any instance', async () => {
  const stolen = newSession(who, now(), 480);
  expect(await asked(instance(), stolen)).toEqual(['reviewer']);
  await store.revoke(stolen.id, new Date(stolen.expiresAt));
  expect(await asked(instance(), stolen)).toBe('401 signed-out');
  expect(await asked(instance(), { ...stolen, activeAt: now() })).toBe('401 signed-out');
  expect(await asked(instance(), newSession(who, now(), 480))).toEqual(['reviewer']);
});

test('as long as it is not known who signed out, nobody is let in', async () => {
  const isRevoked = async () => {
    throw new Error('the storage does not answer');
  };
  const access = instance({ sessionStore: { ...store, isRevoked } });
  expect(await asked(access, newSession(who, now(), 480))).toBe('503 sign-in-unavailable');
});

test('a session locks after a quarter of an hour without activity, and its cookie never opens again', async () => {
  const session = newSession(who, now(), 480);
  minutes = 14.9;
  expect(await asked(instance(), session)).toEqual(['reviewer']);
  const active = { ...session, activeAt: now() };
  minutes = 15;
  expect(await asked(instance(), session)).toBe('401 session-locked');
  expect(await asked(instance(), active)).toEqual(['reviewer']);
  minutes = 100;
  expect(await asked(instance(), active)).toBe('401 session-locked');
  minutes = 481;
  expect(await asked(instance(), { ...session, activeAt: now() })).toBe('401 session-expired');
});

describe('the roles of somebody who signed in at Entra ID', () => {
  let current: readonly Role[] | undefined;
  let reads: number;
  let answers: boolean;
  const read = async () => {
    reads += 1;
    if (!answers) throw new AccessError(503, 'sign-in-unavailable', 'Entra ID is not responding.');
    return current;
  };
  const watched = () => instance({ rolesNow: roleWatch({ minutes: 5, read, now }) });
  beforeEach(() => {
    [current, reads, answers] = [['reviewer'], 0, true];
  });
  const session = () => newSession(who, new Date(start).toISOString(), 480);
  const active = () => ({ ...session(), id: 'A'.repeat(22), activeAt: now() });

  test('one that was taken away is gone within five minutes, on every instance', async () => {
    const [one, other] = [watched(), watched()];
    minutes = 3;
    current = ['auditor'];
    expect(await asked(one, active())).toEqual(['reviewer']);
    minutes = 5;
    expect(await asked(one, active())).toEqual(['auditor']);
    expect(await asked(other, active())).toEqual(['auditor']);
    minutes = 9.9;
    await Promise.all(Array.from({ length: 20 }, () => asked(one, active())));
    expect(reads).toBe(2);
    current = [];
    minutes = 10;
    expect(await Promise.all([asked(one, active()), asked(one, active())])).toEqual([[], []]);
    expect(reads).toBe(3);
  });

  test('an account that may no longer sign in has no session', async () => {
    const access = watched();
    current = undefined;
    minutes = 6;
    expect(await asked(access, active())).toBe('401 session-expired');
    expect(await asked(access, active())).toBe('401 session-expired');
  });

  test('where Entra ID does not answer, they count for a quarter of an hour, and it is asked twice a minute', async () => {
    const access = watched();
    answers = false;
    for (let seconds = 300; seconds < 900; seconds += 5) {
      minutes = seconds / 60;
      expect(await asked(access, active())).toEqual(['reviewer']);
    }
    expect(reads).toBeLessThanOrEqual(21);
    minutes = 15;
    expect(await asked(access, active())).toBe('503 sign-in-unavailable');
    answers = true;
    minutes = 15.5;
    expect(await asked(access, active())).toEqual(['reviewer']);
  });
});

test('a session of the development sign-in counts on this machine, and no longer once others can reach the port', async () => {
  const development = { ...settings, development: { port: 7071 }, inAzure: false };
  const session = newSession({ ...who, signIn: 'development' }, now(), 480);
  const here = 'http://localhost:7071';
  const access = (isReached: boolean) =>
    instance({ settings: development, onNetwork: async () => isReached });
  expect(await asked(access(false), session, {}, here)).toEqual(['reviewer']);
  expect(await asked(access(true), session, {}, here)).toBe('401 session-expired');
  expect(await asked(access(false), session, {}, 'http://app.example')).toBe('401 session-expired');
  expect(await asked(access(false), session, { 'x-forwarded-for': '192.0.2.7' }, here)).toBe(
    '401 session-expired',
  );
});

describe('a session begun with App Service', () => {
  const principal = (oid: string, role: string, iat = start / 1000) => {
    const claims = [
      ['oid', oid],
      ['roles', role],
      ['tid', tenant],
      ['iss', `${authority}/${tenant}/v2.0`],
      ['aud', clientId],
      ['iat', String(iat)],
    ].map(([typ, val]) => ({ typ, val }));
    const text = JSON.stringify({ auth_typ: 'aad', claims });
    return { 'x-ms-client-principal': Buffer.from(text).toString('base64') };
  };
  const session = () => newSession({ ...who, signIn: 'easy-auth' }, now(), 480);

  test('counts only beside the platform’s word on the same person, with the roles that it gives', async () => {
    expect(await asked(instance(), session(), principal('object-1', 'auditor'))).toEqual(['auditor']);
    expect(await asked(instance(), session(), principal('object-2', 'reviewer'))).toBe('401 session-expired');
    expect(await asked(instance(), session())).toBe('401 session-expired');
  });

  test('the platform’s word alone is no session, and an old one counts no more', async () => {
    const access = instance();
    const headers = new Headers(principal('object-1', 'reviewer'));
    const request = { method: 'GET', url: 'https://app.example/api/worklist', headers };
    expect(await authenticate(request, access)).toBeUndefined();
    minutes = 481;
    expect(await asked(access, session(), principal('object-1', 'reviewer'))).toBe('401 bad-principal');
  });
});
