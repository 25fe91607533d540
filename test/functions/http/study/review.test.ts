import { randomUUID } from 'node:crypto';
import type { AuditEvent } from '../../../../src/domain/audit/auditEvent';
import { withEscalation } from '../../../../src/domain/study/notices/escalation';
import type { Review } from '../../../../src/domain/study/review/review';
import type { StudyRecord } from '../../../../src/domain/study/studyRecord';
import { plainImage } from '../../../domain/studies';
import { type AppRuntime, appRuntime, until } from '../../../support/appRuntime';
import { joinToStudy, seedStudy } from '../../../support/seedStudy';
import { studyLines } from '../../../support/studyLines';

let running: AppRuntime;

beforeAll(async () => {
  running = await appRuntime();
});

afterAll(() => running?.stop(), 60_000);

const accept = { studyVersion: 1, decision: 'accept' };

function post(
  study: StudyRecord,
  name: string,
  body: object = accept,
  revision = study.revision,
): Promise<Response> {
  const init = {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', 'if-match': `"${revision}"` },
  };
  return running.fetch(`/api/studies/${study.studyId}/review`, init, 'reviewer', name);
}

function undo({ studyId }: StudyRecord, reviewId: string, name: string): Promise<Response> {
  const path = `/api/studies/${studyId}/reviews/${reviewId}`;
  return running.fetch(path, { method: 'DELETE' }, 'reviewer', name);
}

async function accepted(study: StudyRecord, name: string, body: object = accept): Promise<Review> {
  const answer = await post(study, name, body);
  expect(answer.status).toBe(200);
  return ((await answer.json()) as { review: Review }).review;
}

const current = async ({ studyId }: StudyRecord) =>
  (await running.store.results.study(studyId)) as StudyRecord;

async function audited({ studyId }: StudyRecord): Promise<AuditEvent[]> {
  const story = (await (await running.fetch(`/api/studies/${studyId}/audit`)).json()) as {
    waiting: AuditEvent[];
  };
  return story.waiting;
}

describe('a review', () => {
  test('is acknowledged when it is in the record, signed, and says until when it can be taken back', async () => {
    const study = await seedStudy(running.store);
    const body = { studyVersion: 1, decision: 'override', priority: 'stat', reason: 'missed' };
    const answer = await post(study, 'Reader', body);
    expect(answer.status).toBe(200);
    const { outcome, review, undoUntil } = (await answer.json()) as Record<string, unknown> & {
      review: Review;
    };
    expect(outcome).toBe('accepted');
    expect(Date.parse(undoUntil as string) - Date.parse(review.submittedAt)).toBe(120_000);
    expect(review.signature).toEqual({
      name: 'Reader',
      at: review.submittedAt,
      meaning: 'puts the study in another place',
    });
    const known = await current(study);
    expect(known.reviews).toEqual([review]);
    expect(answer.headers.get('etag')).toBe(`"${known.revision}"`);
    const line = (await studyLines(running.store)).find((one) => one.studyId === study.studyId);
    expect(line).toMatchObject({ state: 'reviewed', priority: 'stat', place: 'stat' });
  });

  test.each([
    [428, 'if-match-required', { 'if-match': '' }],
    [400, 'bad-if-match', { 'if-match': '*' }],
    [400, 'bad-if-match', { 'if-match': '"1", "2"' }],
  ])('%d %s', async (status, code, headers) => {
    const { studyId } = await seedStudy(running.store);
    const answer = await running.fetch(`/api/studies/${studyId}/review`, {
      method: 'POST',
      body: JSON.stringify(accept),
      headers: { 'content-type': 'application/json', ...headers },
    });
    expect([answer.status, await answer.json()]).toEqual([status, expect.objectContaining({ code })]);
  });

  test.each([
    [{ studyVersion: 1 }, 'decision'],
    // Named after somebody, a key that is not known is not repeated.
    [{ ...accept, 'Somebody Else': 1 }, '1 key is not known here'],
    [{ studyVersion: 1, decision: 'override', priority: 'stat', reason: 'other' }, 'comment'],
    [{ ...accept, reviewId: 'mine' }, 'reviewId'],
  ])('%j is refused, and what is wrong is said', async (body, words) => {
    const answer = await post(await seedStudy(running.store), 'Reader', body);
    expect(answer.status).toBe(400);
    expect(((await answer.json()) as { detail: string }).detail).toContain(words);
  });

  test('on what somebody else reviewed is told of it in words, kept, and in the audit log', async () => {
    const study = await seedStudy(running.store);
    const first = await accepted(study, 'Dr. B');
    const answer = await post(study, 'Dr. A', { studyVersion: 1, decision: 'cannot-assess' });
    expect(answer.status).toBe(409);
    const when = `${first.submittedAt.slice(0, 16).replace('T', ' ')} UTC`;
    expect(await answer.json()).toMatchObject({
      code: 'already-reviewed',
      version: 1,
      reviews: [{ outcome: 'accepted' }, { outcome: 'conflict', reviewer: 'Dr. A' }],
      changes: [`Dr. B accepted the priority of version 1 at ${when}.`],
      detail: expect.stringContaining('There is nothing more to do.'),
    });
    const reviews = (await audited(study)).filter(({ type }) => type === 'review');
    expect(reviews).toHaveLength(2);
  });

  test('that is sent again has the answer that it had, and under its id nothing else is signed', async () => {
    const study = await seedStudy(running.store);
    const body = { ...accept, reviewId: '5b3f0c1e-7f0e-4f0e-9d55-2a4f4f0c9d01' };
    const first = (await (await post(study, 'Dr. A', body)).json()) as { review: Review };
    expect(first.review.reviewId).toBe(body.reviewId);
    const again = await post(study, 'Dr. A', body);
    expect([again.status, await again.json()]).toEqual([200, first]);
    for (const [name, other] of [
      ['Dr. A', { ...body, decision: 'cannot-assess' }],
      ['Dr. B', body],
    ] as const) {
      const refused = await post(study, name, other);
      expect([refused.status, await refused.json()]).toEqual([
        422,
        expect.objectContaining({ code: 'review-id-reused' }),
      ]);
    }
    expect((await current(study)).reviews).toEqual([first.review]);
    await undo(study, body.reviewId, 'Dr. A');
    const late = await post(study, 'Dr. A', body);
    expect([late.status, await late.json()]).toEqual([409, expect.objectContaining({ code: 'withdrawn' })]);
  });

  test('on a version that a late image superseded is told of the image, and does not stand', async () => {
    const study = await seedStudy(running.store);
    await joinToStudy(running.store, study.studyId, plainImage('late', 'stat'));
    await running.store.results.changeStudy(
      study.studyId,
      (known) => known && withEscalation(known, new Date().toISOString()),
    );
    const answer = await post(study, 'Dr. A');
    expect(answer.status).toBe(409);
    expect(await answer.json()).toMatchObject({
      code: 'stale-version',
      version: 2,
      changes: [
        'An image was added: version 2 supersedes version 1.',
        'It is now read as stat; before, it was read as routine.',
        expect.stringContaining('It was escalated at'),
      ],
      advice: expect.stringContaining('decide again'),
      detail: expect.stringContaining('decide again'),
    });
    const view = (await (await running.fetch(`/api/studies/${study.studyId}`)).json()) as object;
    expect(view).toMatchObject({ state: 'awaiting', version: 2 });
  });

  test('is taken although the revision moved, where neither the version nor a review did', async () => {
    const study = await seedStudy(running.store, { baseline: 'stat', minutesAgo: 120 });
    await post(study, 'Dr. B', { studyVersion: 7, decision: 'accept' });
    const overdue = await until('the due time to be noticed', async () => {
      const known = await current(study);
      return known.escalations.length > 0 ? known : undefined;
    });
    expect(overdue.revision).toBeGreaterThan(study.revision);
    await accepted(study, 'Dr. A');
  });

  test('a late image opens it again, and the old one says on which version it was made', async () => {
    const study = await seedStudy(running.store);
    await accepted(study, 'Dr. A');
    await joinToStudy(running.store, study.studyId, plainImage('later'));
    const answer = await running.fetch(`/api/studies/${study.studyId}`);
    const view = (await answer.json()) as { revision: number };
    expect(view).toMatchObject({ state: 'reopened', version: 2, reviewedVersion: 1 });
    const etag = answer.headers.get('etag') as string;
    expect(etag).toBe(`"${view.revision}"`);
    const unchanged = await running.fetch(`/api/studies/${study.studyId}`, {
      headers: { 'if-none-match': etag },
    });
    expect(unchanged.status).toBe(304);
    await accepted(await current(study), 'Dr. A', { ...accept, studyVersion: 2 });
  });
});

test('100 reviewers at once on one study: one accepted, 99 told of the conflict, all recorded', async () => {
  const study = await seedStudy(running.store);
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, index) => post(study, `Reader ${index}`)),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(99).fill(409)]);
  const { reviews, version } = await current(study);
  expect(version).toBe(1);
  expect(new Set(reviews.map(({ reviewer }) => reviewer)).size).toBe(100);
  const winner = reviews.find(({ outcome }) => outcome === 'accepted');
  for (const answer of answers.filter(({ status }) => status === 409)) {
    const { code, changes } = (await answer.json()) as { code: string; changes: string[] };
    expect([code, changes[0]]).toEqual([
      'already-reviewed',
      expect.stringContaining(`${winner?.reviewer} accepted the priority of version 1`),
    ]);
  }
  const entries = (await audited(study)).filter((event) => event.type === 'review');
  expect(entries.map(({ outcome }) => outcome).sort()).toEqual(['accepted', ...Array(99).fill('conflict')]);
  expect(new Set(entries.map(({ actor }) => actor.subject)).size).toBe(100);
});

describe('undo', () => {
  test('makes the study await again, and the next one who reviews is accepted', async () => {
    const study = await seedStudy(running.store);
    const review = await accepted(study, 'Dr. A');
    const undone = await undo(study, review.reviewId, 'Dr. A');
    expect(undone.status).toBe(200);
    expect(undone.headers.get('etag')).toMatch(/^"\d+"$/);
    expect(await undone.json()).toMatchObject({
      state: 'awaiting',
      reviews: [{ outcome: 'withdrawn', withdrawnAt: expect.any(String) }],
    });
    const line = (await studyLines(running.store)).find((one) => one.studyId === study.studyId);
    expect(line?.state).toBe('awaiting');
    expect((await undo(study, review.reviewId, 'Dr. A')).status).toBe(200);
    await accepted(study, 'Dr. B');
    const entries = (await audited(study)).filter((event) => event.type === 'review');
    expect(entries.map(({ outcome }) => outcome).sort()).toEqual(['accepted', 'accepted', 'withdrawn']);
  });

  test('is for the one who signed, and for a review that counted', async () => {
    const study = await seedStudy(running.store);
    const review = await accepted(study, 'Dr. A');
    await post(study, 'Dr. B');
    const conflict = (await current(study)).reviews.find(({ outcome }) => outcome === 'conflict');
    const answers = [
      await undo(study, review.reviewId, 'Dr. B'),
      await undo(study, conflict?.reviewId ?? '', 'Dr. B'),
      await undo(study, 'none', 'Dr. A'),
    ];
    const codes = await Promise.all(
      answers.map(async (one) => [one.status, ((await one.json()) as { code: string }).code]),
    );
    expect(codes).toEqual([
      [403, 'not-yours'],
      [409, 'not-accepted'],
      [404, 'no-such-review'],
    ]);
    expect((await current(study)).reviews).toContainEqual(review);
  });
});

describe('closing studies unread', () => {
  const close = (studies: object[], more: object = {}, role: 'admin' | 'reviewer' = 'admin') =>
    running.fetch(
      '/api/closings',
      {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ closingId: randomUUID(), reason: 'read elsewhere', studies, ...more }),
      },
      role,
      'Adm',
    );
  const seen = ({ studyId, revision }: StudyRecord) => ({ studyId, revision });

  test('by an administrator: each is signed, audited once, and counted as reviewed; what changed is named', async () => {
    const studies = [
      await seedStudy(running.store),
      await seedStudy(running.store),
      await seedStudy(running.store),
    ] as const;
    const [routine, changed, stat] = studies;
    await joinToStudy(running.store, changed.studyId, plainImage('later'));
    await joinToStudy(running.store, stat.studyId, plainImage('urgent', 'stat'));
    const closingId = randomUUID();
    const asked = [seen(routine), seen(changed), seen(await current(stat))];
    const nobody = { studyId: '0'.repeat(64), revision: 1 };
    for (const _ of ['sent', 'resent']) {
      const answer = await close([...asked, nobody], { closingId });
      expect([answer.status, await answer.json()]).toEqual([
        200,
        {
          done: [routine.studyId],
          not: [
            { studyId: changed.studyId, code: 'changed-since', why: 'it has changed since you looked' },
            { studyId: stat.studyId, code: 'must-be-seen', why: expect.stringContaining('urgent') },
            { studyId: nobody.studyId, code: 'no-such-study', why: 'there is no such study' },
          ],
        },
      ]);
    }
    const entries = (await audited(routine)).filter(({ type }) => type === 'review');
    expect(entries).toMatchObject([
      {
        decision: 'close',
        because: 'read elsewhere',
        outcome: 'accepted',
        signature: { name: 'Adm' },
        actor: { roles: ['admin'] },
      },
    ]);
    const line = (await studyLines(running.store)).find((one) => one.studyId === routine.studyId);
    expect(line).toMatchObject({ state: 'reviewed', review: { decision: 'close' } });
    expect(await (await close([{ ...seen(await current(stat)), evenIfUrgent: true }])).json()).toEqual({
      done: [stat.studyId],
      not: [],
    });
  });

  test('is taken back by any administrator, and gives way to whoever reads the study', async () => {
    const study = await seedStudy(running.store);
    const reopen = (role: 'admin' | 'reviewer') =>
      running.fetch(`/api/studies/${study.studyId}/closing`, { method: 'DELETE' }, role, 'Other');
    expect((await reopen('admin')).status).toBe(409);
    await close([seen(study)]);
    expect((await reopen('reviewer')).status).toBe(403);
    expect(await (await reopen('admin')).json()).toMatchObject({ state: 'awaiting' });
    const signed = (await audited(study)).filter((event) => event.type === 'review');
    const [withdrawn] = signed.filter(({ outcome }) => outcome === 'withdrawn');
    const [closed] = signed.filter(({ outcome }) => outcome === 'accepted');
    expect(withdrawn).toMatchObject({ signature: { name: 'Adm' }, actor: { roles: ['admin'] } });
    expect(withdrawn?.actor.subject).not.toBe(closed?.actor.subject);
    await close([seen(await current(study))]);
    await accepted(await current(study), 'Dr. A');
    expect((await reopen('admin')).status).toBe(409);
  });

  test('is not for reviewers, and not without a reason', async () => {
    const study = await seedStudy(running.store);
    expect((await close([seen(study)], {}, 'reviewer')).status).toBe(403);
    for (const reason of ['', '  ', 'x'.repeat(201)])
      expect((await close([seen(study)], { reason })).status).toBe(400);
    expect((await current(study)).reviews).toEqual([]);
  });
});
