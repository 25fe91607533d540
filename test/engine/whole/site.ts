import { type AppStorage, appStorage } from '../../support/appStorage';
import type { Receiver } from '../../support/receiver';
import type { RoleFetch } from '../../support/signIn';

/** The app on one of the engines, and who receives its notices. */
export interface Site extends AppStorage {
  readonly name: string;
  readonly url: string;
  readonly fetch: RoleFetch;
  readonly environment: Readonly<Record<string, string>>;
  readonly connectionString: string;
  /** Of the durable routes. */
  readonly systemKey: string;
  readonly receiver: Receiver;
}

export const queueOfNotices = 'triage-notices';

/** What the app is told so that its notices reach a receiver, which listens, and a queue. */
export function noticeSettings({ url }: Receiver): Record<string, string> {
  return {
    TRIAGE_WEBHOOK_URL: url,
    TRIAGE_WEBHOOK_SECRET: `whsec_${Buffer.alloc(32, 7).toString('base64')}`,
    TRIAGE_NOTIFICATION_QUEUE: queueOfNotices,
  };
}

export async function siteOf(site: Omit<Site, keyof AppStorage>): Promise<Site> {
  return { ...site, ...(await appStorage(site.environment, site.connectionString)) };
}
