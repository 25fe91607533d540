import fc from 'fast-check';
import type { AuditEventOf } from '../../../src/domain/audit/auditEvent';
import type { ReviewRequest } from '../../../src/domain/study/review/submission';
import { stateOf } from '../../../src/domain/study/studyRecord';
import type { StoredStudy } from '../../../src/domain/study/versions/pendingChange';
import { createRecordImpression } from '../../../src/operations/study/recordImpression';
import { createRecordReview } from '../../../src/operations/study/recordReview';
import type { StudyWriter } from '../../../src/operations/study/studyWriter';
import { createWithdrawReview } from '../../../src/operations/study/withdrawReview';
import { memoryStore } from '../../activities/memoryStore';
import { imageResult, minute, person, plainImage, statStudy, studyId } from '../../domain/studies';
import { faultsOf, Killed, mortalWriter } from './mortalWriter';

const accept: ReviewRequest = { decision: 'accept', studyVersion: 1 };
const onlooker = { mayReview: true, firstImpression: false };

/** A stat study in memory, and what people do with it ten minutes after it came; over another writer where one is given. */
async function arrange() {
  const store = memoryStore();
  await store.studies.addImage(imageResult(plainImage('first', 'stat')));
  store.log.length = 0;
  const deps = (studies: StudyWriter = store.studies) => ({
    studies,
    now: () => minute(10),
    undoSeconds: 120,
  });
  return {
    store,
    study: () => store.storedStudies.get(studyId) as StoredStudy,
    reviews: () =>
      [...store.audited.values()].filter((event): event is AuditEventOf<'review'> => event.type === 'review'),
    review: (reviewId: string, who: string, request = accept, studies?: StudyWriter, asked = onlooker) =>
      createRecordReview(deps(studies))(studyId, { reviewId, ...request }, person(who), asked),
    withdraw: (reviewId: string, who: string, studies?: StudyWriter) =>
      createWithdrawReview(deps(studies))(studyId, reviewId, person(who)),
    impression: (who: string, studies?: StudyWriter) =>
      createRecordImpression(deps(studies))(studyId, { studyVersion: 1, priority: 'urgent' }, person(who)),
  };
}

type Arranged = Awaited<ReturnType<typeof arrange>>;

describe('what a person does with a study', () => {
  test('is decided first, then in the audit log, then shown, and then acknowledged', async () => {
    const { store, review } = await arrange();
    await review('a', 'A');
    expect(store.log).toEqual(['pending', 'audit: review', 'study', 'worklist']);
  });

  test('is in the log with who, what, the signature, and what it meant', async () => {
    const { review, reviews } = await arrange();
    await review('a', 'A');
    await review('b', 'B');
    expect(reviews()).toMatchObject([
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

  test('has roles and address in the log alone: no study shows these', async () => {
    const { store, study, impression, review, withdraw } = await arrange();
    await impression('A');
    await review('a', 'A');
    await withdraw('a', 'A');
    const actors = [...store.audited.values()]
      .filter(({ type }) => type !== 'decision')
      .map(({ type, actor }) => [type, actor.address, actor.roles]);
    expect(actors).toEqual([
      ['impression', '192.0.2.7', ['reviewer']],
      ['review', '192.0.2.7', ['reviewer']],
      ['review', '192.0.2.7', ['reviewer']],
    ]);
    expect(JSON.stringify(study())).not.toMatch(/192\.0\.2|"roles"|"signIn"/);
  });

  test('a review that is taken back has a second entry that supersedes the first; twice is once', async () => {
    const { study, review, withdraw, reviews } = await arrange();
    await review('a', 'A');
    expect((await withdraw('a', 'A')).refusal).toBeUndefined();
    expect(stateOf(study())).toBe('awaiting');
    const [first, second] = reviews();
    expect(second).toMatchObject({
      supersedes: first?.eventId,
      outcome: 'withdrawn',
      withdrawnAt: minute(10),
      reviewId: 'a',
      signature: first?.signature,
    });
    await withdraw('a', 'A');
    expect(reviews()).toHaveLength(2);
  });

  test('that is refused leaves the study as it was', async () => {
    const { store, study, review, withdraw } = await arrange();
    await review('a', 'A');
    const before = study();
    expect(await withdraw('a', 'B')).toEqual({ refusal: 'not-yours', study: before });
    expect(study()).toBe(before);
    store.storedStudies.clear();
    expect(await withdraw('a', 'A')).toMatchObject({ refusal: 'no-such-study' });
  });
});

describe('a review that is sent again', () => {
  test('has the answer that it had, and is signed once', async () => {
    const { review, reviews, study } = await arrange();
    const first = await review('a', 'A');
    await review('b', 'B');
    expect((await review('a', 'A')).refusal).toBeUndefined();
    expect(await review('a', 'A')).toMatchObject({ review: (first as { review: object }).review });
    expect(await review('b', 'B')).toMatchObject({ review: { outcome: 'conflict' } });
    expect(study().reviews).toHaveLength(2);
    expect(reviews()).toHaveLength(2);
  });

  test('also where a first impression is asked for meanwhile', async () => {
    const { review, impression, withdraw } = await arrange();
    const asked = { ...onlooker, subject: 'A', firstImpression: true };
    expect(await review('a', 'A', accept, undefined, asked)).toMatchObject({ refusal: 'impression-first' });
    await impression('A');
    expect(await review('a', 'A', accept, undefined, asked)).toMatchObject({
      review: { outcome: 'accepted', impression: { priority: 'urgent' } },
    });
    await withdraw('a', 'A');
    expect(await review('a', 'A', accept, undefined, asked)).toMatchObject({
      review: { outcome: 'withdrawn' },
    });
  });

  test.each([
    ['another decision', 'A', { decision: 'cannot-assess', studyVersion: 1 }],
    ['another version', 'A', { decision: 'accept', studyVersion: 2 }],
    ['a comment', 'A', { decision: 'accept', studyVersion: 1, comment: 'clear' }],
    ['another reviewer', 'B', accept],
  ] as const)('with %s is refused, and the first stands', async (_what, who, request) => {
    const { review, study } = await arrange();
    await review('a', 'A');
    const before = study();
    expect(await review('a', who, request)).toMatchObject({ refusal: 'review-id-reused' });
    expect(study()).toBe(before);
  });
});

describe('a process that is killed while somebody changes a study', () => {
  const acts = {
    review: ({ review }: Arranged, studies: StudyWriter) => review('a', 'A', accept, studies),
    conflict: ({ review }: Arranged, studies: StudyWriter) =>
      review('a', 'A', { ...accept, studyVersion: 7 }, studies),
    withdrawal: ({ withdraw }: Arranged, studies: StudyWriter) => withdraw('first', 'A', studies),
    impression: ({ impression }: Arranged, studies: StudyWriter) => impression('A', studies),
  };
  const next = {
    'the next look': ({ store }: Arranged) =>
      store.studies.change(studyId, (known) => known, store.trail.reviewed),
    reconcile: ({ store }: Arranged) => store.studies.finish(studyId),
    'another image': ({ store }: Arranged) =>
      store.studies.addImage(imageResult(plainImage('first', 'stat'))),
    'another reviewer': ({ review }: Arranged) => review('z', 'Z'),
  };
  const cases = Object.keys(acts).flatMap((act) => Object.keys(next).map((who) => [act, who]));

  test.each(cases)('%s, then %s: what was recorded is shown, and the log is sound', async (act, who) => {
    let killed = 0;
    for (const isDone of [false, true]) {
      for (let write = 0; ; write += 1) {
        const arranged = await arrange();
        if (act === 'withdrawal') await arranged.review('first', 'A');
        const before = arranged.store.audited.size;
        const doomed = mortalWriter(arranged.store, { write, isDone });
        const end = await acts[act as keyof typeof acts](arranged, doomed).catch((error) => error);
        if (!(end instanceof Killed)) break;
        killed += 1;
        const wasRecorded = arranged.store.audited.size > before;
        await next[who as keyof typeof next](arranged);
        const { pending, reviews, impressions } = arranged.study();
        expect(pending).toBeUndefined();
        expect(await faultsOf(arranged.store)).toEqual([]);
        const shown = JSON.stringify([reviews, impressions]);
        const mark = { review: '"a"', conflict: '"a"', withdrawal: 'withdrawn', impression: '"urgent"' };
        if (wasRecorded) expect(shown).toContain(mark[act as keyof typeof mark]);
      }
    }
    expect(killed).toBe(8);
  });

  test('nobody sees what is pending, and what is left pending for too long is no excuse', async () => {
    const arranged = await arrange();
    await acts.review(arranged, mortalWriter(arranged.store, { write: 1, isDone: true })).catch(() => {});
    expect(arranged.study().pending).toBeDefined();
    expect(await arranged.store.results.study(studyId)).toEqual(statStudy());
    expect(await faultsOf(arranged.store)).toEqual([expect.stringContaining('the review a')]);
  });
});

test('whatever crosses: one review stands, each has one entry that says what is shown, and the log is sound', async () => {
  const acts = fc.array(
    fc.record({ kind: fc.constantFrom('review', 'withdraw', 'image', 'impression'), who: fc.nat(3) }),
    { maxLength: 12 },
  );
  await fc.assert(
    fc.asyncProperty(acts, fc.scheduler(), async (steps, scheduler) => {
      const arranged = await arrange();
      const { store, review, withdraw, impression } = arranged;
      // Two processes, each with its own turns, over one storage in which every step takes its time.
      const [one, two] = [0, 1].map(() =>
        mortalWriter(store, undefined, () => scheduler.schedule(Promise.resolve())),
      ) as [StudyWriter, StudyWriter];
      const running = steps.map(({ kind, who }, index): Promise<unknown> => {
        const writer = index % 2 === 0 ? one : two;
        switch (kind) {
          case 'review':
            return review(`r${index}`, `P${who}`, accept, writer);
          case 'withdraw':
            return withdraw(`r${index - 1}`, `P${who}`, writer);
          case 'impression':
            return impression(`P${who}`, writer);
          default:
            return writer.change(studyId, (known) => known, store.trail.reviewed);
        }
      });
      await scheduler.waitFor(Promise.all(running));
      const { pending, reviews } = arranged.study();
      expect(pending).toBeUndefined();
      expect(reviews.filter(({ outcome }) => outcome === 'accepted').length).toBeLessThan(2);
      expect(reviews).toHaveLength(steps.filter(({ kind }) => kind === 'review').length);
      expect(arranged.reviews()).toHaveLength(
        reviews.length + reviews.filter(({ outcome }) => outcome === 'withdrawn').length,
      );
      expect(await faultsOf(arranged.store)).toEqual([]);
    }),
    { numRuns: 60 },
  );
});
