import type { RestError, TableEntityResult } from '@azure/data-tables';
import type { z } from 'zod';
import type { Macs } from '../domain/kernel/macs';
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

export function isPartition(partition: string | undefined): partition is Partition {
  return partition !== undefined && Object.hasOwn(partitions, partition);
}

/**
 * `line` is the row as JSON; `revision` tells which of two copies is newer. A removed row stays for a while
 * with an empty line, so that copies of the table, which read only recent changes, see the removal.
 */
export interface Row {
  readonly line: string;
  readonly revision: number;
  /** ETag of the study record that the line was last compared with; empty until then. */
  readonly record: string;
  /** Of a study: whether it also has a line in `feedback`. */
  readonly hasFeedback: boolean;
}

/** A row as it is stored, with a code over its place and content. */
export type StoredRow = Row & { readonly mac: string };

export const removed: Row = { line: '', revision: 0, record: '', hasFeedback: false };

/** Tells rows that the app wrote from those that somebody else put into the table. */
export class RowSeal {
  /** @param macs undefined: for those who hold no key. Then nothing is checked, and nothing can be written. */
  constructor(private readonly macs: Macs | undefined) {}

  sealed(partitionKey: Partition, rowKey: string, { line, revision, record, hasFeedback }: Row) {
    if (this.macs === undefined) throw new Error('nothing is written without the key of the site');
    const row = { partitionKey, rowKey, line, revision, record, hasFeedback };
    return { ...row, mac: this.macs.of('worklist row', row) };
  }

  isGenuine({
    partitionKey,
    rowKey,
    line,
    revision,
    record,
    hasFeedback,
    mac,
  }: TableEntityResult<StoredRow>): boolean {
    if (this.macs === undefined) return true;
    const row = { partitionKey, rowKey, line, revision, record, hasFeedback };
    return Object.values(row).every(isPlain) && this.macs.holds('worklist row', row, mac);
  }
}

/** Another type, such as a date, was written by somebody else. */
function isPlain(value: unknown): boolean {
  return typeof value === 'string' || Number.isSafeInteger(value) || typeof value === 'boolean';
}

export function statusOf(error: unknown): number | undefined {
  return (error as Partial<RestError>).statusCode;
}
