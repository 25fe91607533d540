import type { Arrival, Dismissed, Quarantine, Superseded } from '../intake/arrival';
import type { Macs } from '../kernel/sealing/macs';
import { feedbackLineOf, hasFeedback } from '../study/feedback/feedbackLine';
import type { StudyRecord, StudyVersion } from '../study/studyRecord';
import { lineToLookAt } from './lineToLookAt';
import { isReviewedMonth, type ReviewedMonth, type ReviewedPlace, reviewedPlaceOf } from './reviewedPlace';
import {
  type WorklistStudy,
  worklistProcessingOf,
  worklistRefusalOf,
  worklistStudyOf,
  worklistStudySchema,
} from './worklist';

/** The partitions that every process has in memory: what is open. */
export const openPartitions = ['study', 'refusal', 'processing'] as const;

export type OpenPartition = (typeof openPartitions)[number];

/** The partitions of the worklist's table that follow from records; `reviewed` says by study where its line is. */
export type IndexPartition = OpenPartition | 'reviewed' | ReviewedMonth;

export function isIndexPartition(name: unknown): name is IndexPartition {
  return openPartitions.some((one) => one === name) || name === 'reviewed' || isReviewedMonth(name);
}

/** Of a month: how many studies each of its days has. */
export const countKey = 'count';

/** A row of the worklist's table. `line` is JSON; `revision` tells which of two copies is newer. */
export interface IndexRow {
  readonly line: string;
  readonly revision: number;
  /** ETag of the study record that the line was last compared with; empty until then. */
  readonly record: string;
  /** Of a study: what it says about the models, as JSON; empty if it says nothing. */
  readonly feedback: string;
}

/** A row under its key, with a code over both. */
export interface SealedRow extends IndexRow {
  readonly partitionKey: IndexPartition;
  readonly rowKey: string;
  readonly mac: string;
}

/** No row. */
export const removedRow: IndexRow = { line: '', revision: 0, record: '', feedback: '' };

/** A study that is no longer open. It stays for a while, so that a writer who is late does not open it again. */
export function leftRow(revision: number): IndexRow {
  return { ...removedRow, revision };
}

/** Tells rows that the app wrote from those that somebody else put into the table. */
export class RowSeal {
  /** @param macs undefined: for those who hold no key. Then nothing is checked, and nothing can be written. */
  constructor(private readonly macs: Macs | undefined) {}

  sealed(
    partitionKey: IndexPartition,
    rowKey: string,
    { line, revision, record, feedback }: IndexRow,
  ): SealedRow {
    if (this.macs === undefined) throw new Error('nothing is written without the key of the site');
    const row = { partitionKey, rowKey, line, revision, record, feedback };
    return { ...row, mac: this.macs.of('worklist row', row) };
  }

  /** @param found as the table has it: nothing is known of its types */
  isGenuine(found: Readonly<Record<keyof SealedRow, unknown>>): boolean {
    if (this.macs === undefined) return true;
    const { partitionKey, rowKey, line, revision, record, feedback, mac } = found;
    const row = { partitionKey, rowKey, line, revision, record, feedback };
    return Object.values(row).every(isPlain) && this.macs.holds('worklist row', row, mac);
  }
}

function isPlain(value: unknown): boolean {
  return typeof value === 'string' || Number.isSafeInteger(value) || typeof value === 'boolean';
}

/** The rows of a study. */
export interface StudyRows {
  /** In `study`; without a line if it is reviewed. */
  readonly open: IndexRow;
  /** Of a study that is reviewed. */
  readonly reviewed?: ReviewedRow;
}

/** The line of a reviewed study, and what points to it. */
export interface ReviewedRow {
  readonly place: ReviewedPlace;
  readonly row: IndexRow;
}

/**
 * @param earlier the versions from `reviewedVersions`
 * @param record ETag of the study's record, if the rows are compared with it
 */
export function studyRows(study: StudyRecord, earlier: readonly StudyVersion[], record = ''): StudyRows {
  const line = worklistStudyOf(study);
  const feedback = hasFeedback(study) ? JSON.stringify(feedbackLineOf(study, earlier)) : '';
  const row = { ...rowOf(line, study.revision), record, feedback };
  if (line.state !== 'reviewed' || line.reviewedAt === undefined) return { open: row };
  return {
    open: leftRow(study.revision),
    reviewed: { place: reviewedPlaceOf(study.studyId, line.reviewedAt), row },
  };
}

/** In `reviewed`, under the study's id. */
export function pointerRow({ place, row }: ReviewedRow): IndexRow {
  return { ...row, line: JSON.stringify(place), feedback: '' };
}

/**
 * What became of a refusal: `superseded` by a later version that has an outcome, `restored`, since that was erased
 * afterwards, or `dismissed` by somebody. Later ones replace earlier ones.
 */
const refusalStates = ['stands', 'superseded', 'restored', 'dismissed'] as const;
export type RefusalState = (typeof refusalStates)[number];

/** @param hasLater whether the version that superseded it still has its outcome */
export function refusalStateOf(known: {
  readonly superseded: Superseded | undefined;
  readonly hasLater: boolean;
  readonly dismissed: Dismissed | undefined;
}): RefusalState {
  const { superseded, hasLater, dismissed } = known;
  if (superseded !== undefined && hasLater) return 'superseded';
  if (dismissed !== undefined) return 'dismissed';
  return superseded === undefined ? 'stands' : 'restored';
}

export function refusalRow(refusal: Quarantine, state: RefusalState): IndexRow {
  const left = state === 'superseded' || state === 'dismissed' ? state : undefined;
  return rowOf(worklistRefusalOf(refusal, left), 1 + refusalStates.indexOf(state));
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
  const line = readableLine(known.line);
  if (line === undefined) return rowOf(lineToLookAt(studyId, since), known.revision);
  const state = line.state === 'reviewed' ? 'reopened' : line.state;
  const marked = worklistStudySchema.parse({ ...line, changedOutside: true, place: 'stat', state });
  return { ...rowOf(marked, known.revision), feedback: known.feedback };
}

/** Undefined if another release wrote it. */
function readableLine(line: string): WorklistStudy | undefined {
  try {
    return worklistStudySchema.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
}

function rowOf(line: unknown, revision: number): IndexRow {
  return { ...removedRow, line: JSON.stringify(line), revision };
}
