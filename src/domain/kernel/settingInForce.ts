import { z } from 'zod';

/** One setting as the app uses it. */
export const settingInForceSchema = z.object({
  name: z.string(),
  /** Absent if it is not set and has no default of its own, or if it may not be shown. */
  value: z.string().optional(),
  /** It is set, and what it is stays hidden: it is a secret, or may hold one. */
  isHidden: z.boolean(),
  /** `environment`: an application setting or environment variable of the app. */
  source: z.enum(['environment', 'default']),
});
export type SettingInForce = z.infer<typeof settingInForceSchema>;
