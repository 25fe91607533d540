import { z } from 'zod';
import { auditEventSchema } from '../../domain/audit/auditEvent';
import { settingInForceSchema } from '../../domain/kernel/settingInForce';
import { route } from './route';
import { since } from './since';

/** One person or program, and what it did. */
const userActivitySchema = z.object({
  subject: z.string(),
  /** As of the last entry. */
  roles: z.array(z.string()),
  lastAt: z.iso.datetime(),
  /** How often, by the type of the entry. */
  did: z.array(z.object({ type: z.string(), times: z.number().int() })),
});

export const siteRoutes = {
  /** The settings that the app runs with; secrets are never among them. */
  settings: route({
    method: 'GET',
    path: 'api/settings',
    right: 'read-settings',
    answer: z.object({ settings: z.array(settingInForceSchema), version: z.string(), node: z.string() }),
  }),
  /** What people and programs did, by the sealed entries of the audit log. */
  activity: route({
    method: 'GET',
    path: 'api/activity',
    right: 'read-activity',
    effort: 'list',
    query: z.strictObject({ since }),
    answer: z.object({
      /** Down to which time the log was read. */
      since: z.iso.datetime(),
      users: z.array(userActivitySchema),
      /** The latest first. */
      entries: z.array(z.object({ sequence: z.number().int(), event: auditEventSchema })),
    }),
  }),
};
