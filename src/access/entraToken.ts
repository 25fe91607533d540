import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { type Role, roles } from '../domain/kernel/roles';
import { AccessError } from './accessError';
import type { EntraSettings } from './accessSettings';

/** The user in an Entra ID token. */
export interface EntraIdentity {
  readonly subject: string;
  readonly name: string;
  /** The sign-in name, such as an e-mail address, if the token has it. */
  readonly account?: string;
  readonly roles: readonly Role[];
  readonly expiresAt: string;
}

/** What a token is for: calling this app, or telling it who signed in. */
export type TokenUse =
  | { readonly kind: 'access' }
  | { readonly kind: 'id'; readonly nonce: string }
  /** An ID token that Entra ID renewed: it came straight from there and has no nonce. */
  | { readonly kind: 'renewed' };

export interface EntraVerifier {
  /** @throws AccessError 401 `bad-token`, or 503 if Entra ID's keys are unavailable */
  verify(token: string, use: TokenUse): Promise<EntraIdentity>;
}

/** Entra ID's own are below 4 KiB; a host accepts headers of at most 16 KiB. */
const maxCharacters = 16_384;
const clockSkewSeconds = 60;
/** Header fields by which a token could supply its own key, or a location for one. */
const keyHeaders = ['jwk', 'jku', 'x5c', 'x5u'];

function bad(why: string): AccessError {
  return new AccessError(401, 'bad-token', `The access token was rejected: ${why}.`, why);
}

/** What is wrong, without any content of the token. */
function reasonOf(error: unknown): string {
  if (error instanceof errors.JWTExpired) return 'it has expired';
  if (error instanceof errors.JWTClaimValidationFailed) return `its claim ${error.claim} is missing or wrong`;
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'its signature is wrong';
  if (error instanceof errors.JOSEAlgNotAllowed) return 'its algorithm is not RS256';
  if (error instanceof errors.JWKSNoMatchingKey) return 'its key does not belong to the tenant';
  return 'it is malformed';
}

function isOurFault(error: unknown): boolean {
  if (error instanceof errors.JWKSTimeout) return true;
  // Errors thrown by fetch, and by jose for a response that is not a key set.
  return (
    !(error instanceof errors.JOSEError) ||
    error.code === 'ERR_JOSE_GENERIC' ||
    error.code === 'ERR_JWKS_INVALID'
  );
}

/** Three base64url parts, each in its only canonical form. */
function requireCanonical(token: string): void {
  if (token.length > maxCharacters) throw bad('it is too long');
  const parts = token.split('.');
  const canonical = (part: string) =>
    part !== '' && Buffer.from(part, 'base64url').toString('base64url') === part;
  if (parts.length !== 3 || !parts.every(canonical)) throw bad('it is malformed');
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, 200) : undefined;

function rolesOf({ roles: claimed }: JWTPayload): readonly Role[] {
  return Array.isArray(claimed) ? roles.filter((role) => claimed.includes(role)) : [];
}

function identityOf(payload: JWTPayload): EntraIdentity {
  const subject = text(payload.oid);
  if (subject === undefined) throw bad('its claim oid is missing');
  const name =
    text(payload.name) ?? text(payload.preferred_username) ?? `application ${text(payload.azp) ?? subject}`;
  const account = text(payload.preferred_username);
  return {
    subject,
    name,
    ...(account === undefined ? {} : { account }),
    roles: rolesOf(payload),
    expiresAt: new Date((payload.exp as number) * 1000).toISOString(),
  };
}

/**
 * An ID token has a nonce and an access token names the client application, so neither passes for the other. With
 * scopes, another program acts for a person, with less than all that the person may do: this app defines none.
 */
function requireUse(payload: JWTPayload, use: TokenUse): void {
  if (use.kind === 'id' && payload.nonce !== use.nonce) throw bad('its claim nonce is missing or wrong');
  if (use.kind === 'access' && text(payload.azp) === undefined)
    throw bad('it is not a version 2 access token');
  if (use.kind === 'access' && payload.scp !== undefined)
    throw bad('it lets a program act for a person, and this app defines no scope for that');
}

export function entraKeys({ authority, tenant }: EntraSettings): JWTVerifyGetKey {
  return createRemoteJWKSet(new URL(`${authority}/${tenant}/discovery/v2.0/keys`), {
    timeoutDuration: 5_000,
  });
}

/** Verifies version 2.0 tokens of one tenant. @param now ISO, the server's clock */
export function entraVerifier(
  settings: EntraSettings,
  keys: JWTVerifyGetKey,
  now: () => string,
): EntraVerifier {
  const { authority, tenant, clientId, audience } = settings;
  const getKey: JWTVerifyGetKey = (header, input) => {
    if (keyHeaders.some((name) => name in header)) throw bad('it carries its own key');
    return keys(header, input);
  };
  return {
    verify: async (token, use) => {
      requireCanonical(token);
      try {
        const { payload } = await jwtVerify(token, getKey, {
          algorithms: ['RS256'],
          issuer: `${authority}/${tenant}/v2.0`,
          audience: use.kind === 'access' ? audience : clientId,
          requiredClaims: ['exp', 'nbf', 'tid'],
          clockTolerance: clockSkewSeconds,
          currentDate: new Date(now()),
        });
        if (payload.tid !== tenant) throw bad('its claim tid is missing or wrong');
        requireUse(payload, use);
        return identityOf(payload);
      } catch (error) {
        if (error instanceof AccessError) throw error;
        if (!isOurFault(error)) throw bad(reasonOf(error));
        throw new AccessError(
          503,
          'sign-in-unavailable',
          'The keys of Entra ID cannot be fetched at the moment, so the token cannot be verified. Try again later.',
          `the keys of Entra ID cannot be fetched: ${(error as Error).message}`,
        );
      }
    },
  };
}
