import { randomUUID } from 'node:crypto';
import { drawChest } from '../../../../src/cli/synthetic/chest';
import { writeDx } from '../../../../src/cli/synthetic/writeDx';
import type { Arrival } from '../../../../src/domain/intake/arrival';
import type { FeedbackView } from '../../../../src/domain/study/feedback/feedbackView';
import type { StudyRecord } from '../../../../src/domain/study/studyRecord';
import type { PriorView } from '../../../../src/domain/study/view/studyView';
import type { RankView, WorklistView } from '../../../../src/domain/worklist/worklistView';
import { createEraseStudy } from '../../../../src/operations/study/eraseStudy';
import { type AppRuntime, appRuntime, until } from '../../../support/appRuntime';
import { storeNow } from '../../../support/storeNow';
import { zipOf } from '../../../support/zipOf';

let running: AppRuntime;
/** In the order in which they came. */
const studies: string[] = [];
let serial = 0;

beforeAll(async () => {
  running = await appRuntime();
  const patients = ['SYN-1', 'SYN-1', 'SYN-2', 'SYN-1', 'UNKNOWN', 'UNKNOWN'];
  const urgencies = ['ROUTINE', 'ROUTINE', 'STAT', 'HIGH', 'ROUTINE', 'ROUTINE'] as const;
  for (const [at, patientId] of patients.entries())
    studies.push(await admit(file({ patientId, urgency: urgencies[at] as 'STAT' })));
});

afterAll(() => running?.stop(), 60_000);

function file(more: {
  patientId: string;
  urgency?: 'ROUTINE' | 'STAT' | 'HIGH';
  studyUid?: string;
}): Uint8Array {
  serial += 1;
  return writeDx(drawChest(serial, { width: 64, height: 80 }), {
    photometric: 'MONOCHROME2',
    studyUid: `2.25.700${serial}`,
    seriesUid: `2.25.800${serial}`,
    sopUid: `2.25.900${serial}`,
    patientName: 'SYNTHETIC^WORKLIST',
    ageYears: 50,
    sex: 'F',
    bodyPart: 'CHEST',
    view: 'PA',
    // Blobs tell only the second in which they came.
    studyTime: `08${String(serial).padStart(2, '0')}00`,
    ...more,
  });
}

async function admit(bytes: Uint8Array): Promise<string> {
  const outcome = await running.outcome(await running.drop(`${randomUUID()}.dcm`, bytes));
  if (!('studyId' in outcome)) throw new Error(outcome.outcome);
  return outcome.studyId;
}

/** Who took the worklist away, by the audit log. */
async function exporters(): Promise<string[]> {
  const records = running.blobs.getContainerClient('audit');
  const found: string[] = [];
  for await (const { name } of records.listBlobsFlat({ prefix: 'records/' })) {
    const { event } = JSON.parse((await records.getBlobClient(name).downloadToBuffer()).toString());
    if (event.type === 'list-export') found.push(event.actor.subject);
  }
  return found;
}

test('more lines than a screen has are a list that was taken away: it is recorded before they are sent', async () => {
  const before = await exporters();
  const ask = (limit: number) => running.fetch(`/api/worklist?limit=${limit}`, {}, 'auditor', 'Dr. Taker');
  for (let turn = 0; turn < 3; turn += 1) expect((await ask(100)).status).toBe(200);
  expect(await exporters()).toEqual(before);
  for (let turn = 0; turn < 3; turn += 1) expect((await ask(101)).status).toBe(200);
  // The hour may end while the test runs.
  expect([1, 2]).toContain((await exporters()).length - before.length);
});

function get(path: string, headers: Record<string, string> = {}): Promise<Response> {
  return running.fetch(`/api/${path}`, { headers });
}

async function json<T>(path: string): Promise<T> {
  const response = await get(path);
  expect(response.status).toBe(200);
  return (await response.json()) as T;
}

function post(path: string, body: unknown, more: Record<string, string> = {}): Promise<Response> {
  return running.fetch(`/api/${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...more },
  });
}

describe('the worklist', () => {
  test('is in reading order with ranks, and says what there is to filter by', async () => {
    const view = await json<WorklistView>('worklist');
    expect(view.studies.slice(0, 2).map(({ studyId, rank }) => [studyId, rank])).toEqual([
      [studies[2], 1],
      [studies[3], 2],
    ]);
    expect(view.facets).toEqual({ modalities: ['DX'], bodyParts: ['CHEST'] });
    expect(view.counts).toMatchObject({
      awaiting: 6,
      reviewed: 0,
      'not-analysed': 6,
      processing: 0,
      kept: 0,
    });
  });

  test('is not sent again while nothing changed, and a change shows at once', async () => {
    const first = await get('worklist?tab=quarantined');
    const etag = first.headers.get('etag') as string;
    const again = await get('worklist?tab=quarantined', { 'if-none-match': etag });
    expect([again.status, await again.text()]).toEqual([304, '']);
    expect(again.headers.get('etag')).toBe(etag);
    expect(Date.parse(again.headers.get('date') as string)).toBeGreaterThan(0);
    const arrivalId = await running.drop(`${randomUUID()}.dcm`, Buffer.from('no DICOM at all'));
    await running.outcome(arrivalId);
    const changed = await get('worklist?tab=quarantined', { 'if-none-match': etag });
    expect(changed.status).toBe(200);
    expect(((await changed.json()) as WorklistView).quarantined).toMatchObject([{ arrivalId }]);
  });

  test.each([
    ['worklist?tab=none', 'bad-query'],
    ['worklist?limit=0', 'bad-query'],
    ['worklist?colour=red', 'bad-query'],
    ['worklist?text=somebody', 'bad-query'],
    ['feedback?since=yesterday', 'bad-query'],
    ['studies/x/rank', 'bad-id'],
    ['studies/x/identity', 'bad-id'],
    ['studies/x/priors', 'bad-id'],
  ])('%s is refused as %s', async (path, code) => {
    const response = await get(path);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code });
  });

  test.each(['rank', 'identity', 'priors', 'priors/count'])(
    'there is no %s of a study that is not there',
    async (what) => {
      expect((await get(`studies/${'0'.repeat(64)}/${what}`)).status).toBe(404);
    },
  );

  test('a search has its text in the body, and at least three letters', async () => {
    const found = await post('worklist/search', { text: 'stat chest' });
    expect(found.status).toBe(200);
    expect(((await found.json()) as WorklistView).studies).toMatchObject([{ studyId: studies[2], rank: 1 }]);
    const short = await post('worklist/search', { text: 'st' });
    expect(short.status).toBe(400);
    expect(await short.json()).toMatchObject({ detail: 'text needs 1 more letter or digit.' });
    expect((await post('worklist/search', 'not an object')).status).toBe(400);
  });

  test('a search finds patients for those who may read identities, once in the audit log, without the text', async () => {
    const body = JSON.stringify({ text: 'synthetic SYN-2' });
    const search = async (role: 'reviewer' | 'auditor') => {
      const options = { method: 'POST', body, headers: { 'content-type': 'application/json' } };
      return (await (
        await running.fetch('/api/worklist/search', options, role, 'Dr. Finder')
      ).json()) as WorklistView;
    };
    for (let turn = 0; turn < 2; turn += 1)
      expect(await search('reviewer')).toMatchObject({
        patients: 'searched',
        studies: [{ studyId: studies[2] }],
      });
    const seen = await search('auditor');
    expect([seen.patients, seen.total]).toEqual([undefined, 0]);
    const records = running.blobs.getContainerClient('audit');
    const searches: { found: number }[] = [];
    for await (const { name } of records.listBlobsFlat({ prefix: 'records/' })) {
      const text = (await records.getBlobClient(name).downloadToBuffer()).toString();
      expect(text).not.toMatch(/SYN-2/i);
      if (text.includes('patient-search')) searches.push(JSON.parse(text).event);
    }
    // Other tests search too, and find nobody.
    const successful = searches.filter(({ found }) => found > 0);
    // The hour may end while the test runs.
    expect([1, 2]).toContain(successful.length);
    expect(successful[0]).toMatchObject({ found: 1, actor: { roles: ['reviewer'] } });
  });

  test('a rank is explained', async () => {
    const { rank, of, because } = await json<RankView>(`studies/${studies[3]}/rank`);
    expect({ rank, of }).toEqual({ rank: 2, of: 6 });
    expect(because[0]).toMatch(/^By its order it is read as urgent\./);
    expect(because.at(-1)).toBe('1 study is read before it: 1 read as stat.');
  });
});

describe('files without an outcome', () => {
  const seen = async () => (await json<WorklistView>('worklist?tab=processing')).processing;

  test('one that was seen is there until it is done', async () => {
    const arrival: Arrival = {
      schemaVersion: 1,
      arrivalId: 'ab'.repeat(32),
      container: 'incoming',
      name: 'lost.dcm',
      etag: 'e',
      receivedAt: '2026-05-01T10:00:00.000Z',
      lane: 'routine',
      salt: '5a'.repeat(32),
    };
    const { arrivalId, receivedAt } = arrival;
    await running.store.arrivals.record(arrival);
    const line = await until('the line', async () => (await seen())[0]);
    expect(line).toEqual({ arrivalId, receivedAt });
    const outcome = { schemaVersion: 1, arrivalId, outcome: 'index', finishedAt: receivedAt } as const;
    await storeNow(running.store.arrivals.prepareOutcome(outcome));
    await until('no line', async () => ((await seen()).length === 0 ? true : undefined));
  });

  test('an export and its files leave none behind', async () => {
    const zip = await zipOf({ '1.dcm': file({ patientId: 'SYN-9' }), '2.dcm': file({ patientId: 'SYN-9' }) });
    const arrivalId = await running.drop(`${randomUUID()}.zip`, zip);
    expect(await running.outcome(arrivalId)).toMatchObject({ outcome: 'unpacked', members: 2 });
    const page = await running.store.arrivals.exportPage(arrivalId, 0);
    for (const member of page?.members ?? []) await running.outcome(member.arrivalId);
    const rest = async () => (await running.store.worklist.processing()).length;
    await until('no line', async () => ((await rest()) === 0 ? true : undefined));
  });
});

describe('whom a study shows', () => {
  const looks = async (studyId: string) => {
    const { waiting, entries } = await json<{ waiting: unknown[]; entries: { event: unknown }[] }>(
      `studies/${studyId}/audit`,
    );
    const events = [...entries.map(({ event }) => event), ...waiting] as { type: string; purpose: string }[];
    return events.filter(({ type }) => type === 'identity-access').map(({ purpose }) => purpose);
  };

  test('is told, not kept, and the look is recorded', async () => {
    const response = await get(`studies/${studies[4]}/identity`);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toMatchObject({
      patientName: 'SYNTHETIC^WORKLIST',
      patientId: 'UNKNOWN',
      studyDate: '20240102',
      studyInstanceUid: '2.25.7005',
    });
    expect(await looks(studies[4] as string)).toEqual(['review']);
  });

  test('on a page of the worklist is one look, in the history of each of its studies', async () => {
    const page = [studies[2], studies[3]] as string[];
    const response = await post('worklist/identities', { studies: page });
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toMatchObject(
      page.map((studyId) => ({ studyId, patientName: 'SYNTHETIC^WORKLIST', patientSex: 'F' })),
    );
    const listed = async (studyId: string) => {
      const { waiting, entries } = await json<{
        waiting: { type: string }[];
        entries: { event: { type: string } }[];
      }>(`studies/${studyId}/audit`);
      const events = [...entries.map(({ event }) => event), ...waiting];
      return events.filter(({ type }) => type === 'identity-list').length;
    };
    expect(await Promise.all(page.map(listed))).toEqual([1, 1]);
    const many = Array.from({ length: 101 }, (_, at) => at.toString(16).padStart(64, '0'));
    expect((await post('worklist/identities', { studies: many })).status).toBe(400);
  });

  test('earlier studies are those of the same patient, the newest first', async () => {
    const idsOf = async (at: number) =>
      (await json<PriorView[]>(`studies/${studies[at]}/priors`)).map(({ studyId }) => studyId);
    expect(await idsOf(3)).toEqual([studies[1], studies[0]]);
    expect(await idsOf(0)).toEqual([]);
    expect(await idsOf(2)).toEqual([]);
    expect(await idsOf(5)).toEqual([]);
    expect(await looks(studies[1] as string)).toContain('review: earlier study of the same patient');
  });

  test('one that is erased is nobody’s earlier study any more', async () => {
    const actor = { subject: 'privacy officer', kind: 'cli' as const };
    const { identity, audit, begun, erase } = running.store;
    const eraseStudy = createEraseStudy({
      identity,
      audit,
      begun,
      erase,
      now: () => new Date().toISOString(),
    });
    await eraseStudy(studies[0] as string, actor, 'x');
    const priors = await json<PriorView[]>(`studies/${studies[3]}/priors`);
    expect(priors.map(({ studyId }) => studyId)).toEqual([studies[1]]);
    expect(await json(`studies/${studies[3]}/priors/count`)).toEqual({ earlier: 1 });
    for await (const { name } of running.blobs.getContainerClient('identity').listBlobsFlat())
      expect(name).not.toContain(studies[0]);
  });
});

describe('what readers choose and claim', () => {
  const as = (name: string, path: string, method = 'GET', body?: unknown) =>
    running.fetch(
      `/api/${path}`,
      {
        method,
        ...(body === undefined
          ? {}
          : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      },
      'reviewer',
      name,
    );
  const linesOf = async (name: string, query: string) =>
    ((await (await as(name, `worklist?${query}`)).json()) as WorklistView).studies;
  const readBy = (lines: WorklistView['studies'], studyId: string | undefined) =>
    lines.find((line) => line.studyId === studyId)?.claim?.name;

  test('a study is claimed by one reader; the other is told who reads it, until that one leaves or it lapses', async () => {
    const [study, lapsed] = [studies[4], studies[5]] as [string, string];
    const first = await as('Dr. First', `studies/${study}/claim`, 'POST');
    expect(await first.json()).toMatchObject({ name: 'Dr. First' });
    const second = await as('Dr. Second', `studies/${study}/claim`, 'POST');
    expect([second.status, await second.json()]).toEqual([
      200,
      expect.objectContaining({ name: 'Dr. First' }),
    ]);
    await until('the line to say so', async () =>
      readBy(await linesOf('Dr. Second', 'tab=awaiting'), study) === 'Dr. First' ? true : undefined,
    );
    expect((await linesOf('Dr. First', 'mine=yes')).map(({ studyId }) => studyId)).toEqual([study]);
    expect(await linesOf('Dr. Second', 'mine=yes')).toEqual([]);
    // Nobody ends what is another one's.
    expect((await as('Dr. Second', `studies/${study}/claim`, 'DELETE')).status).toBe(204);
    expect(await (await as('Dr. Second', `studies/${study}/claim`, 'POST')).json()).toMatchObject({
      name: 'Dr. First',
    });
    expect((await as('Dr. First', `studies/${study}/claim`, 'DELETE')).status).toBe(204);
    expect(await (await as('Dr. Second', `studies/${study}/claim`, 'POST')).json()).toMatchObject({
      name: 'Dr. Second',
    });

    const past = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
    const old = { subject: 'gone', name: 'Dr. Gone', until: past(1) };
    await running.store.claims.claim(lapsed, old, past(6));
    expect(await (await as('Dr. Second', `studies/${lapsed}/claim`, 'POST')).json()).toMatchObject({
      name: 'Dr. Second',
    });
    expect((await as('Dr. First', `studies/${'0'.repeat(64)}/claim`, 'POST')).status).toBe(404);
    for (const id of [study, lapsed]) await as('Dr. Second', `studies/${id}/claim`, 'DELETE');
  });

  test('preferences are kept for the person alone; a search text or anything unknown is refused', async () => {
    const chosen = {
      sound: true,
      desktopNotice: false,
      hiddenColumns: ['referrer'],
      savedFilters: [{ name: 'Stat', query: 'priority=stat' }],
      windows: [{ name: 'Lungs', modality: 'CT', centre: -600, width: 1500, function: 'LINEAR' }],
    };
    const put = (body: unknown) => as('Dr. First', 'session/preferences', 'POST', body);
    const preferences = async (name: string) =>
      ((await (await as(name, 'session')).json()) as { preferences: unknown }).preferences;
    expect((await put(chosen)).status).toBe(204);
    expect(await preferences('Dr. First')).toEqual(chosen);
    expect(await preferences('Dr. Second')).toEqual({
      sound: false,
      desktopNotice: false,
      hiddenColumns: [],
      savedFilters: [],
      windows: [],
    });
    for (const refused of [
      { ...chosen, lastSearch: 'AMSEL' },
      { ...chosen, savedFilters: [{ name: 'x', query: 'text=AMSEL^INES' }] },
      { ...chosen, hiddenColumns: ['<b>'] },
      { ...chosen, savedFilters: Array(21).fill(chosen.savedFilters[0]) },
    ])
      expect((await put(refused)).status).toBe(400);
    expect(await preferences('Dr. First')).toEqual(chosen);
  });

  test('lines are sorted as asked, both ways round, and what has no such order is refused', async () => {
    const due = (await linesOf('Dr. First', 'sort=due')).map(({ dueAt }) => Date.parse(dueAt));
    expect(due).toEqual([...due].sort((a, b) => a - b));
    expect(due.length).toBeGreaterThan(3);
    const back = (await linesOf('Dr. First', 'sort=due&order=descending')).map(({ dueAt }) =>
      Date.parse(dueAt),
    );
    expect(back).toEqual([...due].reverse());
    const arrived = (await linesOf('Dr. First', 'sort=received')).map(({ receivedAt }) => receivedAt);
    expect(arrived).toEqual([...arrived].sort());
    for (const query of ['sort=patient', 'order=up', 'mine=no'])
      expect((await as('Dr. First', `worklist?${query}`)).status).toBe(400);
  });
});

test('a review counts in the feedback, and the study goes to the reviewed ones', async () => {
  const study = (await running.store.results.study(studies[1] as string)) as StudyRecord;
  const review = { studyVersion: study.version, decision: 'accept' };
  const seen = { 'if-match': `"${study.revision}"` };
  expect((await post(`studies/${studies[1]}/review`, review, seen)).status).toBe(200);
  const { studies: reviewed } = await json<WorklistView>('worklist?tab=reviewed');
  expect(reviewed).toMatchObject([{ studyId: studies[1], reviewedAt: expect.any(String) }]);
  const view = await json<FeedbackView>('feedback');
  expect(view.timeToDecision).toMatchObject({ n: 1, inTime: { k: 1, n: 1 } });
  expect(await json<FeedbackView>('feedback?since=2099-01-01')).toMatchObject({ timeToDecision: { n: 0 } });
});
