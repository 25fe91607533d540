import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, type JWTHeaderParameters, type JWTPayload, SignJWT } from 'jose';

export const tenant = '11111111-2222-3333-4444-555555555555';
export const clientId = 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee';

/** A key as a tenant has it. */
export interface TenantKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

export function tenantKey(kid: string): TenantKey {
  return { kid, ...generateKeyPairSync('rsa', { modulusLength: 2048 }) };
}

/** Publishes keys as Entra ID does, on this machine. */
export interface KeyServer {
  readonly url: string;
  publish(...keys: readonly TenantKey[]): Promise<void>;
  /** How often it was asked. */
  asked(): number;
  close(): Promise<void>;
}

export async function keyServer(): Promise<KeyServer> {
  let body = '{"keys":[]}';
  let asked = 0;
  const server: Server = createServer((request, response) => {
    if (request.url !== `/${tenant}/discovery/v2.0/keys`) return void response.writeHead(404).end();
    asked += 1;
    response.writeHead(200, { 'content-type': 'application/json' }).end(body);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    publish: async (...keys) => {
      const jwks = await Promise.all(
        keys.map(async ({ kid, publicKey }) => ({ ...(await exportJWK(publicKey)), kid, use: 'sig' })),
      );
      body = JSON.stringify({ keys: jwks });
    },
    asked: () => asked,
    close: () => new Promise<void>((closed) => void server.close(() => closed())),
  };
}

const seconds = () => Math.floor(Date.now() / 1000);

/** What an access token of version 2 says. */
export function claimsOf(authority: string, more: JWTPayload = {}): JWTPayload {
  const now = seconds();
  return {
    aud: clientId,
    iss: `${authority}/${tenant}/v2.0`,
    iat: now - 10,
    nbf: now - 10,
    exp: now + 3600,
    azp: '99999999-8888-7777-6666-555555555555',
    name: 'Dr. Example',
    oid: '00000000-1111-2222-3333-444444444444',
    roles: ['reviewer'],
    sub: 'pairwise',
    tid: tenant,
    ver: '2.0',
    ...more,
  };
}

export function signed(
  { privateKey, kid }: TenantKey,
  claims: JWTPayload,
  header: Partial<JWTHeaderParameters> = {},
): Promise<string> {
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid, ...header })
    .sign(privateKey);
}

export const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
