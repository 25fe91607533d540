import type { Notice } from '../domain/study/notice';
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

/** Neither the address, which can hold a secret, nor the answer, which can hold anything, is part of it. */
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
 * Posts notices, signed. Taken is what is answered by a status from 200 to 299; redirects are not followed, since the
 * signature is meant for one receiver.
 *
 * @throws WebhookError where it was not taken
 */
export function postNotices({ url, key, now, timeoutMilliseconds = defaultTimeoutMs }: WebhookOptions) {
  return async (notice: Notice): Promise<void> => {
    const body = JSON.stringify(notice);
    const headers = { 'content-type': 'application/json', ...webhookHeaders(key, notice.id, now(), body) };
    const signal = AbortSignal.timeout(timeoutMilliseconds);
    let response: Response;
    try {
      response = await fetch(url, { method: 'POST', body, headers, redirect: 'manual', signal });
    } catch (error) {
      throw failureOf(error, timeoutMilliseconds);
    }
    // What it says beside the status is of no use, however long it is.
    await response.body?.cancel().catch(() => {});
    if (!response.ok) throw new WebhookError(`the webhook's receiver answered ${response.status}`);
  };
}
