import type { RenderedType } from '../../../domain/image/rendering';
import { checkedHeaders, notModified, strongEtag } from '../support/etag';
import type { OtherAnswer, RequestHead } from '../support/handler';
import { type Form, sentSyntax } from './accepted';

/** One object of an answer. */
export interface SentPart {
  /** Where it is to be had alone. */
  readonly location: string;
  readonly bytes: Uint8Array;
}

/** What a body will be: all that its bytes follow from. */
export interface BodyPlan {
  readonly type: 'application/dicom' | 'application/octet-stream' | RenderedType;
  readonly form: Form;
  readonly etag: string;
}

/**
 * How objects are sent, with an ETag by what they are made of: the same objects are the same bytes, so that the caller
 * may keep them, and no shared cache does.
 */
export function bodyPlan(type: BodyPlan['type'], form: Form, ...madeOf: readonly string[]): BodyPlan {
  return { type, form, etag: strongEtag(type, form, ...madeOf.map((one) => `${one} `)) };
}

/** 304 if the caller has it. Only after the look was recorded. */
export function alreadyThere(
  request: Pick<RequestHead, 'headers'>,
  { etag }: BodyPlan,
): OtherAnswer | undefined {
  return notModified(request, { ...checkedHeaders(etag), vary: 'Accept' });
}

/** The answer, PS3.18 8.6: parts of a body (RFC 2387), or one object alone. */
export function sentBody(plan: BodyPlan, parts: readonly SentPart[]): OtherAnswer {
  const { type, form, etag } = plan;
  const headers = { ...checkedHeaders(etag), vary: 'Accept' };
  const [first] = parts;
  if (form === 'single' && first !== undefined)
    return { body: first.bytes, headers: { ...headers, 'content-type': typed(type) } };
  const boundary = `part-${etag.replaceAll('"', '')}`;
  return {
    body: related(boundary, type, parts),
    headers: { ...headers, 'content-type': `multipart/related; type="${type}"; boundary="${boundary}"` },
  };
}

function typed(type: BodyPlan['type']): string {
  return type.startsWith('image/') ? type : `${type}; transfer-syntax=${sentSyntax}`;
}

function related(boundary: string, type: BodyPlan['type'], parts: readonly SentPart[]): Buffer {
  const pieces = parts.flatMap(({ location, bytes }) => [
    Buffer.from(
      `--${boundary}\r\nContent-Type: ${typed(type)}\r\nContent-Length: ${bytes.length}\r\nContent-Location: ${location}\r\n\r\n`,
    ),
    bytes,
    Buffer.from('\r\n'),
  ]);
  return Buffer.concat([...pieces, Buffer.from(`--${boundary}--\r\n`)]);
}
