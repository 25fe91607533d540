import type { HttpRequest } from '@azure/functions';
import type { z } from 'zod';
import type { Route } from '../../../contract/routes/route';
import { faultWords } from './faultWords';
import { RequestError } from './requestError';

/** The parts of a request as its route declares them. @throws RequestError 400 that says what is wrong */
export async function parsedParts(
  { params, query, body }: Route,
  request: HttpRequest,
): Promise<{ params: unknown; query: unknown; body: unknown }> {
  return {
    params: params && parsed(params, request.params, 'bad-id'),
    query: query && parsed(query, Object.fromEntries(request.query), 'bad-query'),
    body: body && body !== 'raw' && parsed(body, await jsonOf(request), 'bad-body'),
  };
}

function parsed(schema: z.ZodType, value: unknown, code: string): unknown {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new RequestError(400, code, faultWords(result.error));
}

async function jsonOf(request: HttpRequest): Promise<unknown> {
  try {
    return await request.json();
  } catch {
    throw new RequestError(400, 'bad-body', 'The body is not JSON.');
  }
}
