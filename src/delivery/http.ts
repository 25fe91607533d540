import type { Answered } from '../domain/outputs/answer';
import { saidText, statusText } from './texts';

/** What is sent by HTTP. */
export interface Posted {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array<ArrayBuffer>;
}

export interface HttpAnswer {
  readonly status: number;
  readonly text: string;
  readonly retryAfterSeconds?: number;
}

const timeoutMs = 60_000;
/** No answer of a receiver is longer; one that is, is read no further. */
const maxAnswerBytes = 1_048_576;

/** Faults of a connection before anything was sent on it. */
const neverConnected =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|CERT_|ERR_TLS|UNABLE_TO|DEPTH_ZERO|SELF_SIGNED)/;

/** Posts once. Redirects are not followed: what is sent is meant for one receiver. */
export async function post({ url, headers, body }: Posted, milliseconds = timeoutMs) {
  try {
    const signal = AbortSignal.timeout(milliseconds);
    const response = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal });
    const text = await textOf(response);
    const seconds = retryAfterOf(response.headers.get('retry-after'));
    return {
      status: response.status,
      text,
      ...(seconds === undefined ? {} : { retryAfterSeconds: seconds }),
    };
  } catch (error) {
    return failureOf(error);
  }
}

function failureOf(error: unknown): Answered {
  const { name, cause } = error as Error & { cause?: { code?: string } };
  const code = cause?.code ?? name;
  const isUnsent = neverConnected.test(code);
  return { outcome: 'again', code: isUnsent ? 'unreachable' : 'no-answer', status: statusText(code) };
}

async function textOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > maxAnswerBytes) break;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Seconds or a date, RFC 9110 10.2.3. */
function retryAfterOf(stated: string | null): number | undefined {
  if (stated === null) return undefined;
  if (/^\d+$/.test(stated.trim())) return Number(stated);
  const at = Date.parse(stated);
  return Number.isNaN(at) ? undefined : Math.max(0, Math.ceil((at - Date.now()) / 1000));
}

export function isAnswered(answer: HttpAnswer | Answered): answer is HttpAnswer {
  return typeof answer.status === 'number';
}

const busy: ReadonlySet<number> = new Set([408, 425, 429, 503]);

/** What a status other than 200 to 299 means, where the protocol says nothing else. */
export function answerToStatus({ status, text, retryAfterSeconds }: HttpAnswer): Answered {
  const said = saidText(text);
  const common = {
    status: statusText(status),
    ...(said === undefined ? {} : { text: said }),
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  };
  if (busy.has(status)) return { outcome: 'again', code: 'busy', ...common };
  if (status >= 500 && status !== 501 && status !== 505)
    return { outcome: 'again', code: 'receiver-error', ...common };
  // A credential has expired, or a right was taken away: somebody renews it, and nothing is lost until then.
  if (status === 401 || status === 403) return { outcome: 'again', code: 'not-allowed', ...common };
  if (status === 404 || status === 410) return { outcome: 'refused', code: 'not-found', ...common };
  return { outcome: 'refused', code: 'rejected', ...common };
}

export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** An answer that the protocol does not have: a proxy's page, for example. It may go better later. */
export function notUnderstood(status: number | string, text: string): Answered {
  const said = saidText(text);
  return {
    outcome: 'again',
    code: 'not-understood',
    status: statusText(status),
    ...(said === undefined ? {} : { text: said }),
  };
}
