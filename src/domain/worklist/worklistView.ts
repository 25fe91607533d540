import { z } from 'zod';
import type { DeepReadonly } from '../kernel/deepReadonly';
import { worklistTabs } from '../kernel/worklistTabs';
import { worklistProcessingSchema, worklistRefusalSchema, worklistStudySchema } from './worklist';

/** A study with where it stands. */
const worklistLineSchema = worklistStudySchema.extend({
  /** 1 is read first; among all studies that await review. Absent once reviewed. */
  rank: z.number().int().positive().optional(),
});

/** A page of one tab of the worklist. */
export const worklistViewSchema = z.object({
  serverTime: z.iso.datetime(),
  tab: z.enum(worklistTabs),
  /** Of everything, whatever the filters. `not-analysed` studies await review as well and are counted there too. */
  counts: z.record(z.enum(worklistTabs), z.number().int()),
  /** Lines that the filters leave. */
  total: z.number().int(),
  offset: z.number().int(),
  /** In reading order of the tabs awaiting and not-analysed; of reviewed, the latest review first. Empty otherwise. */
  studies: z.array(worklistLineSchema),
  /** The latest first; of the tab quarantined. */
  quarantined: z.array(worklistRefusalSchema),
  /** The oldest first; of the tab processing. */
  processing: z.array(worklistProcessingSchema.omit({ exportId: true })),
  /** What there is to filter by, over the whole tab. */
  facets: z.object({ modalities: z.array(z.string()), bodyParts: z.array(z.string()) }),
});

/** Why a study has its rank, in words. */
export const rankViewSchema = z.object({
  /** Absent once reviewed. */
  rank: z.number().int().positive().optional(),
  of: z.number().int(),
  /** Whole sentences, the weightiest first. */
  because: z.array(z.string()),
});

export type WorklistLine = DeepReadonly<z.infer<typeof worklistLineSchema>>;
export type WorklistView = DeepReadonly<z.infer<typeof worklistViewSchema>>;
export type ProcessingLine = WorklistView['processing'][number];
export type RankView = DeepReadonly<z.infer<typeof rankViewSchema>>;
