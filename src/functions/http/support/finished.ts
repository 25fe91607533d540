import type { HttpResponseInit } from '@azure/functions';
import type { AccessSettings } from '../../../access/accessSettings';
import { isSecure, type RequestFacts } from '../../../access/requestFacts';
import { securityHeaders } from '../../../access/securityHeaders';

/** A response ready to send: with the security headers, and without a body for HEAD. */
export function finished(
  request: RequestFacts,
  answer: HttpResponseInit,
  { inAzure }: AccessSettings,
): HttpResponseInit {
  const own = Object.fromEntries(new Headers(answer.headers as ConstructorParameters<typeof Headers>[0]));
  const sent = { ...answer, headers: { ...securityHeaders(isSecure(request, inAzure)), ...own } };
  return request.method === 'HEAD' ? withoutBody(sent) : sent;
}

/** RFC 9110, section 9.3.2: the headers are those of GET. */
function withoutBody({
  body,
  jsonBody,
  headers,
  ...rest
}: HttpResponseInit & { readonly headers: Record<string, string> }): HttpResponseInit {
  const text = jsonBody === undefined ? body : JSON.stringify(jsonBody);
  const length = typeof text === 'string' || text instanceof Uint8Array ? Buffer.byteLength(text) : undefined;
  return {
    ...rest,
    headers: {
      ...(jsonBody === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
      ...(length === undefined ? {} : { 'content-length': String(length) }),
    },
  };
}
