import { z } from 'zod';
import { refusalCodeSchema } from '../reasons/refusalCode';
import { type SkipReason, skipReasonSchema } from '../reasons/skipReason';

const id = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.number().int().nonnegative();

/** Where one file of an export is, according to the archive's directory. */
export const memberSchema = z.object({
  /** Its position in the directory, from 0: two files may have the same name. */
  index: count,
  /** Path inside the export. It can contain a patient's name. */
  name: z.string(),
  /** Offset of its local header in the archive. */
  offset: count,
  /** Its data ends before this offset. */
  end: count,
  compressedSize: count,
  size: count,
  crc32: count,
  /** Compression method: 0 is stored, 8 is deflated. */
  method: count,
  encrypted: z.boolean(),
});

/** How many files one page of an export's record lists, and one step starts. */
export const membersPerPage = 500;

/**
 * Some of the files of an export, each an arrival of its own. Paged, so that no step has to handle all files
 * at once.
 */
export const exportPageSchema = z.object({
  schemaVersion: z.literal(1),
  /** The export's arrival. */
  arrivalId: id,
  /** From 0. */
  page: count,
  members: z.array(memberSchema.extend({ arrivalId: id })).max(membersPerPage),
});

/**
 * What an export contains and what was decided for each file in it, once, before any file is started. Written
 * after its pages. It is stored beside the arrivals with the same protection, since file names can contain
 * patients' names.
 */
export const exportRecordSchema = z.object({
  schemaVersion: z.literal(1),
  /** The export's arrival. */
  arrivalId: id,
  /** How many of its files are arrivals of their own, and on how many pages. */
  members: count,
  pages: count,
  skipped: z.array(z.object({ name: z.string(), reason: skipReasonSchema })),
  /** Files that a DICOMDIR names but that are missing. */
  missing: z.array(z.string()),
  /** Why a DICOMDIR could not be read; its files are then taken one by one. */
  indexProblem: refusalCodeSchema.optional(),
});

/** The same as counts, without names. `files` = `members` + skipped files. */
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

export function exportCountsOf({
  members,
  skipped,
  missing,
  indexProblem,
}: Pick<ExportRecord, 'members' | 'skipped' | 'missing' | 'indexProblem'>): ExportCounts {
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
