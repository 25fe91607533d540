import { createHash } from 'node:crypto';
import type { RequestFacts } from '../../../access/requestFacts';
import type { JsonAnswer, OtherAnswer } from './handler';

/** A strong ETag over bytes, or over what determines them. */
export function strongEtag(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return `"${hash.digest('base64url').slice(0, 27)}"`;
}

/**
 * The headers of content that a browser may keep and must check before each use, so that whoever signed out
 * or lost the right cannot show it again.
 */
export function checkedHeaders(etag: string): { etag: string; 'cache-control': string } {
  return { etag, 'cache-control': 'private, no-cache' };
}

/** 304 if the caller has it. Only after the caller's right was established. */
export function notModified(
  request: Pick<RequestFacts, 'headers'>,
  headers: Readonly<Record<string, string>> & { readonly etag: string },
): OtherAnswer | undefined {
  return isAmong(request.headers.get('if-none-match'), headers.etag) ? { status: 304, headers } : undefined;
}

/**
 * A JSON response with an ETag over everything but `serverTime`, so that every process computes the same one;
 * or 304 if the caller already has it. Both carry the server's time in the `date` header.
 */
export function jsonUnlessKnown<T extends { serverTime: string }>(
  request: Pick<RequestFacts, 'headers'>,
  body: T,
): JsonAnswer<T> | OtherAnswer {
  const hash = createHash('sha256').update(JSON.stringify({ ...body, serverTime: undefined }));
  const etag = `W/"${hash.digest('base64url').slice(0, 27)}"`;
  const headers = {
    etag,
    'cache-control': 'no-store',
    date: new Date(body.serverTime).toUTCString(),
  };
  if (isAmong(request.headers.get('if-none-match'), etag)) return { status: 304, headers };
  return { status: 200, jsonBody: body, headers };
}

/** Weak comparison, RFC 9110, 13.1.2. */
function isAmong(ifNoneMatch: string | null, etag: string): boolean {
  const opaque = (tag: string) => tag.trim().replace(/^W\//, '');
  return (ifNoneMatch ?? '').split(',').some((tag) => opaque(tag) === '*' || opaque(tag) === opaque(etag));
}
