import { z } from 'zod';
import { parseWebhookSecret } from '../notifications/sign';

/** Where notices about studies go; empty where nobody wants any. */
export interface NotificationSettings {
  readonly webhook?: { readonly url: string; readonly key: Uint8Array };
  /** `serviceUrl` where the storage is opened by identity. */
  readonly queue?: { readonly name: string; readonly serviceUrl?: string };
}

export interface ReviewSettings {
  /** Reviewers commit a first impression before anything of the models is shown. */
  readonly firstImpression: boolean;
  /** How long a review can be taken back; 0: not at all. */
  readonly undoSeconds: number;
}

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

export const reviewEnvironment = {
  AzureWebJobsStorage__queueServiceUri: z.url().optional(),
  TRIAGE_FIRST_IMPRESSION: z.stringbool({ truthy: ['true'], falsy: ['false'] }).default(false),
  TRIAGE_UNDO_SECONDS: z.coerce.number().int().min(0).max(3600).default(120),
  TRIAGE_WEBHOOK_URL: z
    .string()
    .refine(isSafeUrl, 'expected an https address without a name or password in it (http on loopback alone)')
    .optional(),
  TRIAGE_WEBHOOK_SECRET: z
    .string()
    .transform((text, context) => {
      const key = parseWebhookSecret(text);
      if (key === undefined) context.addIssue({ code: 'custom', message: secretHelp });
      return key ?? Buffer.alloc(0);
    })
    .optional(),
  TRIAGE_NOTIFICATION_QUEUE: z
    .string()
    .regex(/^[a-z0-9](?!.*--)[a-z0-9-]{1,61}[a-z0-9]$/, 'expected a queue name: 3 to 63 of a-z, 0-9 and -')
    .optional(),
};

const environmentSchema = z.object(reviewEnvironment);
type Environment = z.infer<typeof environmentSchema>;

type Storage = {
  AzureWebJobsStorage?: string | undefined;
  AzureWebJobsStorage__accountName?: string | undefined;
};

/** @returns what is wrong, in words, where settings do not come together. */
export function notificationProblem(environment: Environment & Storage): string | undefined {
  const { AzureWebJobsStorage, AzureWebJobsStorage__accountName, AzureWebJobsStorage__queueServiceUri } =
    environment;
  const known =
    AzureWebJobsStorage ?? AzureWebJobsStorage__accountName ?? AzureWebJobsStorage__queueServiceUri;
  if (environment.TRIAGE_NOTIFICATION_QUEUE !== undefined && known === undefined)
    return 'AzureWebJobsStorage__queueServiceUri: expected the address of the queues, since TRIAGE_NOTIFICATION_QUEUE is set';

  const { TRIAGE_WEBHOOK_URL: url, TRIAGE_WEBHOOK_SECRET: secret } = environment;
  if (url !== undefined && secret === undefined) return `TRIAGE_WEBHOOK_SECRET: ${secretHelp}`;
  if (url === undefined && secret !== undefined)
    return 'TRIAGE_WEBHOOK_URL: expected the address to which notices are posted, since TRIAGE_WEBHOOK_SECRET is set';
  return undefined;
}

/** @param account the name of the storage account, where an identity opens it */
export function notificationSettings(
  environment: Environment,
  account: string | undefined,
): NotificationSettings {
  const {
    TRIAGE_WEBHOOK_URL: url,
    TRIAGE_WEBHOOK_SECRET: key,
    TRIAGE_NOTIFICATION_QUEUE: name,
  } = environment;
  const given = environment.AzureWebJobsStorage__queueServiceUri?.replace(/\/$/, '');
  const serviceUrl = given ?? (account && `https://${account}.queue.core.windows.net`);
  return {
    ...(url !== undefined && key !== undefined ? { webhook: { url, key } } : {}),
    ...(name === undefined ? {} : { queue: { name, ...(serviceUrl ? { serviceUrl } : {}) } }),
  };
}

export function reviewSettings(environment: Environment): ReviewSettings {
  return {
    firstImpression: environment.TRIAGE_FIRST_IMPRESSION,
    undoSeconds: environment.TRIAGE_UNDO_SECONDS,
  };
}
