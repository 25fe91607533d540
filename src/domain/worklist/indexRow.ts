import type { Arrival, Quarantine } from '../intake/arrival';
import type { Macs } from '../kernel/macs';
import { feedbackLineOf, hasFeedback } from '../study/feedbackLine';
import type { StudyRecord, StudyVersion } from '../study/studyRecord';
import { lineToLookAt } from './lineToLookAt';
import { worklistProcessingOf, worklistRefusalOf, worklistStudyOf, worklistStudySchema } from './worklist';

/** The partitions of the worklist's table. */
export const indexPartitions = ['study', 'refusal', 'processing', 'feedback'] as const;

export type IndexPartition = (typeof indexPartitions)[number];

/**
 * A row of the worklist's table. `line` is JSON; `revision` tells which of two copies is newer. A removed row
 * stays for a while with an empty line, so that copies of the table, which read only recent changes, see the
 * removal.
 */
export interface IndexRow {
  readonly line: string;
  readonly revision: number;
  /** ETag of the study record that the line was last compared with; empty until then. */
  readonly record: string;
  /** Of a study: whether it also has a line in `feedback`. */
  readonly hasFeedback: boolean;
}

/** A row under its key, with a code over both. */
export interface SealedRow extends IndexRow {
  readonly partitionKey: IndexPartition;
  readonly rowKey: string;
  readonly mac: string;
}

export const removedRow: IndexRow = { line: '', revision: 0, record: '', hasFeedback: false };

/** Tells rows that the app wrote from those that somebody else put into the table. */
export class RowSeal {
  /** @param macs undefined: for those who hold no key. Then nothing is checked, and nothing can be written. */
  constructor(private readonly macs: Macs | undefined) {}

  sealed(
    partitionKey: IndexPartition,
    rowKey: string,
    { line, revision, record, hasFeedback }: IndexRow,
  ): SealedRow {
    if (this.macs === undefined) throw new Error('nothing is written without the key of the site');
    const row = { partitionKey, rowKey, line, revision, record, hasFeedback };
    return { ...row, mac: this.macs.of('worklist row', row) };
  }

  /** @param found as the table has it: nothing is known of its types */
  isGenuine(found: Readonly<Record<keyof SealedRow, unknown>>): boolean {
    if (this.macs === undefined) return true;
    const { partitionKey, rowKey, line, revision, record, hasFeedback, mac } = found;
    const row = { partitionKey, rowKey, line, revision, record, hasFeedback };
    return Object.values(row).every(isPlain) && this.macs.holds('worklist row', row, mac);
  }
}

function isPlain(value: unknown): boolean {
  return typeof value === 'string' || Number.isSafeInteger(value) || typeof value === 'boolean';
}

export function studyRow(study: StudyRecord): IndexRow {
  return { ...rowOf(worklistStudyOf(study), study.revision), hasFeedback: hasFeedback(study) };
}

/** @param earlier the versions from `reviewedVersions` */
export function feedbackRow(study: StudyRecord, earlier: readonly StudyVersion[]): IndexRow {
  return rowOf(feedbackLineOf(study, earlier), study.revision);
}

/**
 * What became of a refusal: `superseded` by a later version that was read, or `restored`, since that was erased
 * afterwards. Later ones replace earlier ones.
 */
const refusalStates = ['stands', 'superseded', 'restored'] as const;
export type RefusalState = (typeof refusalStates)[number];

export function refusalRow(refusal: Quarantine, state: RefusalState): IndexRow {
  return rowOf(worklistRefusalOf(refusal, state === 'superseded'), 1 + refusalStates.indexOf(state));
}

export function processingRow(arrival: Arrival): IndexRow {
  return rowOf(worklistProcessingOf(arrival), 1);
}

/**
 * The row of a study whose record was changed outside the app. It keeps what it said last, but nothing of that
 * counts as reviewed, and it is read first.
 *
 * @param since ISO time: when the study is due, if nothing is known of it
 */
export function markedRow(studyId: string, known: IndexRow, since: string): IndexRow {
  if (known.line === '') return rowOf(lineToLookAt(studyId, since), 0);
  const line = worklistStudySchema.parse(JSON.parse(known.line));
  const state = line.state === 'reviewed' ? 'reopened' : line.state;
  const marked = worklistStudySchema.parse({ ...line, changedOutside: true, place: 'stat', state });
  return { ...rowOf(marked, known.revision), hasFeedback: known.hasFeedback };
}

function rowOf(line: unknown, revision: number): IndexRow {
  return { ...removedRow, line: JSON.stringify(line), revision };
}
