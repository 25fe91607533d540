import { z } from 'zod';
import { refusalCodeSchema } from '../reasons/refusalCode';
import { type SkipReason, skipReasonSchema } from '../reasons/skipReason';

const id = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.number().int().nonnegative();

/** Where one file of an export lies, as the directory of the archive states it. */
export const memberSchema = z.object({
  /** Its place in the directory, from 0: two files may have one name. */
  index: count,
  /** Path inside the export. It can hold a patient's name. */
  name: z.string(),
  /** Of its local header in the archive. */
  offset: count,
  /** Nothing of it lies at or behind this offset. */
  end: count,
  compressedSize: count,
  size: count,
  crc32: count,
  /** Of compression: 0 is stored, 8 is deflated. */
  method: count,
  encrypted: z.boolean(),
});

/** As many files as one page of an export's record lists, and one step starts. */
export const membersPerPage = 500;

/**
 * Some of the files of an export, each of which is an arrival of its own. In pages, so that no step has to handle them
 * all at once.
 */
export const exportPageSchema = z.object({
  schemaVersion: z.literal(1),
  /** Of the export. */
  arrivalId: id,
  /** From 0. */
  page: count,
  members: z.array(memberSchema.extend({ arrivalId: id })).max(membersPerPage),
});

/**
 * What an export holds and what became of each file in it, decided once, before any of it starts. Written after its
 * pages. It is kept beside the arrivals and has their protection, since names of files can hold those of patients.
 */
export const exportRecordSchema = z.object({
  schemaVersion: z.literal(1),
  /** Of the export. */
  arrivalId: id,
  /** How many of its files are arrivals of their own, on so many pages. */
  members: count,
  pages: count,
  skipped: z.array(z.object({ name: z.string(), reason: skipReasonSchema })),
  /** Files that a DICOMDIR names and that are not there. */
  missing: z.array(z.string()),
  /** Why a DICOMDIR could not be read; the files beside it are then taken one by one. */
  indexProblem: refusalCodeSchema.optional(),
});

/** The same in numbers, without a name. `files` = `members` + those left out. */
export const exportCountsSchema = z.object({
  files: count,
  members: count,
  skipped: z.partialRecord(skipReasonSchema, count),
  missing: count,
  indexProblem: refusalCodeSchema.optional(),
});

export type Member = z.infer<typeof memberSchema>;
export type ExportPage = z.infer<typeof exportPageSchema>;
export type ExportRecord = z.infer<typeof exportRecordSchema>;
export type ExportCounts = z.infer<typeof exportCountsSchema>;

export function exportCountsOf({ members, skipped, missing, indexProblem }: ExportRecord): ExportCounts {
  const reasons: Partial<Record<SkipReason, number>> = {};
  for (const { reason } of skipped) reasons[reason] = (reasons[reason] ?? 0) + 1;
  return {
    files: members + skipped.length,
    members,
    skipped: reasons,
    missing: missing.length,
    ...(indexProblem === undefined ? {} : { indexProblem }),
  };
}
