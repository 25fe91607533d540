import { z } from 'zod';
import type { DeepReadonly } from '../kernel/deepReadonly';
import { worklistTabs } from '../kernel/worklistTabs';
import { toldSchema } from '../words/toldSchema';
import { worklistProcessingSchema, worklistRefusalSchema, worklistStudySchema } from './worklist';

/** A study with its position. */
const worklistLineSchema = worklistStudySchema.extend({
  /** 1 is read first, among all studies awaiting review. Absent once reviewed. */
  rank: z.number().int().positive().optional(),
  /** Who says that they are reading it now. */
  claim: z.object({ subject: z.string(), name: z.string() }).optional(),
});

/** A page of one tab of the worklist. */
export const worklistViewSchema = z.object({
  serverTime: z.iso.datetime(),
  tab: z.enum(worklistTabs),
  /** Unfiltered counts. `not-analysed` studies also await review and are counted under both. */
  counts: z.record(z.enum(worklistTabs), z.number().int()),
  /** Lines left after filtering. */
  total: z.number().int(),
  offset: z.number().int(),
  /**
   * For the tabs awaiting and not-analysed, in reading order; for reviewed, latest review first. Empty
   * otherwise.
   */
  studies: z.array(worklistLineSchema),
  /** For the tab quarantined, latest first. */
  quarantined: z.array(worklistRefusalSchema),
  /** For the tab processing, oldest first. */
  processing: z.array(worklistProcessingSchema.omit({ exportId: true })),
  /**
   * Of the tab reviewed, with a filter or a text: studies that were reviewed before that were not looked through.
   * `reviewedBefore` looks further.
   */
  reviewedSince: z.iso.datetime().optional(),
  /** Of a search: whether patients were looked for. Absent: the caller may not, or the site does not. */
  patients: z.enum(['searched', 'too-many']).optional(),
  /** The available filter values over the whole tab; of the tab reviewed, over what was looked through. */
  facets: z.object({ modalities: z.array(z.string()), bodyParts: z.array(z.string()) }),
});

/** Why a study has its rank. */
export const rankViewSchema = z.object({
  /** Absent once reviewed. */
  rank: z.number().int().positive().optional(),
  of: z.number().int(),
  /** Most important first: codes and values, for a reader of any language. */
  reasons: z.array(toldSchema),
  /** The same in English, whole sentences. */
  because: z.array(z.string()),
});

export type WorklistLine = DeepReadonly<z.infer<typeof worklistLineSchema>>;
export type WorklistView = DeepReadonly<z.infer<typeof worklistViewSchema>>;
export type ProcessingLine = WorklistView['processing'][number];
export type RankView = DeepReadonly<z.infer<typeof rankViewSchema>>;
