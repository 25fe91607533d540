import { z } from 'zod';
import { balanceRowSchema, balanceSchema } from './balance';
import { hourSchema } from './ledger';

export const silentSourceSchema = z.object({
  source: z.string(),
  /** The hour in which its last file was received. */
  lastHour: hourSchema,
  /** Files that are usual for the hours since then. */
  usual: z.number(),
});

/** Files that were received since a time, and what became of them. */
export const accountingViewSchema = z.object({
  asOf: z.iso.datetime(),
  /** The first hour counted. */
  since: hourSchema,
  total: balanceSchema,
  /** For each hour and source, the latest first. */
  rows: z.array(balanceRowSchema),
  silent: z.array(silentSourceSchema),
  /** Every source of the last week, by name. */
  sources: z.array(silentSourceSchema.extend({ silent: z.boolean() })),
});
export type AccountingView = z.infer<typeof accountingViewSchema>;
