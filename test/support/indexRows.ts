import type { IndexTable } from '../../src/audit/verify/rows/verifyRows';
import type { StudyRecord, StudyVersion } from '../../src/domain/study/studyRecord';
import {
  countKey,
  type IndexPartition,
  type IndexRow,
  pointerRow,
  RowSeal,
  removedRow,
  type SealedRow,
  studyRows,
} from '../../src/domain/worklist/indexRow';
import { countsText, type DayCounts, withKey } from '../../src/domain/worklist/reviewedCounts';
import { isReviewedMonth, type ReviewedMonth, studyOfKey } from '../../src/domain/worklist/reviewedPlace';
import { testMacs } from './siteSecret';

const seal = new RowSeal(testMacs);

/** The worklist's table in memory, by `partition/key`. */
export class IndexRows implements IndexTable {
  constructor(readonly rows = new Map<string, SealedRow>()) {}

  put(partition: IndexPartition, key: string, row: IndexRow): void {
    this.rows.set(`${partition}/${key}`, seal.sealed(partition, key, row));
  }

  /** All rows of a study, as the app leaves them. */
  putStudy(study: StudyRecord, earlier: readonly StudyVersion[] = []): void {
    const { studyId } = study;
    for (const [place, { partitionKey, rowKey }] of this.rows) {
      if (rowKey !== studyId && studyOfKey(rowKey) !== studyId) continue;
      this.rows.delete(place);
      if (isReviewedMonth(partitionKey)) this.count(partitionKey);
    }
    const { open, reviewed } = studyRows(study, earlier);
    this.put('study', studyId, open);
    if (reviewed === undefined) return;
    this.put('reviewed', studyId, pointerRow(reviewed));
    this.put(reviewed.place.partition, reviewed.place.key, reviewed.row);
    this.count(reviewed.place.partition);
  }

  /** Counts what is there of a month. */
  count(month: ReviewedMonth): void {
    let counts: DayCounts = {};
    for (const { partitionKey, rowKey } of this.rows.values())
      if (partitionKey === month && rowKey !== countKey) counts = withKey(counts, rowKey, 1);
    this.put(month, countKey, { ...removedRow, line: countsText(counts), revision: 1 });
  }

  async *all(): AsyncGenerator<SealedRow> {
    yield* this.rows.values();
  }

  async *partition(partition: IndexPartition): AsyncGenerator<SealedRow> {
    for (const row of this.rows.values()) if (row.partitionKey === partition) yield row;
  }

  async row(partition: IndexPartition, key: string): Promise<SealedRow | undefined> {
    return this.rows.get(`${partition}/${key}`);
  }
}
