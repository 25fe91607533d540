import { createHmac, sign } from 'node:crypto';
import { CompactEncrypt, exportJWK } from 'jose';
import { AccessError } from '../../src/access/accessError';
import type { AccessSettings } from '../../src/access/accessSettings';
import { authenticate } from '../../src/access/authenticate';
import { decide } from '../../src/access/decide';
import { type EntraVerifier, entraKeys, entraVerifier } from '../../src/access/entraToken';
import { sessionSealer } from '../../src/access/session';
import { asSiteKey } from '../../src/domain/kernel/identifiers/ids';
import { memorySessions } from './memorySessions';
import { claimsOf, clientId, encoded, type KeyServer, keyServer, signed, tenant, tenantKey } from './tokens';

const key = tenantKey('one');
const second = tenantKey('two');
const foreign = tenantKey('one');
let server: KeyServer;
let verifier: EntraVerifier;
let settings: AccessSettings;
const now = () => new Date().toISOString();

beforeAll(async () => {
  server = await keyServer();
  await server.publish(key, second);
  const entra = { authority: server.url, tenant, clientId, audience: clientId };
  verifier = entraVerifier(entra, entraKeys(entra), now);
  settings = {
    entraSignIn: false,
    entra,
    sessionMinutes: 1,
    idleMinutes: 1,
    rolesMinutes: 1,
    inAzure: false,
  };
});
afterAll(() => server.close());

const claims = (more: Record<string, unknown> = {}) => claimsOf(server.url, more);
const soon = (seconds: number) => Math.floor(Date.now() / 1000) + seconds;

/** What a route for reviewers answers to this header. */
async function answerTo(authorization: string): Promise<{ status: number; code: string; told: string }> {
  const headers = new Headers({ authorization });
  const request = { method: 'GET', url: 'http://127.0.0.1/api/worklist', headers };
  const sessions = sessionSealer(asSiteKey(new Uint8Array(32)));
  try {
    const authenticated = await authenticate(request, {
      settings,
      sessions,
      sessionStore: memorySessions(),
      rolesNow: async ({ roles }) => roles,
      verifier,
      onNetwork: async () => true,
      now,
    });
    const decision = decide({ right: 'review-studies', method: 'GET' }, 'GET', authenticated?.caller);
    return decision.allowed
      ? { status: 200, code: '', told: '' }
      : { status: decision.status, code: decision.code, told: decision.detail };
  } catch (error) {
    if (!(error instanceof AccessError)) throw error;
    return { status: error.status, code: error.code, told: `${error.message} ${error.why}` };
  }
}

const parts = (token: string) => token.split('.') as [string, string, string];

/** The token with one bit of one of its parts turned over. */
async function flipped(part: 0 | 1 | 2): Promise<string> {
  const all = parts(await signed(key, claims()));
  const bytes = Buffer.from(all[part], 'base64url');
  const at = Math.floor(bytes.length / 2);
  bytes[at] = (bytes[at] as number) ^ 1;
  all[part] = bytes.toString('base64url');
  return all.join('.');
}

function hmacWithPublicKey(): string {
  const pem = key.publicKey.export({ type: 'spki', format: 'pem' });
  const input = `${encoded({ alg: 'HS256', typ: 'JWT', kid: key.kid })}.${encoded(claims())}`;
  return `${input}.${createHmac('sha256', pem).update(input).digest('base64url')}`;
}

/** Signed by hand, with whatever stands in the header. */
function byHand(header: Record<string, unknown>, payload: unknown, by = key, hash = 'sha256'): string {
  const input = `${encoded(header)}.${typeof payload === 'string' ? payload : encoded(payload)}`;
  return `${input}.${sign(hash, Buffer.from(input), by.privateKey).toString('base64url')}`;
}

const header = { alg: 'RS256', typ: 'JWT', kid: 'one' };

test('a valid token is accepted, as whom and with what it says', async () => {
  const token = await signed(key, claims({ roles: ['reviewer', 'somebody', 'admin'] }));
  expect(await verifier.verify(token, { kind: 'access' })).toEqual({
    subject: '00000000-1111-2222-3333-444444444444',
    name: 'Dr. Example',
    roles: ['reviewer', 'admin'],
    expiresAt: expect.any(String),
  });
  expect(await answerTo(`Bearer ${token}`)).toMatchObject({ status: 200 });
  expect(await answerTo(`bearer ${await signed(second, claims())}`)).toMatchObject({ status: 200 });
});

test('a program has the name of its application', async () => {
  const token = await signed(key, claims({ name: undefined, roles: ['service'] }));
  expect(await verifier.verify(token, { kind: 'access' })).toMatchObject({
    name: 'application 99999999-8888-7777-6666-555555555555',
    roles: ['service'],
  });
});

test('clocks may differ by a minute, and no more', async () => {
  expect(await answerTo(`Bearer ${await signed(key, claims({ exp: soon(-30) }))}`)).toMatchObject({
    status: 200,
  });
  expect(await answerTo(`Bearer ${await signed(key, claims({ nbf: soon(30) }))}`)).toMatchObject({
    status: 200,
  });
});

const forged: readonly (readonly [what: string, make: () => Promise<string> | string, status: 401 | 403])[] =
  [
    ['no algorithm', () => `${encoded({ alg: 'none', typ: 'JWT' })}.${encoded(claims())}.`, 401],
    ['no algorithm, with a signature', () => `${encoded({ alg: 'none' })}.${encoded(claims())}.AAAA`, 401],
    ['no algorithm, in other letters', () => `${encoded({ alg: 'nOnE' })}.${encoded(claims())}.AAAA`, 401],
    ['no header alg', () => byHand({ typ: 'JWT', kid: 'one' }, claims()), 401],
    ['HS256 with the public key as its secret', hmacWithPublicKey, 401],
    ['RS512, of the right key', () => byHand({ ...header, alg: 'RS512' }, claims(), key, 'sha512'), 401],
    ['another key under the same kid', () => signed(foreign, claims()), 401],
    ['a key of the tenant under the kid of another', () => signed(key, claims(), { kid: 'two' }), 401],
    ['an unknown kid', () => signed(tenantKey('three'), claims()), 401],
    ['no kid where there are several keys', () => byHand({ alg: 'RS256', typ: 'JWT' }, claims()), 401],
    [
      'its own key as jwk',
      async () => byHand({ ...header, jwk: await exportJWK(foreign.publicKey) }, claims(), foreign),
      401,
    ],
    ['its own key at a jku', () => byHand({ ...header, jku: `${server.url}/mine` }, claims(), foreign), 401],
    ['its own key as x5c', () => byHand({ ...header, x5c: ['MIIB'] }, claims(), foreign), 401],
    ['its own key at an x5u', () => byHand({ ...header, x5u: `${server.url}/mine` }, claims(), foreign), 401],
    ['scopes, to act for a person', () => signed(key, claims({ scp: 'user_impersonation' })), 401],
    ['no scope, to act for a person', () => signed(key, claims({ scp: '' })), 401],
    ['another issuer', () => signed(key, claims({ iss: 'https://elsewhere.example/v2.0' })), 401],
    [
      'the issuer with a slash more',
      () => signed(key, claims({ iss: `${server.url}/${tenant}/v2.0/` })),
      401,
    ],
    [
      'the issuer of version 1',
      () => signed(key, claims({ iss: `https://sts.windows.net/${tenant}/` })),
      401,
    ],
    ['no issuer', () => signed(key, claims({ iss: undefined })), 401],
    ['another tenant', () => signed(key, claims({ tid: clientId })), 401],
    ['no tenant', () => signed(key, claims({ tid: undefined })), 401],
    ['another audience', () => signed(key, claims({ aud: tenant })), 401],
    ['the audience as the start of a longer one', () => signed(key, claims({ aud: `${clientId}0` })), 401],
    ['no audience', () => signed(key, claims({ aud: undefined })), 401],
    ['expired', () => signed(key, claims({ exp: soon(-120) })), 401],
    ['no expiry', () => signed(key, claims({ exp: undefined })), 401],
    ['an expiry in words', () => byHand(header, { ...claims(), exp: '2999-01-01' }), 401],
    ['not yet valid', () => signed(key, claims({ nbf: soon(120) })), 401],
    ['no beginning', () => signed(key, claims({ nbf: undefined })), 401],
    ['no object id', () => signed(key, claims({ oid: undefined })), 401],
    ['an ID token', () => signed(key, claims({ azp: undefined, nonce: 'n' })), 401],
    ['no role', () => signed(key, claims({ roles: [] })), 403],
    ['no claim roles', () => signed(key, claims({ roles: undefined })), 403],
    ['roles as one text', () => signed(key, claims({ roles: 'reviewer' })), 403],
    ['roles as an object', () => signed(key, claims({ roles: { reviewer: true } })), 403],
    ['the role as a scope', () => signed(key, claims({ roles: undefined, scp: 'reviewer' })), 401],
    ['the role as a group', () => signed(key, claims({ roles: undefined, groups: ['reviewer'] })), 403],
    ['the role in other letters', () => signed(key, claims({ roles: ['Reviewer', 'reviewer '] })), 403],
    ['a role that is unknown', () => signed(key, claims({ roles: ['owner'] })), 403],
    ['another of our roles', () => signed(key, claims({ roles: ['uploader'] })), 403],
    ['a critical header', () => byHand({ ...header, crit: ['future'], future: 1 }, claims()), 401],
    ['an unencoded payload', () => byHand({ ...header, crit: ['b64'], b64: false }, claims()), 401],
    [
      'an encrypted token',
      () =>
        new CompactEncrypt(Buffer.from(JSON.stringify(claims())))
          .setProtectedHeader({ alg: 'RSA-OAEP-256', enc: 'A256GCM', kid: 'one' })
          .encrypt(key.publicKey),
      401,
    ],
    ['claims that are a list', () => byHand(header, [claims()]), 401],
    ['claims that are no JSON', () => byHand(header, Buffer.from('reviewer').toString('base64url')), 401],
    ['two tokens', async () => `${await signed(key, claims())}, Bearer ${await signed(key, claims())}`, 401],
    [
      'two tokens, without a comma',
      async () => `${await signed(key, claims())} ${await signed(key, claims())}`,
      401,
    ],
    ['far too long', () => signed(key, claims({ padding: 'x'.repeat(20_000) })), 401],
    ['cut off', async () => (await signed(key, claims())).slice(0, -20), 401],
    [
      'without its signature',
      async () =>
        parts(await signed(key, claims()))
          .slice(0, 2)
          .join('.'),
      401,
    ],
    [
      'with an empty signature',
      async () =>
        `${parts(await signed(key, claims()))
          .slice(0, 2)
          .join('.')}.`,
      401,
    ],
    ['with a part more', async () => `${await signed(key, claims())}.AAAA`, 401],
    ['a bit of the header', () => flipped(0), 401],
    ['a bit of the claims', () => flipped(1), 401],
    ['a bit of the signature', () => flipped(2), 401],
    [
      'the claims of another token',
      async () => {
        const [head, , signature] = parts(await signed(key, claims({ roles: [] })));
        return `${head}.${encoded(claims())}.${signature}`;
      },
      401,
    ],
    [
      'written in another way',
      async () => {
        const token = await signed(key, claims());
        const last = token.at(-1) as string;
        const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
        return token.slice(0, -1) + alphabet[alphabet.indexOf(last) ^ 1];
      },
      401,
    ],
    ['with padding', async () => `${await signed(key, claims())}==`, 401],
    ['a space within', async () => (await signed(key, claims())).replace('.', '. '), 401],
    ['a tab within', async () => (await signed(key, claims())).replace('.', '.\t'), 401],
    ['nothing', () => '', 401],
    ['a word', () => 'undefined', 401],
  ];

test.each(forged)('%s is denied, and the token is not repeated', async (_, make, status) => {
  const token = await make();
  const answer = await answerTo(`Bearer ${token}`);
  expect(answer.status).toBe(status);
  expect(answer.code).toBe(status === 401 ? 'bad-token' : 'missing-right');
  expect(answer.told.length).toBeGreaterThan(10);
  for (const part of token.split(/[.\s]/).filter((text) => text.length > 12))
    expect(answer.told).not.toContain(part);
});

test.each(['Basic dXNlcjpwYXNz', 'Negotiate abc', 'Bearer', 'BearerX abc', 'reviewer'])(
  '%s is no token',
  async (text) => {
    expect(await answerTo(text)).toMatchObject({ status: 401, code: 'bad-token' });
  },
);

test('of every fifty single changes to the text of a token none is accepted', async () => {
  const token = await signed(key, claims());
  for (let at = 0; at < token.length; at += Math.ceil(token.length / 50)) {
    const changed = `${token.slice(0, at)}${token[at] === 'A' ? 'B' : 'A'}${token.slice(at + 1)}`;
    expect([at, (await answerTo(`Bearer ${changed}`)).status]).toEqual([at, 401]);
  }
});

test('a key that was taken out counts no more once the keys are fetched anew; a new one does', async () => {
  const third = tenantKey('three');
  await server.publish(third);
  const entra = { authority: server.url, tenant, clientId, audience: clientId };
  const fresh = entraVerifier(entra, entraKeys(entra), now);
  await expect(fresh.verify(await signed(key, claims()), { kind: 'access' })).rejects.toThrow(
    /does not belong to the tenant/,
  );
  await expect(fresh.verify(await signed(third, claims()), { kind: 'access' })).resolves.toMatchObject({
    name: 'Dr. Example',
  });
  await server.publish(key, second);
});

test('unknown keys do not make the keys be fetched again and again', async () => {
  const before = server.asked();
  for (let turn = 0; turn < 20; turn += 1) await answerTo(`Bearer ${await signed(tenantKey('x'), claims())}`);
  expect(server.asked() - before).toBeLessThanOrEqual(1);
});

test('keys that cannot be fetched are no fault of the caller', async () => {
  const nobody = await keyServer();
  await nobody.close();
  const entra = { authority: nobody.url, tenant, clientId, audience: clientId };
  const cut = entraVerifier(entra, entraKeys(entra), now);
  const token = await signed(key, claimsOf(nobody.url));
  await expect(cut.verify(token, { kind: 'access' })).rejects.toMatchObject({
    status: 503,
    code: 'sign-in-unavailable',
  });
});
