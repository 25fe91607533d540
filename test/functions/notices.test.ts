import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Notice } from '../../src/domain/study/notices/notice';
import defaultPolicy from '../../src/domain/study/policy/defaultPolicy.json';
import type { StudyRecord } from '../../src/domain/study/studyRecord';
import { type AppRuntime, appRuntime, until } from '../support/appRuntime';
import { Receiver } from '../support/receiver';
import { seedStudy } from '../support/seedStudy';

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const receiver = new Receiver();
const folder = mkdtempSync(path.join(tmpdir(), 'notices-'));
let running: AppRuntime;

beforeAll(async () => {
  await receiver.start();
  const policy = path.join(folder, 'policy.json');
  writeFileSync(policy, JSON.stringify({ ...defaultPolicy, reminders: { overdueTimes: 1 } }));
  running = await appRuntime({
    TRIAGE_POLICY: policy,
    TRIAGE_WEBHOOK_URL: receiver.url,
    TRIAGE_WEBHOOK_SECRET: secret,
    TRIAGE_NOTIFICATION_QUEUE: 'triage-notices',
    TRIAGE_UNUSUAL_READING: '2',
  });
});

afterAll(async () => {
  await running?.stop();
  await receiver.stop();
  rmSync(folder, { recursive: true, force: true });
});

afterEach(() => {
  receiver.answer = (response) => response.writeHead(204).end();
});

/** A submission on a version that there is not: it decides nothing, and starts the study's review. */
function wake({ studyId }: StudyRecord, studyVersion = 9): Promise<Response> {
  const init = {
    method: 'POST',
    body: JSON.stringify({ studyVersion, decision: 'accept' }),
    headers: { 'content-type': 'application/json', 'if-match': '"1"' },
  };
  return running.fetch(`/api/studies/${studyId}/review`, init, 'reviewer', 'Dr. A');
}

const current = async ({ studyId }: StudyRecord) =>
  (await running.store.results.study(studyId)) as StudyRecord;

const told = (study: StudyRecord, many: number) =>
  until('the study to be told of', async () => {
    const { notifications } = await current(study);
    return notifications.length >= many ? notifications : undefined;
  });

const posted = ({ studyId }: StudyRecord): Notice[] =>
  receiver.messages
    .map(({ body }) => JSON.parse(body) as Notice)
    .filter((notice) => notice.studyId === studyId);

async function queued({ studyId }: StudyRecord): Promise<Notice[]> {
  const queue = running.queues.getQueueClient('triage-notices');
  const { receivedMessageItems } = await queue.receiveMessages({
    numberOfMessages: 32,
    visibilityTimeout: 1,
  });
  return receivedMessageItems
    .map(({ messageText }) => JSON.parse(Buffer.from(messageText, 'base64').toString('utf8')) as Notice)
    .filter((notice) => notice.studyId === studyId);
}

test('a stat study that is overdue goes to the webhook and the queue, once each, and is recorded', async () => {
  const study = await seedStudy(running.store, { baseline: 'stat', minutesAgo: 90 });
  await wake(study);
  const notifications = await told(study, 4);
  const kinds = notifications.map(({ channel, type }) => `${channel} ${type}`).sort();
  expect(kinds).toEqual(['queue overdue', 'queue urgent-study', 'webhook overdue', 'webhook urgent-study']);
  expect(
    posted(study)
      .map(({ type }) => type)
      .sort(),
  ).toEqual(['overdue', 'urgent-study']);
  expect((await queued(study)).map(({ id }) => id).sort()).toEqual(
    posted(study)
      .map(({ id }) => id)
      .sort(),
  );
  for (const notice of posted(study))
    expect(Object.keys(notice)).toEqual(['id', 'type', 'studyId', 'version', 'place', 'dueAt', 'at']);
  const story = (await (await running.fetch(`/api/studies/${study.studyId}/audit`)).json()) as {
    waiting: { type: string }[];
  };
  expect(story.waiting.filter(({ type }) => type === 'notification')).toHaveLength(4);
});

test('a receiver that fails in every way holds up no review, and none is told of a study after it', async () => {
  const study = await seedStudy(running.store, { baseline: 'stat' });
  receiver.answer = (response) => response.writeHead(500).end();
  await wake(study);
  await until('the first attempt', async () => (posted(study).length > 0 ? true : undefined));
  // From now on it takes messages and never answers.
  receiver.answer = () => {};
  await until('the second attempt', async () => (posted(study).length > 1 ? true : undefined));
  const answer = await wake(study, 1);
  expect(answer.status).toBe(200);
  const { notifications, reviews } = await current(study);
  expect(reviews.map(({ outcome }) => outcome)).toEqual(['conflict', 'accepted']);
  expect(notifications.filter(({ channel }) => channel === 'webhook')).toEqual([]);
  expect(new Set(posted(study).map(({ id }) => id)).size).toBe(1);
});

test('a receiver that was down is told when it is back, by the same notice', async () => {
  const study = await seedStudy(running.store, { baseline: 'stat' });
  await receiver.stop();
  await wake(study);
  await until('the queue to have it', async () =>
    (await current(study)).notifications.some(({ channel }) => channel === 'queue') ? true : undefined,
  );
  expect(posted(study)).toEqual([]);
  await receiver.start();
  const [, webhook] = await told(study, 2);
  expect(webhook).toMatchObject({ channel: 'webhook', type: 'urgent-study', id: posted(study)[0]?.id });
});

test('the due time itself is what wakes the review', async () => {
  const secondsLeft = 4;
  const study = await seedStudy(running.store, { baseline: 'stat', minutesAgo: 60 - secondsLeft / 60 });
  await wake(study);
  expect((await current(study)).escalations).toEqual([]);
  await until('the overdue notice', async () =>
    posted(study).some(({ type }) => type === 'overdue') ? true : undefined,
  );
  expect((await current(study)).escalations).toHaveLength(1);
});

test('what is logged and kept of it names no receiver and no secret', () => {
  const said = running.log.join('\n');
  expect(said).not.toContain(secret);
  expect(said).not.toContain(secret.slice('whsec_'.length));
});

test('whoever reads of unusually many patients is in the audit log, and the site is told of it once', async () => {
  const studies = await Promise.all([1, 2, 3, 4].map(() => seedStudy(running.store, { minutesAgo: 1 })));
  for (const { studyId } of studies) {
    const path = `/api/studies/${studyId}/identity`;
    expect((await running.fetch(path, {}, 'reviewer', 'Dr. Curious')).status).toBe(200);
  }
  const alerts = await until('an alert', async () => {
    const found = receiver.messages.filter(({ body }) => body.includes('unusual-reading'));
    return found.length > 0 ? found : undefined;
  });
  expect(alerts).toHaveLength(1);
  const alert = JSON.parse(alerts[0]?.body ?? '') as Record<string, unknown>;
  expect(alert).toMatchObject({ type: 'unusual-reading', what: 'identities', moreThan: 2 });
  expect(Object.keys(alert).sort()).toEqual(['at', 'id', 'moreThan', 'subject', 'type', 'what']);
  const ids = await running.store.auditLog.announced();
  const events = await Promise.all(ids.map((id) => running.store.audit.find(id)));
  expect(events.filter((event) => event?.type === 'unusual-reading')).toMatchObject([
    { what: 'identities', moreThan: 2, actor: { subject: alert.subject } },
  ]);
});
