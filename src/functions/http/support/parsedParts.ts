import type { HttpRequest } from '@azure/functions';
import type { z } from 'zod';
import type { Route } from '../../../contract/routes/route';
import { faultWords } from './faultWords';
import { readBody, readJson } from './readBody';
import { RequestError } from './requestError';

/** Longer addresses are refused, as the Functions host does. The longest in use is the way back from Entra ID. */
const maxUrlLength = 8192;

/** The parts of a request as its route declares them. @throws RequestError that says what is wrong */
export async function parsedParts(
  { params, query, body }: Route,
  request: HttpRequest,
): Promise<{ params: unknown; query: unknown; body: unknown }> {
  if (request.url.length > maxUrlLength)
    throw new RequestError(414, 'url-too-long', `The address is longer than ${maxUrlLength} characters.`);
  return {
    params: params && parsed(params, request.params, 'bad-id'),
    query: query && parsed(query, eachOnce(request), 'bad-query'),
    body: await bodyOf(body, request),
  };
}

function parsed(schema: z.ZodType, value: unknown, code: string): unknown {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new RequestError(400, code, faultWords(result.error));
}

/**
 * Of two values, a gateway may take the first and the app the last; a host joins them.
 *
 * @throws RequestError 400
 */
function eachOnce({ url, query }: HttpRequest): Record<string, string> {
  const asked = new URL(url).searchParams;
  if (new Set(asked.keys()).size !== asked.size)
    throw new RequestError(400, 'bad-query', 'A key of the query is given twice.');
  return Object.fromEntries(query);
}

async function bodyOf(body: Route['body'], request: HttpRequest): Promise<unknown> {
  if (body === undefined) return undefined;
  if (body === 'raw') return (maxBytes: number) => readBody(request, maxBytes);
  return parsed(body, await readJson(request), 'bad-body');
}
