import { z } from 'zod';
import { channel } from './channel';

/** A storage queue in the site's own account. */
export const queue = channel({
  environment: {
    TRIAGE_NOTIFICATION_QUEUE: z
      .string()
      .regex(/^[a-z0-9](?!.*--)[a-z0-9-]{1,61}[a-z0-9]$/, 'expected a queue name: 3 to 63 of a-z, 0-9 and -')
      .optional(),
  },

  problem: () => undefined,

  settings: ({ TRIAGE_NOTIFICATION_QUEUE: name }) => (name === undefined ? undefined : { name }),

  open: ({ name }, site) => site.openQueue(name),
});
