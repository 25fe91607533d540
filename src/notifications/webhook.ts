import { z } from 'zod';
import { channel } from './channel';
import { postNotices } from './postNotices';
import { parseWebhookSecret } from './sign';

const secretHelp =
  'expected whsec_ and 24 to 64 random bytes in base64 (make one with: echo whsec_$(openssl rand -base64 32))';

function isSafeUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  if (username || password) return false;
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

/** A URL to which signed notices are posted. */
export const webhook = channel({
  environment: {
    TRIAGE_WEBHOOK_URL: z
      .string()
      .refine(
        isSafeUrl,
        'expected an https address without a name or password in it (http on loopback alone)',
      )
      .optional(),
    TRIAGE_WEBHOOK_SECRET: z
      .string()
      .transform((text, context) => {
        const key = parseWebhookSecret(text);
        if (key === undefined) context.addIssue({ code: 'custom', message: secretHelp });
        return key ?? Buffer.alloc(0);
      })
      .optional(),
  },

  problem: ({ TRIAGE_WEBHOOK_URL: url, TRIAGE_WEBHOOK_SECRET: secret }) => {
    if (url !== undefined && secret === undefined) return `TRIAGE_WEBHOOK_SECRET: ${secretHelp}`;
    if (url === undefined && secret !== undefined)
      return 'TRIAGE_WEBHOOK_URL: expected the address to which notices are posted, since TRIAGE_WEBHOOK_SECRET is set';
    return undefined;
  },

  settings: ({ TRIAGE_WEBHOOK_URL: url, TRIAGE_WEBHOOK_SECRET: key }) =>
    url === undefined || key === undefined ? undefined : { url, key },

  open: ({ url, key }, { now }) => postNotices({ url, key, now }),
});
