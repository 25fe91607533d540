import { describeFault } from '../../../../src/audit/verify/fault';
import { verifyRows } from '../../../../src/audit/verify/rows/verifyRows';
import type { Arrival, Quarantine } from '../../../../src/domain/intake/arrival';
import defaultPolicy from '../../../../src/domain/study/policy/defaultPolicy.json';
import { policySchema } from '../../../../src/domain/study/policy/policySchema';
import { mergeIntoStudy, type StudyRecord, withReview } from '../../../../src/domain/study/studyRecord';
import {
  type IndexPartition,
  type IndexRow,
  processingRow,
  refusalRow,
  type SealedRow,
} from '../../../../src/domain/worklist/indexRow';
import { reviewedPlaceOf } from '../../../../src/domain/worklist/reviewedPlace';
import { hexId } from '../../../domain/arbitraries';
import { acceptedReview, plainImage } from '../../../domain/studies';
import { IndexRows } from '../../../support/indexRows';
import { testMacs } from '../../../support/siteSecret';
import { MemoryTree } from '../../memoryLog';

const at = '2026-05-01T10:00:00.000Z';
const soon = Date.parse('2026-05-01T10:01:00.000Z');
const later = Date.parse('2026-05-01T11:00:00.000Z');
const policy = policySchema.parse(defaultPolicy);
const [studyId, refusedId, waitingId] = [hexId('a study'), hexId('refused'), hexId('waiting')];

const unreviewed = mergeIntoStudy(
  undefined,
  studyId,
  [plainImage('a', 'stat', at)],
  policy,
  at,
) as StudyRecord;
const reviewed = withReview(unreviewed, acceptedReview(1, at)) as StudyRecord;
const refusal: Quarantine = {
  schemaVersion: 1,
  arrivalId: refusedId,
  reason: 'truncated',
  detail: {},
  receivedAt: at,
  quarantinedAt: at,
};
const waiting: Arrival = {
  schemaVersion: 1,
  arrivalId: waitingId,
  container: 'incoming',
  name: 'x.dcm',
  etag: 'e',
  receivedAt: at,
  lane: 'routine',
  salt: '5a'.repeat(32),
};

class Site {
  readonly tree = new MemoryTree();
  readonly table = new IndexRows();
  readonly rows = this.table.rows;

  constructor(study = reviewed) {
    this.tree.putJson('identity', `${studyId}/salt.json`, { schemaVersion: 1, salt: '5a'.repeat(32) });
    this.tree.putJson('results', `studies/${studyId}.json`, study);
    this.tree.putJson('quarantine', `${refusedId}/refusal.json`, refusal);
    this.tree.putJson('arrivals', `${waitingId}.json`, waiting);
    this.table.putStudy(study);
    this.put('refusal', refusedId, refusalRow(refusal, 'stands'));
    this.put('processing', waitingId, processingRow(waiting));
  }

  put(partition: IndexPartition, key: string, row: IndexRow): void {
    this.table.put(partition, key, row);
  }

  /** @returns each fault as its code and where it is */
  async faults(now = later, holdsKey = true): Promise<string[]> {
    const { faults } = await verifyRows(this.tree, this.table, holdsKey ? testMacs : undefined, now);
    for (const fault of faults) expect(describeFault(fault)).toContain(fault.code);
    return faults.map(({ code, where }) => `${code} ${where}`);
  }
}

const { partition: month, key: monthKey } = reviewedPlaceOf(studyId, at);
const keys: [IndexPartition, string, StudyRecord][] = [
  ['study', studyId, unreviewed],
  ['reviewed', studyId, reviewed],
  [month, monthKey, reviewed],
  ['refusal', refusedId, reviewed],
  ['processing', waitingId, reviewed],
];

test('the table of a site that nobody touched is right, with the key and without', async () => {
  for (const study of [reviewed, unreviewed]) {
    expect(await new Site(study).faults()).toEqual([]);
    expect(await new Site(study).faults(later, false)).toEqual([]);
  }
});

describe.each(keys)('a row of %s', (partition, key, study) => {
  const place = `${partition}/${key}`;
  /** Its month is then counted wrongly as well. */
  const miscounted = partition === month ? [`row-behind worklist/${month}/count`] : [];

  test('that was removed', async () => {
    const site = new Site(study);
    site.rows.delete(place);
    expect(await site.faults()).toEqual([`row-missing worklist/${place}`, ...miscounted]);
  });

  test('that was altered, with the key and without', async () => {
    const site = new Site(study);
    const row = site.rows.get(place) as SealedRow;
    site.rows.set(place, { ...row, line: String(row.line).replace('2026', '2027') });
    expect(await site.faults()).toEqual([`row-changed worklist/${place}`, ...miscounted]);
    expect(await site.faults(later, false)).toEqual([`row-changed worklist/${place}`]);
    site.rows.set(place, { ...row, mac: '' });
    expect(await site.faults()).toEqual([`row-changed worklist/${place}`, ...miscounted]);
  });

  test('that was added', async () => {
    const site = new Site(study);
    const another = key.slice(0, -64) + hexId('another');
    const row = site.rows.get(place) as SealedRow;
    site.rows.set(`${partition}/${another}`, { ...row, rowKey: another });
    expect(await site.faults()).toEqual([`row-changed worklist/${partition}/${another}`]);
    site.put(partition, another, row as IndexRow);
    const added = [`row-without-record worklist/${partition}/${another}`, ...miscounted];
    expect(await site.faults()).toEqual(added);
  });
});

test('a refusal that a later version of the file superseded', async () => {
  const [site, by] = [new Site(), hexId('a later version')];
  const outcome = { schemaVersion: 1, arrivalId: by, outcome: 'index', finishedAt: at };
  const place = `worklist/refusal/${refusedId}`;
  site.put('refusal', refusedId, refusalRow(refusal, 'superseded'));
  expect(await site.faults()).toEqual([`row-ahead ${place}`]);
  site.tree.putJson('quarantine', `${refusedId}/superseded.json`, {
    schemaVersion: 1,
    arrivalId: refusedId,
    by,
  });
  site.tree.putJson('results', `arrivals/${by}.json`, outcome);
  expect(await site.faults()).toEqual([]);
  site.put('refusal', refusedId, refusalRow(refusal, 'stands'));
  expect(await site.faults()).toEqual([`row-behind ${place}`]);
  site.rows.delete(`refusal/${refusedId}`);
  expect(await site.faults()).toEqual([`row-missing ${place}`]);
});

test('a refusal that somebody dismissed', async () => {
  const site = new Site();
  site.put('refusal', refusedId, refusalRow(refusal, 'dismissed'));
  expect(await site.faults()).toEqual([`row-ahead worklist/refusal/${refusedId}`]);
  const common = { schemaVersion: 1, arrivalId: refusedId };
  const dismissed = { ...common, reason: 'a test picture', dismissedAt: at, by: 'admin' };
  site.tree.putJson('quarantine', `${refusedId}/dismissed.json`, dismissed);
  expect(await site.faults()).toEqual([]);
});

test('a name that could be anything is not repeated', async () => {
  const site = new Site();
  site.put('study', 'Doe^John', site.rows.get(`refusal/${refusedId}`) as IndexRow);
  expect(await site.faults()).toEqual(['row-without-record worklist/study']);
});

test('an earlier row or an earlier record that was put back', async () => {
  const [row, record] = [new Site(), new Site()];
  row.table.putStudy(unreviewed);
  expect(await row.faults()).toEqual([
    `row-behind worklist/study/${studyId}`,
    `row-missing worklist/reviewed/${studyId}`,
    `row-missing worklist/${month}/${monthKey}`,
  ]);
  record.tree.putJson('results', `studies/${studyId}.json`, unreviewed);
  expect(await record.faults()).toEqual([
    `row-missing worklist/study/${studyId}`,
    `row-ahead worklist/reviewed/${studyId}`,
    `row-ahead worklist/${month}/${monthKey}`,
  ]);
});

test('a row that a process did not come to write is no alarm for a quarter of an hour', async () => {
  const site = new Site();
  site.table.putStudy(unreviewed);
  site.rows.delete(`processing/${waitingId}`);
  site.rows.delete(`refusal/${refusedId}`);
  expect(await site.faults(soon)).toEqual([]);
  site.rows.clear();
  expect(await site.faults(soon)).toEqual([]);
});

test('but what an outcome speaks of had its row', async () => {
  const site = new Site();
  const base = { schemaVersion: 1, finishedAt: at };
  const ended = { ...base, arrivalId: waitingId, outcome: 'not-analysed', reason: 'no-model' };
  const image = { imageId: unreviewed.images[0]?.imageId, studyId };
  site.tree.putJson('results', `arrivals/${waitingId}.json`, { ...ended, ...image });
  const refused = { ...base, arrivalId: refusedId, outcome: 'quarantined', reason: 'truncated' };
  site.tree.putJson('results', `arrivals/${refusedId}.json`, refused);
  expect(await site.faults(soon)).toEqual([]);
  site.rows.delete(`reviewed/${studyId}`);
  site.rows.delete(`refusal/${refusedId}`);
  expect(await site.faults(soon)).toEqual([
    `row-missing worklist/reviewed/${studyId}`,
    `row-missing worklist/refusal/${refusedId}`,
  ]);
});

test('a study that changes while the table is read is no alarm', async () => {
  const site = new Site(unreviewed);
  const { table, tree } = site;
  const read = tree.read.bind(tree);
  let isFirst = true;
  // A review comes between the listing of the rows and the reading of the record.
  jest.spyOn(tree, 'read').mockImplementation((container, name) => {
    if (isFirst && name === `studies/${studyId}.json`) {
      isFirst = false;
      tree.putJson('results', name, reviewed);
      table.putStudy(reviewed);
    }
    return read(container, name);
  });
  expect(await site.faults()).toEqual([]);
});
