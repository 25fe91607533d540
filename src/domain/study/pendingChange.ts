import { z } from 'zod';
import type { Macs } from '../kernel/macs';
import { impressionSchema } from './impression';
import { reviewSchema } from './review';
import { type Submitter, submitterSchema } from './reviewer';
import { type StudyRecord, studyRecordSchema } from './studyRecord';

/**
 * What somebody did with a study and the study does not show yet: the audit log has to know of it first. It was decided
 * on, so whoever finds it finishes it before anything else is changed.
 */
const pendingChangeSchema = z.object({
  by: submitterSchema,
  /** All reviews and impressions, as the study is going to show them. */
  reviews: z.array(reviewSchema),
  impressions: z.array(impressionSchema),
});

export type PendingChange = z.infer<typeof pendingChangeSchema>;

/** `results/studies/{studyId}.json` as it lies in storage. Readers parse it as a `StudyRecord`, without what is pending. */
export const storedStudySchema = studyRecordSchema.extend({
  /** A pending change with its code, `mac`. Nobody reads it but through `genuineChange`. */
  pending: z.unknown().optional(),
  /** What lay here as a pending change and was none of this app. Kept to be looked into. */
  refused: z.array(z.unknown()).optional(),
});

export type StoredStudy = z.infer<typeof storedStudySchema>;

/** The study as it was, with what it is going to show after `by` changed it. */
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
 * The pending change of a study, where a session of this app began it, for this study as it is; undefined where there is
 * none, or another one.
 */
export function genuineChange(studyId: string, stored: StoredStudy, macs: Macs): PendingChange | undefined {
  const { pending, ...study } = stored;
  if (pending === null || typeof pending !== 'object' || study.studyId !== studyId) return undefined;
  const { mac, ...change } = pending as { mac?: unknown };
  if (!macs.holds('pending change', { study, change }, mac)) return undefined;
  return pendingChangeSchema.safeParse(change).data;
}

/** What is said to be pending, whoever wrote it, for those who have no key to check it with. */
export function claimedChange({ pending }: StoredStudy): PendingChange | undefined {
  return pendingChangeSchema.safeParse(pending).data;
}

/** The study showing what was pending. */
export function applyPending(stored: StoredStudy, { reviews, impressions }: PendingChange): StoredStudy {
  const { pending, ...shown } = stored;
  return { ...shown, revision: stored.revision + 1, reviews, impressions };
}

/** The study without what was pending, which is kept beside it. */
export function refusePending(stored: StoredStudy): StoredStudy {
  const { pending, ...shown } = stored;
  return { ...shown, refused: [...(stored.refused ?? []), pending] };
}
