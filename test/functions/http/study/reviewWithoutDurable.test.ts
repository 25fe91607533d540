import { HttpRequest, type HttpResponseInit, InvocationContext } from '@azure/functions';
import { BlobServiceClient } from '@azure/storage-blob';
import * as df from 'durable-functions';
import type { Caller } from '../../../../src/access/caller';
import { type App, createApp } from '../../../../src/app/app';
import { Macs } from '../../../../src/domain/kernel/sealing/macs';
import { submitReview } from '../../../../src/domain/study/review/decideReview';
import type { StudyRecord } from '../../../../src/domain/study/studyRecord';
import { withPending } from '../../../../src/domain/study/versions/pendingChange';
import { createReview } from '../../../../src/functions/http/study/review';
import { createUndoReview } from '../../../../src/functions/http/study/undo';
import { wakeReview } from '../../../../src/functions/http/support/wakeReview';
import { createReconcileWorklist } from '../../../../src/operations/study/reconcileWorklist';
import { appFolder } from '../../../../src/places/places';
import { readSettings } from '../../../../src/settings/settings';
import { minute, person, submission } from '../../../domain/studies';
import { seedStudy } from '../../../support/seedStudy';
import { storageAccount } from '../../../support/storageAccount';
import { studyLines } from '../../../support/studyLines';

jest.mock('durable-functions', () => ({ ...jest.requireActual('durable-functions'), getClient: jest.fn() }));

/** Far less than anybody would wait for Durable, and enough for a busy machine. */
const quickMilliseconds = 5_000;

let connectionString: string;
let triage: App;
const warned: string[] = [];

const context = () =>
  new InvocationContext({ logHandler: (_level, ...said) => void warned.push(said.join(' ')) });

beforeAll(async () => {
  connectionString = await storageAccount();
  const environment = {
    AzureWebJobsStorage: connectionString,
    TRIAGE_SITE_KEY: Buffer.alloc(32, 1).toString('base64'),
    TRIAGE_SIGN_IN: 'development',
    WEBSITE_HOSTNAME: '127.0.0.1:7071',
  };
  triage = createApp(readSettings(environment, appFolder));
  await triage.prepare();
});

afterAll(async () => {
  await triage?.close();
});

function client(answer: () => Promise<never>): void {
  (df.getClient as jest.Mock).mockReturnValue({ getStatus: answer, startNew: answer, raiseEvent: answer });
}

function caller(name: string): Caller {
  return { subject: name, name, roles: ['reviewer'], signIn: 'development' } as Caller;
}

async function post({ studyId: id }: StudyRecord, name: string): Promise<HttpResponseInit> {
  const request = new HttpRequest({
    method: 'POST',
    url: `http://127.0.0.1/api/studies/${id}/review`,
    headers: { 'if-match': '"1"' },
  });
  const body = { studyVersion: 1, decision: 'accept' } as const;
  const handle = createReview(triage, wakeReview);
  return handle({
    params: { id },
    query: undefined,
    body,
    caller: caller(name),
    request,
    context: context(),
  });
}

async function takeBack(
  { studyId: id }: StudyRecord,
  reviewId: string,
  name: string,
): Promise<HttpResponseInit> {
  const url = `http://127.0.0.1/api/studies/${id}/reviews/${reviewId}`;
  const parts = { params: { id, reviewId }, query: undefined, body: undefined };
  const request = new HttpRequest({ method: 'DELETE', url });
  const handle = createUndoReview(triage, wakeReview);
  return handle({ ...parts, caller: caller(name), request, context: context() });
}

const current = async ({ studyId }: StudyRecord) =>
  (await triage.store.results.study(studyId)) as StudyRecord;

const down = 'Durable is down';

describe.each([
  [
    'throws',
    () => Promise.reject(new Error(down)),
    [expect.stringContaining(down), expect.stringContaining(down)],
  ],
  ['never answers', () => new Promise<never>(() => {}), []],
])('where Durable %s', (_how, answer, warnings) => {
  beforeEach(() => {
    client(answer);
    warned.length = 0;
  });

  test('a review is acknowledged all the same, without a wait, and so is its withdrawal', async () => {
    const study = await seedStudy(triage.store);
    const began = performance.now();
    const signed = await post(study, 'Dr. A');
    const { review } = signed.jsonBody as { review: { reviewId: string } };
    const undone = await takeBack(study, review.reviewId, 'Dr. A');
    expect(performance.now() - began).toBeLessThan(quickMilliseconds);
    expect([signed.status ?? 200, undone.status ?? 200]).toEqual([200, 200]);
    expect((await current(study)).reviews).toMatchObject([{ outcome: 'withdrawn' }]);
    expect(warned).toEqual(warnings);
  });

  test('100 reviewers at once: one is accepted, 99 are told, and all are recorded', async () => {
    const study = await seedStudy(triage.store);
    const names = Array.from({ length: 100 }, (_, index) => `Reader ${index}`);
    const answers = await Promise.all(names.map((name) => post(study, name)));
    expect(answers.map(({ status = 200 }) => status).sort()).toEqual([200, ...Array(99).fill(409)]);
    const { reviews } = await current(study);
    expect(new Set(reviews.map(({ subject }) => subject))).toEqual(new Set(names));
    expect(reviews.filter(({ outcome }) => outcome === 'accepted')).toHaveLength(1);
    const recorded = new Set<string>();
    const audit = BlobServiceClient.fromConnectionString(connectionString).getContainerClient('audit');
    for await (const { name } of audit.listBlobsFlat({ prefix: 'records/' })) {
      const { event } = JSON.parse((await audit.getBlobClient(name).downloadToBuffer()).toString());
      if (event.type === 'review') recorded.add(event.reviewId);
    }
    for (const { reviewId } of reviews) expect(recorded).toContain(reviewId);
  });
});

test('what a process left behind that was killed is finished by reconcile, in the log as in the study', async () => {
  const study = await seedStudy(triage.store);
  const onlooker = { mayReview: true, firstImpression: false };
  await triage.store.results.changeStudy(study.studyId, (known) => {
    const { study: next } = submitReview(known as StudyRecord, submission('cut off', 'A'), onlooker) as {
      study: StudyRecord;
    };
    return withPending(study, next, person('A'), new Macs(triage.settings.siteKey));
  });
  expect(await current(study)).toEqual(study);
  const pending = async () => {
    const ids: string[] = [];
    for await (const { studyId, isPending } of triage.store.results.records())
      if (isPending) ids.push(studyId);
    return ids;
  };
  expect(await pending()).toEqual([study.studyId]);
  await createReconcileWorklist({
    ...triage.store,
    renew: triage.store.renewRow,
    finish: (studyId) => triage.studies.finish(studyId),
    now: triage.now,
    logWarning: () => {},
    logError: () => {},
  })(await triage.store.worklist.openRows(), { running: new Set(), range: '' });
  expect(await current(study)).toMatchObject({
    revision: study.revision + 1,
    reviews: [{ reviewId: 'cut off', outcome: 'accepted', submittedAt: minute(10) }],
  });
  const line = (await studyLines(triage.store)).find(({ studyId }) => studyId === study.studyId);
  expect(line?.state).toBe('reviewed');
  expect(await pending()).toEqual([]);
});
