import type { HttpRequest } from '@azure/functions';
import { words } from '../../../domain/words/words';
import { RequestError } from './requestError';

/** Far more than any JSON that a route takes: the longest is a review with its comment. */
export const maxJsonBytes = 64_000;

/**
 * The body of a request: the only place where one is read. It stops as soon as the limit is exceeded; a stated
 * length over the limit is refused unread.
 *
 * @throws RequestError 413, or 411 without a stated length: the host then passes no body on
 */
export async function readBody(
  { headers, body }: Pick<HttpRequest, 'headers' | 'body'>,
  maxBytes: number,
): Promise<Uint8Array> {
  if (headers.has('transfer-encoding') && !headers.has('content-length')) throw lengthRequired();
  if (Number(headers.get('content-length') ?? 0) > maxBytes) throw tooLarge(maxBytes);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > maxBytes) throw tooLarge(maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function lengthRequired(): RequestError {
  return new RequestError(
    411,
    'length-required',
    'The body was sent in pieces of unknown total length, and the host passes on none like that. Send it with a Content-Length.',
  );
}

function tooLarge(maxBytes: number): RequestError {
  return new RequestError(
    413,
    'too-large',
    `The body is larger than ${words.values.fileSize(maxBytes)}, the most that is read here.`,
  );
}

/** @throws RequestError 413, or 400 if it is not JSON */
export async function readJson(
  request: Pick<HttpRequest, 'headers' | 'body'>,
  maxBytes = maxJsonBytes,
): Promise<unknown> {
  return parseJson(await readBody(request, maxBytes));
}

/** @throws RequestError 400 */
export function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8'));
  } catch {
    throw new RequestError(400, 'bad-body', 'The body is not JSON.');
  }
}
