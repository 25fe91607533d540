import { z } from 'zod';
import type { Macs } from '../../kernel/sealing/macs';
import { impressionSchema } from '../review/impression';
import { reviewSchema } from '../review/review';
import { type Submitter, submitterSchema } from '../review/reviewer';
import { type StudyRecord, studyRecordSchema } from '../studyRecord';

/**
 * A person's change to a study that the study does not show yet, because the audit log must have it first.
 * The decision is final, so any process that finds it finishes it before changing anything else.
 */
const pendingChangeSchema = z.object({
  by: submitterSchema,
  /** All reviews and impressions, as the study will show them. */
  reviews: z.array(reviewSchema),
  impressions: z.array(impressionSchema),
});

export type PendingChange = z.infer<typeof pendingChangeSchema>;

/**
 * `results/studies/{studyId}.json` as stored. Readers parse it as a `StudyRecord`, without the pending
 * change.
 */
export const storedStudySchema = studyRecordSchema.extend({
  /** A pending change with its code, `mac`. Read only through `genuineChange`. */
  pending: z.unknown().optional(),
  /** Pending changes that the app did not begin. Kept for investigation. */
  refused: z.array(z.unknown()).optional(),
});

export type StoredStudy = z.infer<typeof storedStudySchema>;

/** The study as it was, with the pending change that `by` made. */
export function withPending(
  study: StoredStudy,
  { reviews, impressions }: Pick<StudyRecord, 'reviews' | 'impressions'>,
  by: Submitter,
  macs: Macs,
): StoredStudy {
  const change = pendingChangeSchema.parse({ by, reviews, impressions });
  return { ...study, pending: { ...change, mac: macs.of('pending change', { study, change }) } };
}

/**
 * The pending change of a study, if a session of this app began it, for this study in its current state;
 * undefined otherwise.
 */
export function genuineChange(studyId: string, stored: StoredStudy, macs: Macs): PendingChange | undefined {
  const { pending, ...study } = stored;
  if (pending === null || typeof pending !== 'object' || study.studyId !== studyId) return undefined;
  const { mac, ...change } = pending as { mac?: unknown };
  if (!macs.holds('pending change', { study, change }, mac)) return undefined;
  return pendingChangeSchema.safeParse(change).data;
}

/** The claimed pending change, whoever wrote it, for readers without a key to check it. */
export function claimedChange({ pending }: StoredStudy): PendingChange | undefined {
  return pendingChangeSchema.safeParse(pending).data;
}

/** The study with the pending change applied. */
export function applyPending(stored: StoredStudy, { reviews, impressions }: PendingChange): StoredStudy {
  const { pending, ...shown } = stored;
  return { ...shown, revision: stored.revision + 1, reviews, impressions };
}

/** The study without the pending change, which is set aside. */
export function refusePending(stored: StoredStudy): StoredStudy {
  const { pending, ...shown } = stored;
  return { ...shown, refused: [...(stored.refused ?? []), pending] };
}
