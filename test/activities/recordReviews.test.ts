import { createRecordReviews } from '../../src/activities/recordReviews';
import { createSendNotice, type Notifier } from '../../src/activities/sendNotice';
import { createStartNotices } from '../../src/activities/startNotices';
import type { AuditEventOf } from '../../src/domain/audit/auditEvent';
import type { Notice, NoticeChannel } from '../../src/domain/study/notice';
import { type StudyRecord, stateOf } from '../../src/domain/study/studyRecord';
import { submissionSchema } from '../../src/domain/study/submission';
import { recordImpression } from '../../src/operations/study/recordImpression';
import { withdrawReview } from '../../src/operations/study/withdrawReview';
import { minute, person, policy, statStudy, studyId, submission } from '../domain/studies';
import { memoryStore } from './memoryStore';

/** A stat study, what is done with it, and a clock in minutes after its arrival. */
function arrange(channels: readonly NoticeChannel[] = []) {
  const store = memoryStore();
  store.studies.set(studyId, statStudy());
  const clock = { minutes: 0 };
  const deps = { ...store, policy, channels, now: () => minute(clock.minutes) };
  const record = createRecordReviews(deps);
  return {
    store,
    deps,
    study: () => store.studies.get(studyId) as StudyRecord,
    events: <T extends 'review' | 'notification' | 'escalation'>(type: T) =>
      [...store.audited.values()].filter((event): event is AuditEventOf<T> => event.type === type),
    at: (minutes: number) => {
      clock.minutes = minutes;
      return record({ studyId });
    },
  };
}

describe('recording reviews', () => {
  test('all that was submitted is decided on, the earliest first, and repeating it changes nothing', async () => {
    const { store, study, at } = arrange();
    expect(await at(0)).toEqual({ version: 1, deliveries: [], lookAt: minute(45) });
    store.submitted.push(
      submission('late', 'L', undefined, minute(11)),
      submission('early', 'E', undefined, minute(10)),
    );
    await at(12);
    const { reviews } = study();
    expect(reviews.map(({ reviewId, outcome }) => [reviewId, outcome])).toEqual([
      ['early', 'accepted'],
      ['late', 'conflict'],
    ]);
    await at(12);
    expect(study().reviews).toEqual(reviews);
  });

  test('a review can be taken back for a while after it, which is waited for; then it is done with', async () => {
    const { store, at } = arrange();
    store.submitted.push(submission('a', 'A'));
    const { lookAt } = await at(10);
    expect(Date.parse(lookAt as string)).toBeGreaterThan(Date.parse(minute(12)));
    expect(await at(13)).toEqual({ version: 1, deliveries: [] });
  });

  test('when the due time passes without a review, the study is marked, in the log first', async () => {
    const { store, study, events, at } = arrange();
    await at(59);
    expect(study().escalations).toEqual([]);
    store.log.length = 0;
    await at(60);
    expect(study().escalations).toEqual([{ version: 1, at: minute(60), revision: 2 }]);
    expect(store.log).toEqual(['audit: escalation', 'study', 'worklist']);
    await at(90);
    expect(events('escalation')).toHaveLength(1);
  });

  test('a review that came before it was looked at is not marked', async () => {
    const { store, study, at } = arrange();
    store.submitted.push(submission('a', 'A', undefined, minute(59)));
    await at(61);
    expect(study()).toMatchObject({ escalations: [], reviews: [{ outcome: 'accepted' }] });
  });

  test('each is in the audit log before the study shows it: who, what, the signature, and what it meant', async () => {
    const { store, events, at } = arrange();
    store.submitted.push(submission('a', 'A'), submission('b', 'B'));
    store.log.length = 0;
    await at(11);
    expect(store.log).toEqual(['audit: review', 'audit: review', 'study', 'worklist']);
    expect(events('review')).toMatchObject([
      {
        actor: {
          subject: 'A',
          kind: 'reviewer',
          roles: ['reviewer'],
          authenticated: 'development',
          address: '192.0.2.7',
        },
        outcome: 'accepted',
        signature: { name: 'Dr. A', at: minute(10), meaning: 'agrees with where the study stands' },
        signedSha256: expect.any(String),
      },
      { actor: { subject: 'B' }, outcome: 'conflict', conflict: 'already-reviewed' },
    ]);
  });
});

describe('who did it', () => {
  const details = [/192\.0\.2/, /"roles"/, /"signIn"/];

  test('is in the audit log with roles and address, of each own call, and no study shows these', async () => {
    const { store, deps, study, at } = arrange();
    const impression = { studyVersion: 1, priority: 'urgent' as const };
    await recordImpression(deps, studyId, impression, { ...person('A'), address: '192.0.2.1' });
    store.submitted.push(submission('a', 'A'));
    await at(10);
    await withdrawReview(deps, studyId, 'a', { ...person('A'), address: '192.0.2.2' });
    const actors = [...store.audited.values()].map(({ type, actor }) => [type, actor.address, actor.roles]);
    expect(actors).toEqual([
      ['impression', '192.0.2.1', ['reviewer']],
      ['review', '192.0.2.7', ['reviewer']],
      ['review', '192.0.2.2', ['reviewer']],
    ]);
    for (const detail of details) expect(JSON.stringify(study())).not.toMatch(detail);
  });

  test('of a submission of an earlier release is what it says', async () => {
    const { store, study, events, at } = arrange();
    const { reviewer: _, ...kept } = submission('a', 'A');
    const old = { ...kept, request: { ...kept.request, reviewer: 'Dr. Old' } };
    const less = { ...submission('b', 'B'), reviewer: { subject: 'B', name: 'Dr. B' } };
    store.submitted.push(submissionSchema.parse(old), submissionSchema.parse(less));
    await at(10);
    expect(events('review').map(({ actor }) => actor)).toEqual([
      { subject: 'Dr. Old', kind: 'reviewer' },
      { subject: 'B', kind: 'reviewer' },
    ]);
    expect(study().reviews.map(({ reviewer }) => reviewer)).toEqual(['Dr. Old', 'Dr. B']);
  });
});

describe('taking a review back', () => {
  test('supersedes its entry, and the study awaits with the reminders that it had', async () => {
    const { store, deps, study, events, at } = arrange();
    store.submitted.push(submission('a', 'A'));
    await at(10);
    await at(11);
    store.log.length = 0;
    const undone = await withdrawReview(deps, studyId, 'a', person('A'));
    expect(undone.refusal).toBeUndefined();
    expect(stateOf(study())).toBe('awaiting');
    expect(store.log).toEqual(['audit: review', 'study', 'worklist']);
    const [first, second] = events('review');
    expect(second).toMatchObject({
      supersedes: first?.eventId,
      outcome: 'withdrawn',
      withdrawnAt: minute(11),
      reviewId: 'a',
      signature: first?.signature,
    });
    expect(await at(11)).toMatchObject({ lookAt: minute(45) });
    expect(study().reviews).toHaveLength(1);

    await withdrawReview(deps, studyId, 'a', person('A'));
    expect(events('review')).toHaveLength(2);
  });

  test('is refused to others, and of what is not there', async () => {
    const { store, deps, study, at } = arrange();
    store.submitted.push(submission('a', 'A'));
    await at(10);
    const before = study();
    expect(await withdrawReview(deps, studyId, 'a', person('B'))).toMatchObject({ refusal: 'not-yours' });
    expect(await withdrawReview(deps, 'none', 'a', person('A'))).toMatchObject({ refusal: 'no-such-study' });
    expect(study()).toBe(before);
  });
});

describe('notices', () => {
  function sender(deps: ReturnType<typeof arrange>['deps'], notifier: Notifier) {
    return createSendNotice({ ...deps, notifiers: new Map([['webhook' as const, notifier]]) });
  }

  test('are planned for every channel until it took them', async () => {
    const { deps, events, study, at } = arrange(['queue', 'webhook']);
    const { deliveries } = await at(0);
    expect(deliveries.map(({ notice, channel }) => [notice.type, channel])).toEqual([
      ['urgent-study', 'queue'],
      ['urgent-study', 'webhook'],
    ]);
    const sent: Notice[] = [];
    const send = sender(deps, async (notice) => void sent.push(notice));
    const [, webhook] = deliveries;
    if (!webhook) throw new Error('nothing to deliver');
    expect(await send(webhook)).toBe('sent');
    expect(sent).toEqual([webhook.notice]);
    expect(study().notifications).toEqual([
      { id: webhook.notice.id, type: 'urgent-study', version: 1, channel: 'webhook', at: minute(0) },
    ]);
    expect(events('notification')).toMatchObject([
      { notice: 'urgent-study', channel: 'webhook', version: 1 },
    ]);
    expect((await at(1)).deliveries.map(({ channel }) => channel)).toEqual(['queue']);

    expect(await send(webhook)).toBe('not-needed');
    expect(sent).toHaveLength(1);
  });

  test('one that fails is not recorded as taken, and is planned again as the same notice', async () => {
    const { deps, study, at } = arrange(['webhook']);
    const [delivery] = (await at(0)).deliveries;
    if (!delivery) throw new Error('nothing to deliver');
    const send = sender(deps, async () => {
      throw new Error('down');
    });
    await expect(send(delivery)).rejects.toThrow('down');
    expect(study().notifications).toEqual([]);
    expect((await at(1)).deliveries[0]?.notice.id).toBe(delivery.notice.id);
  });

  test('none goes out after a review, even one that was on its way', async () => {
    const { store, deps, at } = arrange(['webhook']);
    const [delivery] = (await at(50)).deliveries;
    if (!delivery) throw new Error('nothing to deliver');
    store.submitted.push(submission('a', 'A'));
    expect((await at(51)).deliveries).toEqual([]);
    const send = sender(deps, async () => {
      throw new Error('it was sent');
    });
    expect(await send(delivery)).toBe('not-needed');
  });

  test('one about which there is something later to say is dropped', async () => {
    const { deps, at } = arrange(['webhook']);
    const soon = (await at(50)).deliveries.find(({ notice }) => notice.type === 'due-soon');
    if (!soon) throw new Error('nothing to deliver');
    await at(60);
    const send = sender(deps, async () => {
      throw new Error('it was sent');
    });
    expect(await send(soon)).toBe('not-needed');
  });

  test('each is one orchestration for each channel, and one on its way is not started again', async () => {
    const { at } = arrange(['queue', 'webhook']);
    const { deliveries } = await at(0);
    const started: string[] = [];
    const starter = {
      isRunning: async (id: string) => started.includes(id),
      start: async (_name: string, id: string) => void started.push(id),
    };
    await createStartNotices(starter)({ deliveries });
    await createStartNotices(starter)({ deliveries });
    expect(started).toEqual(deliveries.map(({ notice, channel }) => `notice-${channel}-${notice.id}`));
  });
});
