import type { RestError } from '@azure/data-tables';
import type { z } from 'zod';
import { feedbackLineSchema } from '../domain/study/feedbackLine';
import type { IndexPartition } from '../domain/worklist/indexRow';
import {
  worklistProcessingSchema,
  worklistRefusalSchema,
  worklistStudySchema,
} from '../domain/worklist/worklist';

export const worklistTable = 'worklist';

/** What each partition's lines are. */
export const partitions = {
  study: worklistStudySchema,
  refusal: worklistRefusalSchema,
  processing: worklistProcessingSchema,
  feedback: feedbackLineSchema,
} as const satisfies Record<IndexPartition, z.ZodType>;

export type LineOf<P extends IndexPartition> = z.infer<(typeof partitions)[P]>;

export function isPartition(partition: string | undefined): partition is IndexPartition {
  return partition !== undefined && Object.hasOwn(partitions, partition);
}

export function statusOf(error: unknown): number | undefined {
  return (error as Partial<RestError>).statusCode;
}
