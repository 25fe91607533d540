import { z } from 'zod';
import type { Notice } from '../study/notices/notice';

/** What is counted: whom studies show, and their pictures. */
export const readKinds = ['identities', 'pictures'] as const;
export type ReadKind = (typeof readKinds)[number];

/** Somebody is sent something of a study. */
export interface Reading {
  readonly subject: string;
  readonly what: ReadKind;
  readonly studyId: string;
  /** ISO time. */
  readonly at: string;
}

/** Of how many different studies each caller has read in the current hour of the clock. */
export class ReadingTally {
  #hour = '';
  readonly #studies = new Map<string, Set<string>>();

  /** @param most studies in an hour that are nothing unusual */
  constructor(private readonly most: number) {}

  /** Counts a reading. @returns whether its caller has read of more studies by now than is usual */
  isUnusual({ subject, what, studyId, at }: Reading): boolean {
    const hour = at.slice(0, 13);
    if (hour !== this.#hour) this.#studies.clear();
    this.#hour = hour;
    const key = `${what} ${subject}`;
    const studies = this.#studies.get(key) ?? new Set();
    this.#studies.set(key, studies);
    // One more than the limit says all, so no caller can make the set any larger.
    if (studies.size <= this.most) studies.add(studyId);
    return studies.size > this.most;
  }
}

/** Tells a site that somebody reads unusually much. It names the caller by the subject alone, and no study. */
export const readingAlertSchema = z.strictObject({
  id: z.string().regex(/^msg_[0-9a-f]{32}$/),
  type: z.literal('unusual-reading'),
  subject: z.string(),
  what: z.enum(readKinds),
  /** So many studies within an hour are nothing unusual. */
  moreThan: z.number().int().positive(),
  /** ISO time of the reading that was one too many. */
  at: z.iso.datetime(),
});
export type ReadingAlert = z.infer<typeof readingAlertSchema>;

/** What is sent to a site: about a study, or about a caller. */
export type AnyNotice = Notice | ReadingAlert;
