import type { TableClient } from '@azure/data-tables';
import { withReview } from '../../../src/domain/study/studyRecord';
import type { SealedRow } from '../../../src/domain/worklist/indexRow';
import { totalOf } from '../../../src/domain/worklist/reviewedCounts';
import { reviewedPlaceOf } from '../../../src/domain/worklist/reviewedPlace';
import { worklistQuerySchema, worklistSearchSchema } from '../../../src/domain/worklist/worklistQuery';
import { connectStorage } from '../../../src/storage/connect';
import { openStore, type Store } from '../../../src/storage/store';
import { acceptedReview } from '../../domain/studies';
import { seedStudy } from '../../support/seedStudy';
import { testSiteKey } from '../../support/siteSecret';
import { storageAccount } from '../../support/storageAccount';

const times = [
  '2026-05-31T23:59:59.999Z',
  '2026-05-31T00:00:00.000Z',
  '2026-05-02T12:00:00.000Z',
  '2026-05-02T11:59:59.999Z',
  '2026-03-01T00:00:00.000Z',
  '2025-12-31T23:59:59.999Z',
];
const now = '2026-06-01T00:00:00.000Z';
let store: Store;
let table: TableClient;
/** The latest review first. */
const reviewed: string[] = [];

beforeAll(async () => {
  const storage = { kind: 'connection-string' as const, connectionString: await storageAccount() };
  store = openStore({ storage, incomingContainer: 'incoming', siteKey: testSiteKey });
  await store.prepare();
  table = connectStorage(storage).table('worklist');
  for (const at of times) {
    const { studyId } = await seedStudy(store);
    const review = { ...acceptedReview(1, at), reviewId: at };
    const study = await store.results.changeStudy(studyId, (known) => known && withReview(known, review));
    if (study) await store.worklist.putStudy(study);
    reviewed.push(studyId);
  }
});

async function page(query: object) {
  const counts = await store.worklist.reviewedCounts();
  const asked = worklistQuerySchema.parse({ tab: 'reviewed', ...query });
  return store.reviewedPages.page(counts, asked, now);
}

const idsOf = ({ studies }: Awaited<ReturnType<typeof page>>) => studies.map(({ studyId }) => studyId);

test('pages put together are all reviewed studies, the latest first, over days and months', async () => {
  expect(idsOf(await page({}))).toEqual(reviewed);
  for (const limit of [1, 2, 5]) {
    const found: string[] = [];
    for (let offset = 0; offset < times.length; offset += limit)
      found.push(...idsOf(await page({ offset, limit })));
    expect(found).toEqual(reviewed);
  }
  expect(await page({ offset: times.length })).toMatchObject({ studies: [], total: times.length });
});

test('a time, a filter and a text look further back', async () => {
  expect(idsOf(await page({ reviewedBefore: times[2] }))).toEqual(reviewed.slice(3));
  expect(idsOf(await page({ priority: 'stat' }))).toEqual([]);
  const counts = await store.worklist.reviewedCounts();
  const text = (reviewed[4] as string).slice(0, 8);
  const found = await store.reviewedPages.page(
    counts,
    { ...worklistSearchSchema.parse({ tab: 'reviewed', text }) },
    now,
  );
  expect(idsOf(found)).toEqual([reviewed[4]]);
  expect(found).not.toHaveProperty('lookedSince');
});

test('a line that somebody changed or invented is not believed, and a count that somebody removed is made anew', async () => {
  const place = reviewedPlaceOf(reviewed[2] as string, times[2] as string);
  const row = await table.getEntity<SealedRow>(place.partition, place.key);
  const whole = await page({});
  const forged = {
    ...row,
    partitionKey: place.partition,
    rowKey: place.key,
    line: row.line.replace('1', '7'),
  };
  await table.updateEntity(forged, 'Replace');
  const invented = reviewedPlaceOf('5a'.repeat(32), times[2] as string);
  await table.createEntity({ ...row, partitionKey: invented.partition, rowKey: invented.key });
  expect(await page({})).toEqual(whole);
  expect(await page({})).toEqual(whole);
  await expect(table.getEntity(invented.partition, invented.key)).rejects.toThrow();

  await table.updateEntity({ partitionKey: place.partition, rowKey: 'count', line: '{}' }, 'Replace');
  expect(totalOf(await store.worklist.reviewedCounts())).toBe(times.length);
});

test('a study that is signed again later moves to that day, and is counted once', async () => {
  const [studyId] = reviewed.splice(4, 1) as [string];
  const later = { ...acceptedReview(1, '2026-05-31T23:59:59.999Z'), reviewId: 'later' };
  const study = await store.results.changeStudy(studyId, (known) => known && withReview(known, later));
  if (study) await store.worklist.putStudy(study);
  const { studies, total } = await page({});
  expect(new Set(studies.map((line) => line.studyId)).size).toBe(times.length);
  expect(total).toBe(times.length);
});
