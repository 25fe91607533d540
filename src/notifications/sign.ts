import { createHmac } from 'node:crypto';

/** `whsec_` and 24 to 64 random bytes in base64, the Standard Webhooks format for a secret. */
const form = /^whsec_([A-Za-z0-9+/]+={0,2})$/;

/** @returns undefined if it is not such a secret */
export function parseWebhookSecret(text: string): Buffer | undefined {
  const [, base64] = form.exec(text) ?? [];
  if (base64 === undefined) return undefined;
  const key = Buffer.from(base64, 'base64');
  return key.length >= 24 && key.length <= 64 ? key : undefined;
}

/**
 * The headers of a message by Standard Webhooks 1.0.0 (github.com/standard-webhooks), symmetric scheme `v1`:
 * HMAC-SHA256 over `{id}.{seconds since 1970}.{body}`.
 *
 * @param at ISO time of this attempt.
 */
export function webhookHeaders(
  key: Uint8Array,
  id: string,
  at: string,
  body: string,
): Record<string, string> {
  const timestamp = Math.floor(Date.parse(at) / 1000);
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return {
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': `v1,${signature}`,
  };
}
