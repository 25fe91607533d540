import { z } from 'zod';
import { type Balance, balanceOf } from './columns';
import { groupSchema, hourSchema, type Ledger } from './ledger';

const count = z.number().int().nonnegative();

const groupCountSchema = groupSchema.extend({ files: count });
export type GroupCount = z.infer<typeof groupCountSchema>;

/** The counts of one day: what its hours' ledgers hold, without the ids of files. */
export const dayCountsSchema = z.object({ schemaVersion: z.literal(1), groups: z.array(groupCountSchema) });
export type DayCounts = z.infer<typeof dayCountsSchema>;

export function countsOf({ groups }: Ledger): GroupCount[] {
  return groups.map(({ arrivals, ...group }) => ({ ...group, files: arrivals.length }));
}

/** What became of the files of one hour and source: `received` is the sum of all others. */
export const balanceSchema = z.object({
  received: count,
  analysed: count,
  notAnalysed: count,
  quarantined: count,
  /** Exports: each file in them was received by itself. */
  unpacked: count,
  /** DICOMDIR files. */
  index: count,
  /** Refused, and sent again since in a form that could be read. */
  superseded: count,
  erased: count,
  inProgress: count,
} satisfies Record<keyof Balance, z.ZodType>);

export const balanceRowSchema = balanceSchema.extend({ hour: hourSchema, source: z.string() });
export type BalanceRow = z.infer<typeof balanceRowSchema>;

/** A row for each hour and source, the latest hour first. */
export function balanceRows(counts: readonly GroupCount[]): BalanceRow[] {
  const byPlace = Map.groupBy(counts, ({ hour, source }) => JSON.stringify([hour, source]));
  const rows = [...byPlace.values()].map((group) => {
    const { hour, source } = group[0] as GroupCount;
    return { hour, source, ...balanceOf(group) };
  });
  return rows.sort((a, b) => b.hour.localeCompare(a.hour) || a.source.localeCompare(b.source));
}
