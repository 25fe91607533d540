import { randomUUID } from 'node:crypto';
import type { TableClient } from '@azure/data-tables';
import { withReview } from '../../../src/domain/study/studyRecord';
import { countKey, type SealedRow } from '../../../src/domain/worklist/indexRow';
import { createReconcileReviewed } from '../../../src/operations/study/reconcileReviewed';
import { connectStorage } from '../../../src/storage/connect';
import { openStore, type Store } from '../../../src/storage/store';
import { acceptedReview } from '../../domain/studies';
import { seedStudy } from '../../support/seedStudy';
import { testSiteKey } from '../../support/siteSecret';
import { storageAccount } from '../../support/storageAccount';
import { reviewedLines } from '../../support/studyLines';

const days = [
  '2026-03-30',
  '2026-03-31',
  '2026-03-31',
  '2026-05-01',
  '2026-05-01',
  '2026-05-01',
  '2026-05-02',
];
let store: Store;
let table: TableClient;
const studies: string[] = [];

beforeAll(async () => {
  const storage = { kind: 'connection-string' as const, connectionString: await storageAccount() };
  store = openStore({ storage, incomingContainer: 'incoming', siteKey: testSiteKey });
  await store.prepare();
  table = connectStorage(storage).table('worklist');
  for (const [index, day] of days.entries()) {
    const { studyId } = await seedStudy(store);
    studies.push(studyId);
    const review = { ...acceptedReview(1, `${day}T10:00:0${index}.000Z`), reviewId: randomUUID() };
    const study = await store.results.changeStudy(studyId, (known) => known && withReview(known, review));
    if (study) await store.worklist.putStudy(study);
  }
});

/** A whole turn, some lines at a time. @returns what was said, and how many parts it had */
async function turn(most: number): Promise<{ said: string[]; parts: number }> {
  const said: string[] = [];
  let at = 0;
  const reconcile = createReconcileReviewed({
    worklist: {
      reviewedPart: (from) => store.worklist.reviewedPart(from, most),
      recountMonth: (month) => store.worklist.recountMonth(month),
    },
    renew: store.renewRow,
    now: () => {
      at += 1;
      return new Date(at).toISOString();
    },
    logWarning: (message) => said.push(message),
    logError: (message) => said.push(message),
  });
  let parts = 0;
  let from = '';
  do {
    from = await reconcile(from);
    parts += 1;
  } while (from !== '' && parts < 50);
  return { said, parts };
}

const places = async () => (await reviewedLines(store)).length;

test.each([1, 2, 3, 4, 100])('lines that are right stay as they are, %d at a time', async (most) => {
  const { said, parts } = await turn(most);
  expect(said).toEqual([]);
  expect(parts).toBeLessThan(20);
  expect(await places()).toBe(days.length);
});

test.each([2, 100])('of days with wrong counts, each is counted anew, %d at a time', async (most) => {
  const row = await table.getEntity<SealedRow>('reviewed-2026-05', countKey);
  const { studyId } = await seedStudy(store);
  const review = { ...acceptedReview(1, '2026-05-02T11:00:00.000Z'), reviewId: randomUUID() };
  const study = await store.results.changeStudy(studyId, (known) => known && withReview(known, review));
  if (study) await store.worklist.putStudy(study);
  // The count of before.
  await table.upsertEntity({ ...row, partitionKey: 'reviewed-2026-05', rowKey: countKey }, 'Replace');
  expect((await turn(most)).said).toEqual(['the reviewed studies of reviewed-2026-05 were counted anew']);
  expect((await turn(most)).said).toEqual([]);
  await store.worklist.removeStudy(studyId);
});

test('a line that the app did not write is removed, and its study keeps its own', async () => {
  const [row] = await reviewedRowsOf('reviewed-2026-03');
  const copied = { ...row, partitionKey: 'reviewed-2026-05', rowKey: row?.rowKey as string };
  await table.upsertEntity(copied, 'Replace');
  await turn(100);
  expect((await reviewedRowsOf('reviewed-2026-05')).map(({ rowKey }) => rowKey)).not.toContain(copied.rowKey);
  expect((await turn(100)).said).toEqual([]);
  expect(await places()).toBe(days.length);
});

test.each([2, 100])('lines that somebody removed are said, by their day, %d at a time', async (most) => {
  for (const { partitionKey, rowKey } of await reviewedRowsOf('reviewed-2026-05'))
    if (rowKey.endsWith(studies[6] as string)) await table.deleteEntity(partitionKey, rowKey);
  const { said } = await turn(most);
  expect(said).toEqual([
    expect.stringMatching(/^1 studies that were reviewed on 2026-05-02 are counted and not listed/),
  ]);
});

async function reviewedRowsOf(
  month: string,
): Promise<(SealedRow & { partitionKey: string; rowKey: string })[]> {
  const rows: (SealedRow & { partitionKey: string; rowKey: string })[] = [];
  const filter = `PartitionKey eq '${month}' and RowKey lt ':'`;
  for await (const row of table.listEntities<SealedRow>({ queryOptions: { filter } }))
    rows.push(row as never);
  return rows;
}
