import { z } from 'zod';
import { channel } from './channel';

/** A storage queue in the site's own account. */
export const queue = channel({
  environment: {
    AzureWebJobsStorage__queueServiceUri: z.url().optional(),
    TRIAGE_NOTIFICATION_QUEUE: z
      .string()
      .regex(/^[a-z0-9](?!.*--)[a-z0-9-]{1,61}[a-z0-9]$/, 'expected a queue name: 3 to 63 of a-z, 0-9 and -')
      .optional(),
  },

  problem: (values) => {
    const { AzureWebJobsStorage, AzureWebJobsStorage__accountName, AzureWebJobsStorage__queueServiceUri } =
      values;
    const known =
      AzureWebJobsStorage ?? AzureWebJobsStorage__accountName ?? AzureWebJobsStorage__queueServiceUri;
    return values.TRIAGE_NOTIFICATION_QUEUE !== undefined && known === undefined
      ? 'AzureWebJobsStorage__queueServiceUri: expected the address of the queues, since TRIAGE_NOTIFICATION_QUEUE is set'
      : undefined;
  },

  settings: (values) => {
    const { TRIAGE_NOTIFICATION_QUEUE: name, AzureWebJobsStorage__accountName: account } = values;
    if (name === undefined) return undefined;
    const given = values.AzureWebJobsStorage__queueServiceUri?.replace(/\/$/, '');
    const serviceUrl = given ?? (account && `https://${account}.queue.core.windows.net`);
    return { name, ...(serviceUrl ? { serviceUrl } : {}) };
  },

  open: ({ name, serviceUrl }, site) => site.openQueue(name, serviceUrl),
});
