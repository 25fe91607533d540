import type { RestError } from '@azure/data-tables';
import type { z } from 'zod';
import type { OpenPartition } from '../../domain/worklist/indexRow';
import {
  worklistProcessingSchema,
  worklistRefusalSchema,
  worklistStudySchema,
} from '../../domain/worklist/worklist';

export const worklistTable = 'worklist';

/** What the lines of each open partition are. */
export const openLines = {
  study: worklistStudySchema,
  refusal: worklistRefusalSchema,
  processing: worklistProcessingSchema,
} as const satisfies Record<OpenPartition, z.ZodType>;

export type LineOf<P extends OpenPartition> = z.infer<(typeof openLines)[P]>;

export function isOpenPartition(partition: string | undefined): partition is OpenPartition {
  return partition !== undefined && Object.hasOwn(openLines, partition);
}

export function statusOf(error: unknown): number | undefined {
  return (error as Partial<RestError>).statusCode;
}

export function isStatus(error: unknown, ...statuses: number[]): boolean {
  return statuses.includes(statusOf(error) ?? 0);
}
