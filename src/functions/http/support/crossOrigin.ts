import type { HttpResponseInit } from '@azure/functions';
import type { AccessSettings } from '../../../access/accessSettings';
import type { RequestFacts } from '../../../access/requestFacts';
import { dicomwebPath } from '../../../contract/routes/dicomweb';

type Viewer = Pick<AccessSettings, 'viewerOrigin'>;

/** Whether the path is one that pages of the viewer's origin may read. */
function isShared({ url }: RequestFacts): boolean {
  return new URL(url).pathname.startsWith(dicomwebPath);
}

/** The headers by which pages of the viewer's origin, and of no other one, may read an answer: Fetch, 3.3. */
function sharing(origin: string): Record<string, string> {
  return {
    'access-control-allow-origin': origin,
    'access-control-allow-credentials': 'true',
    'access-control-expose-headers': 'ETag, Warning',
  };
}

/** The answer, which pages of the viewer's origin may read where it is theirs to read. */
export function shared(
  request: RequestFacts,
  answer: HttpResponseInit,
  { viewerOrigin }: Viewer,
): HttpResponseInit {
  if (viewerOrigin === undefined || !isShared(request)) return answer;
  const headers = new Headers(answer.headers as ConstructorParameters<typeof Headers>[0]);
  headers.append('vary', 'Origin');
  if (request.headers.get('origin') === viewerOrigin)
    for (const [name, value] of Object.entries(sharing(viewerOrigin))) headers.set(name, value);
  return { ...answer, headers: Object.fromEntries(headers) };
}

/** The answer to a browser that asks first whether a page of the viewer's origin may read; undefined to any other. */
export function preflight(request: RequestFacts, { viewerOrigin }: Viewer): HttpResponseInit | undefined {
  const { method, headers } = request;
  if (method !== 'OPTIONS' || viewerOrigin === undefined || !isShared(request)) return undefined;
  if (headers.get('origin') !== viewerOrigin || headers.get('access-control-request-method') !== 'GET')
    return undefined;
  return {
    status: 204,
    headers: {
      ...sharing(viewerOrigin),
      'access-control-allow-methods': 'GET',
      'access-control-allow-headers': 'Accept, Authorization',
      'access-control-max-age': '600',
      vary: 'Origin',
    },
  };
}
