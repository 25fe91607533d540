import type { AnyNotice } from '../domain/audit/unusualReading';
import { webhookHeaders } from './sign';

export interface WebhookOptions {
  readonly url: string;
  readonly key: Uint8Array;
  /** ISO time of now. */
  readonly now: () => string;
  /** How long the receiver may take to answer. */
  readonly timeoutMilliseconds?: number;
}

/** Standard Webhooks asks for 15 to 30 seconds. */
const defaultTimeoutMs = 20_000;

/** The message omits the URL, which can contain a secret, and the response, which can contain anything. */
export class WebhookError extends Error {
  override readonly name = 'WebhookError';
}

function failureOf(error: unknown, milliseconds: number): WebhookError {
  const { name, cause } = error as Error & { cause?: { code?: string } };
  if (name === 'TimeoutError')
    return new WebhookError(`the webhook's receiver did not answer within ${milliseconds} ms`);
  return new WebhookError(`the webhook's receiver cannot be reached (${cause?.code ?? name})`);
}

/**
 * Posts signed notices. A status from 200 to 299 counts as accepted. Redirects are not followed, since the
 * signature is meant for one receiver.
 *
 * @throws WebhookError if it was not accepted
 */
export function postNotices({ url, key, now, timeoutMilliseconds = defaultTimeoutMs }: WebhookOptions) {
  return async (notice: AnyNotice): Promise<void> => {
    const body = JSON.stringify(notice);
    const headers = { 'content-type': 'application/json', ...webhookHeaders(key, notice.id, now(), body) };
    const signal = AbortSignal.timeout(timeoutMilliseconds);
    let response: Response;
    try {
      response = await fetch(url, { method: 'POST', body, headers, redirect: 'manual', signal });
    } catch (error) {
      throw failureOf(error, timeoutMilliseconds);
    }
    // Only the status matters; the body can be of any length.
    await response.body?.cancel().catch(() => {});
    if (!response.ok) throw new WebhookError(`the webhook's receiver answered ${response.status}`);
  };
}
