import { DecoderUnavailableError } from './decoderUnavailable';
import { RefusedError } from './refusals';

/** A fault that says nothing about the file, and passes by itself. */
export interface PassingFault {
  /** A status, a code of the network, or `decoder-unavailable`; never a message, which can name a file. */
  readonly what: string;
  /** What the answer says under Retry-After, in milliseconds. */
  readonly retryAfterMs?: number;
}

/** Request timeout, too many requests, and a server that failed, is busy, or was not reached in time. */
const passingStatuses: ReadonlySet<number> = new Set([408, 429, 500, 502, 503, 504]);

const passingCodes: ReadonlySet<string> = new Set([
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ESOCKETTIMEDOUT',
  'ETIMEDOUT',
  'REQUEST_SEND_ERROR',
]);

const timeout = 'TimeoutError';

/** What clients of storage say of a failed request. */
interface FailedRequest {
  readonly name?: unknown;
  readonly code?: unknown;
  readonly statusCode?: unknown;
  readonly retryAfter?: unknown;
  readonly response?: { readonly headers?: { get(name: string): string | undefined } };
  readonly cause?: unknown;
}

const deepestCause = 5;

/**
 * The one place that says which faults pass by themselves. What a file was refused for does not, whatever caused
 * it.
 *
 * @param now in milliseconds since 1970, where Retry-After is a date
 * @returns undefined for every other fault
 */
export function passingFault(error: unknown, now: number, depth = 0): PassingFault | undefined {
  if (typeof error !== 'object' || error === null || depth > deepestCause) return undefined;
  if (error instanceof RefusedError) return undefined;
  if (error instanceof DecoderUnavailableError) return { what: 'decoder-unavailable' };
  const { name, code, statusCode, cause } = error as FailedRequest;
  if (typeof statusCode === 'number') {
    if (!passingStatuses.has(statusCode)) return undefined;
    const retryAfterMs = waitOf(statedRetryAfter(error), now);
    return { what: String(statusCode), ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
  }
  if (typeof code === 'string' && passingCodes.has(code)) return { what: code };
  if (name === timeout) return { what: timeout };
  return passingFault(cause, now, depth + 1);
}

/** The text of Retry-After, as the answer has it. */
export function statedRetryAfter(error: unknown): string | undefined {
  const { retryAfter, response } = error as FailedRequest;
  return typeof retryAfter === 'string' ? retryAfter : response?.headers?.get('retry-after');
}

/** Seconds or a date (RFC 9110, section 10.2.3), in milliseconds from now; undefined if it is neither. */
function waitOf(stated: string | undefined, now: number): number | undefined {
  if (stated === undefined) return undefined;
  if (/^\d{1,9}$/.test(stated)) return Number(stated) * 1000;
  const date = Date.parse(stated);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
