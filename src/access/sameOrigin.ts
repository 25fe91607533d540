import { AccessError } from './accessError';
import { ownOrigin, type RequestFacts } from './requestFacts';

/** The headers by which a browser states where a request began. */
type Began = 'here' | 'elsewhere' | 'unsaid';

/**
 * Browsers send `Origin` with every request that changes something, and no page can forge it. A form on a
 * page with `Referrer-Policy: no-referrer`, like all pages of this app, sends `null` instead;
 * `Sec-Fetch-Site` then distinguishes it from other sites.
 */
function whereItBegan(request: RequestFacts, inAzure: boolean): Began {
  const origin = request.headers.get('origin');
  const site = request.headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin') return 'elsewhere';
  if (origin !== null && origin !== 'null')
    return origin.toLowerCase() === ownOrigin(request, inAzure) ? 'here' : 'elsewhere';
  if (site === 'same-origin') return 'here';
  return origin === null ? 'unsaid' : 'elsewhere';
}

const elsewhere = () =>
  new AccessError(
    403,
    'wrong-origin',
    'The request came from a page of another origin, or did not state its origin. A program must send the Origin header with the address of this app, or an access token instead of a cookie.',
  );

/** For callers with credentials that the browser sends automatically. @throws AccessError */
export function requireOwnOrigin(request: RequestFacts, inAzure: boolean): void {
  if (whereItBegan(request, inAzure) !== 'here') throw elsewhere();
}

/**
 * For actions without authentication, such as signing in: another site must not do them in a user's name.
 * @throws AccessError
 */
export function refuseOtherOrigins(request: RequestFacts, inAzure: boolean): void {
  if (whereItBegan(request, inAzure) === 'elsewhere') throw elsewhere();
}

/** Another site cannot send JSON without a CORS preflight. @throws AccessError */
export function requireJsonBody({ headers }: RequestFacts): void {
  const type = headers.get('content-type');
  const hasBody = Number(headers.get('content-length') ?? 0) > 0 || headers.get('transfer-encoding') !== null;
  if (!hasBody && type === null) return;
  if (type?.split(';')[0]?.trim().toLowerCase() === 'application/json') return;
  throw new AccessError(415, 'unsupported-content-type', 'Send the body as Content-Type: application/json.');
}
