import { describeFault } from '../../../src/audit/verify/fault';
import { type FoundRow, verifyRows } from '../../../src/audit/verify/verifyRows';
import type { Arrival, Quarantine } from '../../../src/domain/intake/arrival';
import defaultPolicy from '../../../src/domain/study/defaultPolicy.json';
import { policySchema } from '../../../src/domain/study/policy';
import { mergeIntoStudy, type StudyRecord, withReview } from '../../../src/domain/study/studyRecord';
import {
  feedbackRow,
  type IndexPartition,
  type IndexRow,
  processingRow,
  RowSeal,
  refusalRow,
  studyRow,
} from '../../../src/domain/worklist/indexRow';
import { hexId } from '../../domain/arbitraries';
import { acceptedReview, plainImage } from '../../domain/studies';
import { testMacs } from '../../support/siteSecret';
import { MemoryTree } from '../memoryLog';

const at = '2026-05-01T10:00:00.000Z';
const soon = Date.parse('2026-05-01T10:01:00.000Z');
const later = Date.parse('2026-05-01T11:00:00.000Z');
const policy = policySchema.parse(defaultPolicy);
const seal = new RowSeal(testMacs);
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
  readonly rows = new Map<string, FoundRow>();

  constructor(study = reviewed) {
    this.tree.putJson('identity', `${studyId}/salt.json`, { schemaVersion: 1, salt: '5a'.repeat(32) });
    this.tree.putJson('results', `studies/${studyId}.json`, study);
    this.tree.putJson('quarantine', `${refusedId}/refusal.json`, refusal);
    this.tree.putJson('arrivals', `${waitingId}.json`, waiting);
    this.put('study', studyId, studyRow(study));
    if (study === reviewed) this.put('feedback', studyId, feedbackRow(study, []));
    this.put('refusal', refusedId, refusalRow(refusal, 'stands'));
    this.put('processing', waitingId, processingRow(waiting));
  }

  put(partition: IndexPartition, key: string, row: IndexRow): void {
    this.rows.set(`${partition}/${key}`, seal.sealed(partition, key, row));
  }

  /** @returns each fault as its code and where it is */
  async faults(now = later, macs: typeof testMacs | undefined = testMacs): Promise<string[]> {
    const table = {
      all: () => this.#all(),
      row: async (partition: IndexPartition, key: string) => this.rows.get(`${partition}/${key}`),
    };
    const { faults } = await verifyRows(this.tree, table, macs, now);
    for (const fault of faults) expect(describeFault(fault)).toContain(fault.code);
    return faults.map(({ code, where }) => `${code} ${where}`);
  }

  async *#all(): AsyncGenerator<FoundRow> {
    yield* this.rows.values();
  }
}

const keys = { study: studyId, feedback: studyId, refusal: refusedId, processing: waitingId };

test('the table of a site that nobody touched is right, with the key and without', async () => {
  for (const study of [reviewed, unreviewed]) {
    expect(await new Site(study).faults()).toEqual([]);
    expect(await new Site(study).faults(later, undefined)).toEqual([]);
  }
});

describe.each(Object.entries(keys) as [IndexPartition, string][])('a row of %s', (partition, key) => {
  const place = `${partition}/${key}`;

  test('that was removed', async () => {
    const site = new Site();
    site.rows.delete(place);
    expect(await site.faults()).toEqual([`row-missing worklist/${place}`]);
  });

  test('that was altered, with the key and without', async () => {
    const site = new Site();
    const row = site.rows.get(place) as FoundRow;
    site.rows.set(place, { ...row, line: String(row.line).replace('2026', '2027') });
    expect(await site.faults()).toEqual([`row-changed worklist/${place}`]);
    expect(await site.faults(later, undefined)).toEqual([`row-changed worklist/${place}`]);
    site.rows.set(place, { ...row, mac: undefined });
    expect(await site.faults()).toEqual([`row-changed worklist/${place}`]);
  });

  test('that was added', async () => {
    const site = new Site();
    const [another, row] = [hexId('another'), site.rows.get(place) as FoundRow];
    site.rows.set(`${partition}/${another}`, { ...row, rowKey: another });
    expect(await site.faults()).toEqual([`row-changed worklist/${partition}/${another}`]);
    site.put(partition, another, row as IndexRow);
    expect(await site.faults()).toEqual([`row-without-record worklist/${partition}/${another}`]);
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

test('a name that could be anything is not repeated', async () => {
  const site = new Site();
  site.put('study', 'Doe^John', studyRow(reviewed));
  expect(await site.faults()).toEqual(['row-without-record worklist/study']);
});

test('an earlier row or an earlier record that was put back', async () => {
  const [row, record] = [new Site(), new Site()];
  row.put('study', studyId, studyRow(unreviewed));
  expect(await row.faults()).toEqual([`row-behind worklist/study/${studyId}`]);
  record.tree.putJson('results', `studies/${studyId}.json`, unreviewed);
  expect(await record.faults()).toEqual([
    `row-ahead worklist/study/${studyId}`,
    `row-ahead worklist/feedback/${studyId}`,
  ]);
});

test('a row that a process did not come to write is no alarm for a quarter of an hour', async () => {
  const site = new Site();
  site.put('study', studyId, studyRow(unreviewed));
  for (const partition of ['feedback', 'processing'] as const)
    site.rows.delete(`${partition}/${keys[partition]}`);
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
  site.rows.delete(`study/${studyId}`);
  site.rows.delete(`refusal/${refusedId}`);
  expect(await site.faults(soon)).toEqual([
    `row-missing worklist/study/${studyId}`,
    `row-missing worklist/refusal/${refusedId}`,
  ]);
});

test('a study that changes while the table is read is no alarm', async () => {
  const site = new Site(unreviewed);
  const { rows, tree } = site;
  const read = tree.read.bind(tree);
  let isFirst = true;
  // A review comes between the listing of the rows and the reading of the record.
  jest.spyOn(tree, 'read').mockImplementation((container, name) => {
    if (isFirst && name === `studies/${studyId}.json`) {
      isFirst = false;
      tree.putJson('results', name, reviewed);
      rows.set(`study/${studyId}`, seal.sealed('study', studyId, studyRow(reviewed)));
      rows.set(`feedback/${studyId}`, seal.sealed('feedback', studyId, feedbackRow(reviewed, [])));
    }
    return read(container, name);
  });
  expect(await site.faults()).toEqual([]);
});
