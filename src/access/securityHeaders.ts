/** What pages may load and do: only what is listed here. */
export const contentPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob:",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

const always: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'content-security-policy': contentPolicy,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

const oneYearSeconds = 31_536_000;

/** The headers of every response, unless the response sets them itself. */
export function securityHeaders(secure: boolean): Readonly<Record<string, string>> {
  return secure
    ? { ...always, 'strict-transport-security': `max-age=${oneYearSeconds}; includeSubDomains` }
    : always;
}
