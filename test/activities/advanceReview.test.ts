import { createAdvanceReview } from '../../src/activities/advanceReview';
import { createSendNotice } from '../../src/activities/sendNotice';
import { createStartNotices } from '../../src/activities/startNotices';
import type { AuditEventOf } from '../../src/domain/audit/auditEvent';
import type { AnyNotice } from '../../src/domain/audit/unusualReading';
import type { NoticeChannel } from '../../src/domain/study/notices/notice';
import type { StudyRecord } from '../../src/domain/study/studyRecord';
import type { Notifier } from '../../src/operations/ports';
import { createRecordReview } from '../../src/operations/study/recordReview';
import { imageResult, minute, person, plainImage, policy, statStudy, studyId } from '../domain/studies';
import { memoryStore } from './memoryStore';

/** A stat study, what is done with it, and a clock in minutes after its arrival. */
function arrange(channels: readonly NoticeChannel[] = []) {
  const store = memoryStore();
  store.storedStudies.set(studyId, statStudy());
  const clock = { minutes: 0 };
  const deps = { ...store, policy, channels, now: () => minute(clock.minutes) };
  const advance = createAdvanceReview(deps);
  return {
    store,
    deps,
    study: () => store.storedStudies.get(studyId) as StudyRecord,
    events: <T extends 'review' | 'notification' | 'escalation'>(type: T) =>
      [...store.audited.values()].filter((event): event is AuditEventOf<T> => event.type === type),
    /** Somebody accepts it. */
    accept: (minutes: number) => {
      clock.minutes = minutes;
      const onlooker = { mayReview: true, firstImpression: false };
      const request = { decision: 'accept' as const, studyVersion: 1 };
      return createRecordReview({ ...deps, undoSeconds: 120 })(studyId, request, person('A'), onlooker);
    },
    /** The next look at it. */
    at: (minutes: number) => {
      clock.minutes = minutes;
      return advance({ studyId });
    },
  };
}

describe('the first look at a new study', () => {
  const image = imageResult(plainImage('a', 'routine'));

  async function made() {
    const { store, deps } = arrange();
    store.storedStudies.clear();
    await store.studies.addImage(image);
    const read = jest.spyOn(store.studyRecords, 'changeStudy');
    return { store, deps, read, advance: createAdvanceReview(deps) };
  }

  test('comes to the same as any other, without reading it, and only once', async () => {
    const { advance, read } = await made();
    const first = await advance({ studyId, isNew: true });
    expect(read).not.toHaveBeenCalled();
    expect(await advance({ studyId, isNew: true })).toEqual(first);
    expect(read).toHaveBeenCalledTimes(1);
  });

  test('reads a study that another process made, or that was changed since', async () => {
    const { store, advance, read } = await made();
    await store.studies.addImage(imageResult(plainImage('b', 'stat')));
    read.mockClear();
    expect(await advance({ studyId, isNew: true })).toMatchObject({ version: 2 });
    expect(read).toHaveBeenCalled();
  });

  test('marks one that is due already', async () => {
    const { store, deps } = await made();
    const later = createAdvanceReview({ ...deps, now: () => minute(100_000) });
    await later({ studyId, isNew: true });
    expect(store.storedStudies.get(studyId)?.escalations).toHaveLength(1);
  });
});

describe('advancing a review', () => {
  test('a study that awaits review is looked at again when there is something to say, even by a timer that is early', async () => {
    const { at } = arrange();
    const { lookAt, ...plan } = await at(0);
    expect(plan).toEqual({ version: 1, deliveries: [] });
    expect(Date.parse(lookAt as string) - Date.parse(minute(45))).toBe(1_000);
  });

  test('a review can be taken back for a while after it, which is waited for; then it is done with', async () => {
    const { accept, at } = arrange();
    await accept(10);
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

  test('a study that was reviewed in time is not marked', async () => {
    const { accept, study, at } = arrange();
    await accept(59);
    await at(61);
    expect(study()).toMatchObject({ escalations: [], reviews: [{ outcome: 'accepted' }] });
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
    const sent: AnyNotice[] = [];
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
    const { accept, deps, at } = arrange(['webhook']);
    const [delivery] = (await at(50)).deliveries;
    if (!delivery) throw new Error('nothing to deliver');
    await accept(51);
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
    await createStartNotices({ starter })({ deliveries });
    await createStartNotices({ starter })({ deliveries });
    expect(started).toEqual(deliveries.map(({ notice, channel }) => `notice-${channel}-${notice.id}`));
  });
});
