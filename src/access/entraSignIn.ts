import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { AccessError } from './accessError';
import type { EntraSettings } from './accessSettings';
import type { EntraIdentity, EntraVerifier } from './entraToken';

/** Kept in the browser's cookie between leaving for Entra ID and coming back. */
export const pendingSchema = z.object({
  state: z.string(),
  nonce: z.string(),
  /** Of PKCE, RFC 7636. */
  verifier: z.string(),
  /** The page the user originally wanted. */
  to: z.string(),
});
export type Pending = z.infer<typeof pendingSchema>;

/** As long as Entra ID's own page allows. */
export const pendingMinutes = 15;
const timeoutMs = 10_000;
/** `offline_access`: the roles are read again while the session lasts. */
const scope = 'openid profile offline_access';

const random = () => randomBytes(32).toString('base64url');

export function newPending(to: string): Pending {
  return { state: random(), nonce: random(), verifier: random(), to };
}

/**
 * The URL to send the browser to: authorization code flow with PKCE.
 *
 * @param locked the session that locked in this browser: Entra ID then asks for the password, or what stands
 * in for it, even if it still knows the person
 */
export function authorizeUrl(
  { authority, tenant, clientId }: EntraSettings,
  redirect: string,
  pending: Pending,
  locked?: { readonly account?: string | undefined },
): string {
  const url = new URL(`${authority}/${tenant}/oauth2/v2.0/authorize`);
  url.search = new URLSearchParams({
    client_id: clientId,
    response_type: 'code',
    response_mode: 'query',
    redirect_uri: redirect,
    scope,
    state: pending.state,
    nonce: pending.nonce,
    code_challenge: createHash('sha256').update(pending.verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...(locked === undefined ? {} : { prompt: 'login' }),
    ...(locked?.account === undefined ? {} : { login_hint: locked.account }),
  }).toString();
  return url.href;
}

function failed(status: 401 | 503, code: string, message: string, why: string, word?: string): AccessError {
  return new AccessError(status, code, message, why, word);
}

/** Error codes come from RFC 6749; anything else is not repeated. */
const plainWord = (text: string | null | undefined) =>
  text && /^[a-z_]{1,64}$/.test(text) ? text : 'unknown';

/** The code that the browser returned with. @throws AccessError */
export function codeOf(
  query: URLSearchParams,
  pending: Pending | undefined,
): { code: string; pending: Pending } {
  if (pending === undefined || query.get('state') !== pending.state)
    throw failed(
      401,
      'bad-state',
      'This sign-in was not started in this browser, or took too long. Start again.',
      'state is missing or wrong',
    );
  const error = query.get('error');
  if (error !== null)
    throw failed(
      401,
      'sign-in-refused',
      `Entra ID did not sign you in (${plainWord(error)}). Start again.`,
      plainWord(error),
      plainWord(error),
    );
  const code = query.get('code');
  if (!code) throw failed(401, 'sign-in-refused', 'Entra ID sent no code. Start again.', 'no code');
  return { code, pending };
}

const answerSchema = z.object({ id_token: z.string(), refresh_token: z.string().optional() });

/** What the token endpoint said: an answer, or its error in a word. */
type TokenAnswer =
  | { readonly tokens: z.infer<typeof answerSchema> }
  | { readonly tokens?: undefined; readonly word: string };

/** @throws AccessError 503 if Entra ID does not answer */
async function askForTokens(settings: EntraSettings, grant: Record<string, string>): Promise<TokenAnswer> {
  const { authority, tenant, clientId, clientSecret } = settings;
  const body = new URLSearchParams({
    client_id: clientId,
    scope,
    ...grant,
    ...(clientSecret === undefined ? {} : { client_secret: clientSecret }),
  });
  const url = `${authority}/${tenant}/oauth2/v2.0/token`;
  const unreachable = (why: string) =>
    failed(503, 'sign-in-unavailable', 'Entra ID is not responding. Try again in a minute.', why);
  const response = await fetch(url, {
    method: 'POST',
    body,
    // The secret goes to the address that is configured, and to no other.
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMs),
  }).catch((error: Error) =>
    Promise.reject(unreachable(`the token endpoint cannot be reached: ${error.message}`)),
  );
  const answer: unknown = await response.json().catch(() => undefined);
  if (response.status >= 500 || response.status === 429)
    throw unreachable(`the token endpoint answered ${response.status}`);
  const parsed = answerSchema.safeParse(answer);
  if (response.ok && parsed.success) return { tokens: parsed.data };
  return { word: plainWord((answer as { error?: string } | undefined)?.error) };
}

/** Who signed in, and what renews the sign-in, if Entra ID gave it. */
export interface Redeemed {
  readonly identity: EntraIdentity;
  readonly refreshToken: string | undefined;
}

/** Exchanges the code for the ID token and verifies it. @throws AccessError */
export async function redeem(
  settings: EntraSettings,
  verifier: EntraVerifier,
  redirect: string,
  { code, pending }: { readonly code: string; readonly pending: Pending },
): Promise<Redeemed> {
  const answer = await askForTokens(settings, {
    grant_type: 'authorization_code',
    code,
    redirect_uri: redirect,
    code_verifier: pending.verifier,
  });
  if (answer.tokens === undefined)
    throw failed(
      401,
      'sign-in-refused',
      `Entra ID did not sign you in (${answer.word}). Start again.`,
      `token endpoint: ${answer.word}`,
      answer.word,
    );
  const { id_token, refresh_token } = answer.tokens;
  const identity = await verifier.verify(id_token, { kind: 'id', nonce: pending.nonce });
  return { identity, refreshToken: refresh_token };
}

/**
 * The account as it is now.
 *
 * @returns undefined if Entra ID no longer renews the sign-in
 * @throws AccessError 503 if Entra ID does not answer
 */
export async function renewed(
  settings: EntraSettings,
  verifier: EntraVerifier,
  refreshToken: string,
): Promise<EntraIdentity | undefined> {
  const answer = await askForTokens(settings, { grant_type: 'refresh_token', refresh_token: refreshToken });
  return answer.tokens && verifier.verify(answer.tokens.id_token, { kind: 'renewed' });
}
