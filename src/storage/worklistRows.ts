import type { RestError } from '@azure/data-tables';
import type { z } from 'zod';
import { feedbackLineSchema } from '../domain/study/feedbackLine';
import {
  worklistProcessingSchema,
  worklistRefusalSchema,
  worklistStudySchema,
} from '../domain/worklist/worklist';

export const worklistTable = 'worklist';

/** What each partition's rows are. */
export const partitions = {
  study: worklistStudySchema,
  refusal: worklistRefusalSchema,
  processing: worklistProcessingSchema,
  feedback: feedbackLineSchema,
} as const;

export type Partition = keyof typeof partitions;
export type LineOf<P extends Partition> = z.infer<(typeof partitions)[P]>;

/**
 * `line` is the row as JSON; `revision` tells which of two copies is newer. A removed row stays for a while
 * with an empty line, so that copies of the table, which read only recent changes, see the removal.
 */
export interface Row {
  readonly line: string;
  readonly revision: number;
}

export const removed: Row = { line: '', revision: 0 };

export function statusOf(error: unknown): number | undefined {
  return (error as Partial<RestError>).statusCode;
}
