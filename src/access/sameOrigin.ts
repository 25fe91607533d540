import { AccessError } from './accessError';
import { ownOrigin, type RequestFacts } from './requestFacts';

/** What a browser says of where a request began. */
type Began = 'here' | 'elsewhere' | 'unsaid';

/**
 * Browsers send `Origin` with every request that changes something, and no page can forge it. A form of a page with
 * `Referrer-Policy: no-referrer`, as all of ours, sends `null` instead; `Sec-Fetch-Site` then tells it from others.
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

/** For whoever is authenticated by what the browser adds by itself. @throws AccessError */
export function requireOwnOrigin(request: RequestFacts, inAzure: boolean): void {
  if (whereItBegan(request, inAzure) !== 'here') throw elsewhere();
}

/** For what needs no recognition, as signing in: another page must not do it in a person's name. @throws AccessError */
export function refuseOtherOrigins(request: RequestFacts, inAzure: boolean): void {
  if (whereItBegan(request, inAzure) === 'elsewhere') throw elsewhere();
}

/** A page elsewhere cannot send JSON without being asked back by the browser. @throws AccessError */
export function requireJsonBody({ headers }: RequestFacts): void {
  const type = headers.get('content-type');
  const hasBody = Number(headers.get('content-length') ?? 0) > 0 || headers.get('transfer-encoding') !== null;
  if (!hasBody && type === null) return;
  if (type?.split(';')[0]?.trim().toLowerCase() === 'application/json') return;
  throw new AccessError(415, 'unsupported-content-type', 'Send the body as Content-Type: application/json.');
}
