import fc from 'fast-check';
import { withEscalation } from '../../../../src/domain/study/notices/escalation';
import { nextLook, noticesFor } from '../../../../src/domain/study/notices/noticePlan';
import { policySchema } from '../../../../src/domain/study/policy/policySchema';
import {
  defaultReminders,
  type Reminders,
  remindersSchema,
} from '../../../../src/domain/study/policy/reminders';
import { decideReview } from '../../../../src/domain/study/review/decideReview';
import { undoReview } from '../../../../src/domain/study/review/undo';
import { type StudyRecord, stateOf, withReview } from '../../../../src/domain/study/studyRecord';
import { arrived, minute, person, plainImage, policy, statStudy, submission, withImage } from '../../studies';

const study = statStudy();
const typesAt = (of: StudyRecord, minutes: number, reminders = defaultReminders) =>
  noticesFor(of, reminders, minute(minutes)).map(({ type }) => type);
const idsAt = (of: StudyRecord, minutes: number) =>
  noticesFor(of, defaultReminders, minute(minutes)).map(({ id }) => id);
const reviewed = withReview(study, decideReview(study, submission('a', 'A')));

describe('what reviewers are told of a stat study that is due after an hour', () => {
  test.each([
    [0, ['urgent-study']],
    [44.9, ['urgent-study']],
    [45, ['urgent-study', 'due-soon']],
    [60, ['urgent-study', 'overdue']],
    [500, ['urgent-study', 'overdue']],
  ])('after %d minutes: %j', (minutes, types) => {
    expect(typesAt(study, minutes)).toEqual(types);
  });

  test('is repeated while it is overdue, as often as the policy says and no more', () => {
    const overdue = [60, 119, 120, 180, 240, 5000].map((minutes) => idsAt(study, minutes).at(-1));
    expect(overdue[0]).toBe(overdue[1]);
    expect(new Set(overdue).size).toBe(3);
    expect(new Set(overdue.slice(3)).size).toBe(1);
  });

  test('is nothing once it is reviewed, and goes on where that is taken back', () => {
    expect(typesAt(reviewed, 500)).toEqual([]);
    const undone = undoReview(reviewed, 'a', person('A'), minute(11)) as { study: StudyRecord };
    expect(idsAt(undone.study, 50)).toEqual(idsAt(study, 50));
  });

  test('is said anew where a late image reopens it', () => {
    const reopened = withImage(reviewed, plainImage('second'));
    const ids = idsAt(reopened, 50);
    expect(ids).toHaveLength(2);
    for (const id of idsAt(study, 50)) expect(ids).not.toContain(id);
  });

  test('holds ids, places and times, and nothing else', () => {
    expect(noticesFor(study, defaultReminders, minute(1))).toEqual([
      {
        id: expect.stringMatching(/^msg_[0-9a-f]{32}$/),
        type: 'urgent-study',
        studyId: study.studyId,
        version: 1,
        place: 'stat',
        dueAt: minute(60),
        at: minute(1),
      },
    ]);
  });
});

describe('further images', () => {
  const routine = withImage(undefined, plainImage('first'));

  test('that change nothing but the version are no reason for further notices', () => {
    const many = Array.from({ length: 20 }, (_, index) => plainImage(`more ${index}`, 'stat'));
    const series = many.reduce((known, image) => withImage(known, image), study);
    expect(series.version).toBe(21);
    for (const minutes of [0, 50, 130]) expect(idsAt(series, minutes)).toEqual(idsAt(study, minutes));
  });

  test('that raise the study are', () => {
    expect(typesAt(routine, 0)).toEqual([]);
    const urgent = withImage(routine, plainImage('second', 'urgent'));
    const stat = withImage(urgent, plainImage('third', 'stat'));
    expect(idsAt(urgent, 0)).toHaveLength(1);
    expect(idsAt(stat, 0)).not.toEqual(idsAt(urgent, 0));
  });
});

describe('the reminders of a policy', () => {
  test('have defaults, each by itself', () => {
    expect(policy.reminders).toEqual({ beforeDue: 0.25, overdueEveryMinutes: 60, overdueTimes: 3 });
    expect(policySchema.parse({ ...policy, reminders: { overdueTimes: 1 } }).reminders).toEqual({
      beforeDue: 0.25,
      overdueEveryMinutes: 60,
      overdueTimes: 1,
    });
  });

  test('can be turned off', () => {
    const none = remindersSchema.parse({ beforeDue: 0, overdueTimes: 0 });
    expect(typesAt(study, 50, none)).toEqual(['urgent-study']);
    expect(typesAt(study, 100, none)).toEqual(['urgent-study']);
  });

  test.each([
    { beforeDue: 1 },
    { beforeDue: -0.1 },
    { overdueEveryMinutes: 0 },
    { overdueTimes: -1 },
    { often: 1 },
  ])('%j is refused', (reminders) => {
    expect(policySchema.safeParse({ ...policy, reminders }).success).toBe(false);
  });
});

describe('the next look at a study', () => {
  const reminders: fc.Arbitrary<Reminders> = fc.record({
    beforeDue: fc.integer({ min: 0, max: 90 }).map((percent) => percent / 100),
    overdueEveryMinutes: fc.integer({ min: 1, max: 10_080 }),
    overdueTimes: fc.nat(20),
  });
  const step = fc.oneof(
    fc.record({ kind: fc.constant('review' as const), who: fc.nat(1) }),
    fc.record({ kind: fc.constant('undo' as const), who: fc.nat(1) }),
    fc.record({
      kind: fc.constant('image' as const),
      name: fc.nat(3),
      place: fc.constantFrom('stat', 'routine'),
    }),
    fc.record({ kind: fc.constant('time' as const), minutes: fc.integer({ min: 1, max: 4000 }) }),
  );

  test('is always there while it awaits review, lies ahead, and is at most a day off', () => {
    fc.assert(
      fc.property(reminders, fc.array(step, { maxLength: 25 }), (rules, steps) => {
        let [known, minutes] = [statStudy(), 0];
        for (const [index, one] of steps.entries()) {
          if (one.kind === 'time') minutes += one.minutes;
          if (one.kind === 'image') known = withImage(known, plainImage(`i${one.name}`, one.place as 'stat'));
          if (one.kind === 'review') {
            const request = { decision: 'accept' as const, studyVersion: known.version };
            const sent = submission(`r${index}`, `P${one.who}`, request, minute(minutes));
            known = withReview(known, decideReview(known, sent));
          }
          const last = known.reviews.findLast(({ outcome }) => outcome === 'accepted');
          if (one.kind === 'undo' && last) {
            const undone = undoReview(known, last.reviewId, person(`P${one.who}`), minute(minutes));
            if (undone.refusal === undefined) known = undone.study;
          }
          known = withEscalation(known, minute(minutes));
          const look = nextLook(known, rules, minute(minutes));
          if (stateOf(known) !== 'reviewed') expect(look).toBeDefined();
          if (look === undefined) continue;
          expect(Date.parse(look)).toBeGreaterThan(Date.parse(minute(minutes)));
          expect(Date.parse(look)).toBeLessThanOrEqual(Date.parse(minute(minutes + 24 * 60)));
        }
      }),
    );
  });

  test('comes at every moment at which there is something new to say', () => {
    fc.assert(
      fc.property(reminders, (rules) => {
        const said = new Set<string>();
        let now = arrived;
        for (let looks = 0; looks < 300; looks += 1) {
          for (const { id } of noticesFor(study, rules, now)) said.add(id);
          const next = nextLook(study, rules, now) as string;
          const between = new Date((Date.parse(now) + Date.parse(next)) / 2).toISOString();
          for (const { id } of noticesFor(study, rules, between)) expect(said).toContain(id);
          now = next;
        }
        expect(said.size).toBe(1 + (rules.beforeDue > 0 ? 1 : 0) + rules.overdueTimes);
      }),
      { numRuns: 30 },
    );
  });

  test('is when the due time passes, in whose look the study is marked', () => {
    expect(nextLook(study, remindersSchema.parse({ beforeDue: 0, overdueTimes: 0 }), arrived)).toBe(
      minute(60),
    );
  });

  test('of a reviewed study comes once more, when nobody can take the review back any more', () => {
    const look = nextLook(reviewed, defaultReminders, minute(10)) as string;
    expect(Date.parse(look)).toBeGreaterThan(Date.parse(minute(12)));
    expect(nextLook(reviewed, defaultReminders, look)).toBeUndefined();
  });
});
