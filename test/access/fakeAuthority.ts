import { createHash, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, type JWTPayload } from 'jose';
import { claimsOf, clientId, signed, type TenantKey, tenant } from './tokens';

interface Begun {
  readonly challenge: string;
  readonly redirect: string;
  readonly nonce: string;
}

/** Speaks the authorization code flow with PKCE as Entra ID does, on this machine. */
export interface FakeAuthority {
  readonly url: string;
  /** What the ID tokens say beyond the usual. */
  claims: JWTPayload;
  /** Who signs them. */
  key: TenantKey;
  /** Absent: a public client. */
  secret: string | undefined;
  /** Whether the account may still sign in. */
  enabled: boolean;
  /** Where the last person was led from, as Entra ID was asked. */
  asked: URLSearchParams;
  close(): Promise<void>;
}

/** The person signs in at once: `/authorize` leads straight back with a code. */
export async function fakeAuthority(key: TenantKey): Promise<FakeAuthority> {
  const codes = new Map<string, Begun>();
  const refreshTokens = new Set<string>();
  const published = { ...(await exportJWK(key.publicKey)), kid: key.kid, use: 'sig' };

  function authorize(query: URLSearchParams): string {
    const need = (name: string) => query.get(name) ?? raise(`no ${name}`);
    authority.asked = query;
    if (need('client_id') !== clientId || need('response_type') !== 'code') raise('wrong client or type');
    if (need('code_challenge_method') !== 'S256' || !need('scope').split(' ').includes('openid'))
      raise('no PKCE');
    const code = randomUUID();
    codes.set(code, {
      challenge: need('code_challenge'),
      redirect: need('redirect_uri'),
      nonce: need('nonce'),
    });
    return `${need('redirect_uri')}?${new URLSearchParams({ code, state: need('state') })}`;
  }

  async function tokens(more: JWTPayload): Promise<object> {
    const claims = claimsOf(authority.url, { azp: undefined, ...more, ...authority.claims });
    const refresh = randomUUID();
    refreshTokens.add(refresh);
    return { token_type: 'Bearer', id_token: await signed(authority.key, claims), refresh_token: refresh };
  }

  async function token(form: URLSearchParams): Promise<object | undefined> {
    if (form.get('client_id') !== clientId || form.get('client_secret') !== (authority.secret ?? null))
      return undefined;
    if (form.get('grant_type') === 'refresh_token') {
      const isKnown = authority.enabled && refreshTokens.has(form.get('refresh_token') ?? '');
      return isKnown ? tokens({}) : undefined;
    }
    const begun = codes.get(form.get('code') ?? '');
    codes.delete(form.get('code') ?? '');
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    if (!begun || begun.challenge !== challenge || begun.redirect !== form.get('redirect_uri'))
      return undefined;
    return tokens({ nonce: begun.nonce });
  }

  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', authority.url);
    const answer = (status: number, body: object, headers = {}) =>
      response
        .writeHead(status, { 'content-type': 'application/json', ...headers })
        .end(JSON.stringify(body));
    if (url.pathname === `/${tenant}/discovery/v2.0/keys`) return void answer(200, { keys: [published] });
    if (url.pathname === `/${tenant}/oauth2/v2.0/authorize`)
      return void answer(302, {}, { location: authorize(url.searchParams) });
    if (url.pathname !== `/${tenant}/oauth2/v2.0/token`) return void answer(404, {});
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const granted = await token(new URLSearchParams(Buffer.concat(chunks).toString()));
    return void (granted
      ? answer(200, granted)
      : answer(400, { error: 'invalid_grant', error_description: 'no' }));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const authority: FakeAuthority = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    claims: {},
    key,
    secret: undefined,
    enabled: true,
    asked: new URLSearchParams(),
    close: () => new Promise<void>((closed) => void server.close(() => closed())),
  };
  return authority;
}

function raise(message: string): never {
  throw new Error(message);
}
