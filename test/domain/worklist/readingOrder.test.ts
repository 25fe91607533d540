import fc from 'fast-check';
import { placeIndex } from '../../../src/domain/kernel/priority';
import type { Analysis } from '../../../src/domain/models/analysis';
import { decide } from '../../../src/domain/study/policy/policy';
import { policySchema } from '../../../src/domain/study/policy/policySchema';
import {
  inReadingOrder,
  nextRise,
  placeNow,
  readingOrder,
  type Waiting,
} from '../../../src/domain/worklist/readingOrder';
import * as any from '../arbitraries';

const minute = 60_000;
const start = Date.parse('2026-05-01T00:00:00.000Z');
const iso = (minutes: number) => new Date(start + minutes * minute).toISOString();

function study(name: string, place: Waiting['place'], received: number, due: number): Waiting {
  return { studyId: any.hexId(name), place, receivedAt: iso(received), dueAt: iso(received + due) };
}

const waiting = fc
  .record({
    name: fc.string({ maxLength: 4 }),
    place: any.place,
    received: fc.integer({ min: 0, max: 10_000 }),
    due: fc.integer({ min: 1, max: 3000 }),
  })
  .map(({ name, place, received, due }) => study(name, place, received, due));
const cap = fc.double({ min: 1, max: 10, noNaN: true });
const later = fc.integer({ min: 0, max: 100_000 }).map((minutes) => start + minutes * minute);

const names = (studies: readonly Waiting[]) => studies.map(({ studyId }) => studyId);
const isBefore = (a: Waiting, b: Waiting, waitingCap: number, now: number) =>
  inReadingOrder([b, a], waitingCap, now).studies[0] === a;

describe('the reading order', () => {
  test('is the place, then the due time', () => {
    const list = [
      study('routine, overdue', 'routine', 0, 60),
      study('urgent, later', 'urgent', 10, 240),
      study('urgent, sooner', 'urgent', 20, 120),
      study('stat', 'stat', 90, 60),
    ];
    const { studies } = inReadingOrder(list, 2, start + 100 * minute);
    expect(names(studies)).toEqual(
      ['stat', 'urgent, sooner', 'urgent, later', 'routine, overdue'].map(any.hexId),
    );
  });

  test('a routine study rises at the cap, to urgent and then to stat, and no earlier', () => {
    const one = study('a', 'routine', 0, 100);
    const at = (minutes: number) => placeNow(one, 2, start + minutes * minute);
    expect([0, 199, 200, 399, 400, 4000].map(at)).toEqual([
      'routine',
      'routine',
      'urgent',
      'urgent',
      'stat',
      'stat',
    ]);
    expect(nextRise(one, 2, start)).toBe(start + 200 * minute);
    expect(nextRise(one, 2, start + 250 * minute)).toBe(start + 400 * minute);
    expect(nextRise(one, 2, start + 400 * minute)).toBeUndefined();
  });

  test('is total: it is the same however the studies are given, and holds each of them', () => {
    const lists = fc
      .uniqueArray(waiting, { selector: (one) => one.studyId, maxLength: 12 })
      .chain((list) =>
        fc.tuple(
          fc.constant(list),
          fc.shuffledSubarray(list, { minLength: list.length, maxLength: list.length }),
        ),
      );
    fc.assert(
      fc.property(lists, cap, later, ([list, shuffled], waitingCap, now) => {
        const order = names(inReadingOrder(list, waitingCap, now).studies);
        expect(names(inReadingOrder(shuffled, waitingCap, now).studies)).toEqual(order);
        expect([...order].sort()).toEqual([...names(list)].sort());
      }),
    );
  });

  test('nothing changes before the moment until which it holds, and some place changes then', () => {
    fc.assert(
      fc.property(fc.array(waiting, { minLength: 1, maxLength: 8 }), cap, later, (list, waitingCap, now) => {
        const { studies, until } = inReadingOrder(list, waitingCap, now);
        if (until === Number.POSITIVE_INFINITY) return;
        expect(until).toBeGreaterThan(now);
        const justBefore = Math.max(now, Math.ceil(until) - 1);
        expect(names(inReadingOrder(list, waitingCap, justBefore).studies)).toEqual(names(studies));
        const moved = list.some(
          (one) => placeNow(one, waitingCap, Math.ceil(until) + 1) !== placeNow(one, waitingCap, now),
        );
        expect(moved).toBe(true);
      }),
    );
  });

  test('time alone never moves a study back behind one that came later and is due later in the same place or a lower one', () => {
    fc.assert(
      fc.property(waiting, waiting, cap, later, fc.nat(5000), (a, b, waitingCap, now, more) => {
        fc.pre(a.studyId !== b.studyId && isBefore(a, b, waitingCap, now));
        fc.pre(risesNoSlower(a, b));
        expect(isBefore(a, b, waitingCap, now + more * minute)).toBe(true);
      }),
    );
  });

  /** It came first and was given no more time. */
  function risesNoSlower(a: Waiting, b: Waiting): boolean {
    const given = (one: Waiting) => Date.parse(one.dueAt) - Date.parse(one.receivedAt);
    return (
      Date.parse(a.receivedAt) <= Date.parse(b.receivedAt) &&
      given(a) <= given(b) &&
      placeIndex(a.place) <= placeIndex(b.place)
    );
  }

  test('having waited longer, or being raised, never moves a study back', () => {
    fc.assert(
      fc.property(
        waiting,
        waiting,
        any.place,
        fc.nat(5000),
        cap,
        later,
        (a, b, place, earlier, waitingCap, now) => {
          fc.pre(a.studyId !== b.studyId && isBefore(a, b, waitingCap, now));
          const shifted = (time: string) => new Date(Date.parse(time) - earlier * minute).toISOString();
          const waitedLonger = { ...a, receivedAt: shifted(a.receivedAt), dueAt: shifted(a.dueAt) };
          expect(isBefore(waitedLonger, b, waitingCap, now)).toBe(true);
          if (placeIndex(place) > placeIndex(a.place)) return;
          expect(isBefore({ ...a, place }, b, waitingCap, now)).toBe(true);
        },
      ),
    );
  });
});

describe('nothing starves', () => {
  test('whatever keeps coming: from twice the cap on, no later study stands before it', () => {
    fc.assert(
      fc.property(waiting, fc.array(waiting, { maxLength: 20 }), cap, (one, stream, waitingCap) => {
        const given = Date.parse(one.dueAt) - Date.parse(one.receivedAt);
        const top = Date.parse(one.receivedAt) + 2 * waitingCap * given;
        // However soon they are due and wherever they stand.
        const fresh = stream.map((other, at) => {
          const receivedAt = new Date(top + at * minute).toISOString();
          const due = Date.parse(other.dueAt) - Date.parse(other.receivedAt);
          return { ...other, receivedAt, dueAt: new Date(Date.parse(receivedAt) + due).toISOString() };
        });
        const now = top + stream.length * minute;
        expect(inReadingOrder([...fresh, one], waitingCap, now).studies[0]).toBe(one);
      }),
    );
  });

  test('a reader who takes the first every ten minutes, while two urgent ones come, reads every study in time', () => {
    const old = study('routine', 'routine', 0, 1440);
    let open = [old, ...Array.from({ length: 20 }, (_, n) => study(`r${n}`, 'routine', n, 1440))];
    let readAt: number | undefined;
    for (let at = 0; readAt === undefined && at < 20_000; at += 10) {
      open.push(study(`s${at}`, 'stat', at, 60), study(`u${at}`, 'urgent', at, 240));
      const [first, ...rest] = inReadingOrder(open, 2, start + at * minute).studies;
      if (first === old) readAt = at;
      open = rest;
    }
    // Raised twice by 4 x 24 hours; then only what was due before its own due time can stand before it.
    expect(readAt).toBeDefined();
    expect(readAt).toBeLessThanOrEqual(4 * 1440 + 10 * 2 * (1440 / 10));
  });

  test('without the rises it would wait for ever', () => {
    const old = study('routine', 'routine', 0, 60);
    const fresh = study('stat', 'stat', 100_000, 60);
    expect([old, fresh].sort(readingOrder)[0]).toBe(fresh);
    expect(isBefore(old, fresh, 2, start + 100_001 * minute)).toBe(true);
  });
});

describe('what models say', () => {
  const image = fc.record({ imageId: fc.constantFrom('a', 'b').map(any.hexId), baseline: any.place });

  test('never makes a study wait longer than it would have without them, whatever the policy and the cap', () => {
    fc.assert(
      fc.property(
        any.policy,
        fc.record({ stat: any.minutes, urgent: any.minutes, routine: any.minutes }),
        fc.array(fc.tuple(image, fc.array(any.analysis, { maxLength: 3 })), { minLength: 1, maxLength: 3 }),
        waiting,
        later,
        (base, dueMinutes, images, other, now) => {
          const policy = policySchema.parse({ ...base, dueMinutes });
          const as = (analyses: (list: Analysis[]) => Analysis[]): Waiting => {
            const decided = decide(policy, {
              images: images.map(([one, list]) => ({ ...one, analyses: analyses(list) })),
            });
            return { ...study('it', decided.place, 0, decided.dueMinutes) };
          };
          const [with_, without] = [as((list) => list), as(() => [])];
          fc.pre(other.studyId !== without.studyId);
          if (isBefore(without, other, policy.waitingCap, now))
            expect(isBefore(with_, other, policy.waitingCap, now)).toBe(true);
        },
      ),
    );
  });
});
