import type { RpcCookie } from '../worker/messages';

const sameSite: Readonly<Record<string, string>> = { lax: 'Lax', strict: 'Strict', explicitNone: 'None' };

/** A cookie in the format of the Set-Cookie header. */
export function setCookie(cookie: RpcCookie): string {
  const { domain, path, expires, secure, httpOnly, maxAge } = cookie;
  const parts = [`${cookie.name}=${encodeURIComponent(cookie.value)}`];
  if (expires?.value) parts.push(`Expires=${new Date(expires.value.seconds * 1000).toUTCString()}`);
  if (maxAge?.value !== undefined) parts.push(`Max-Age=${maxAge.value}`);
  if (domain?.value) parts.push(`Domain=${domain.value}`);
  if (path?.value) parts.push(`Path=${path.value}`);
  if (secure?.value) parts.push('Secure');
  if (httpOnly?.value) parts.push('HttpOnly');
  const site = sameSite[cookie.sameSite ?? ''];
  if (site !== undefined) parts.push(`SameSite=${site}`);
  return parts.join('; ');
}
