import fc from 'fast-check';
import { joinImages, type StudyImage, studyImageSchema } from '../../../src/domain/study/images/imageRecord';
import { withEscalation } from '../../../src/domain/study/notices/escalation';
import defaultPolicy from '../../../src/domain/study/policy/defaultPolicy.json';
import { policySchema } from '../../../src/domain/study/policy/policySchema';
import {
  joinStudyImages,
  mergeIntoStudy,
  type StudyRecord,
  versionOf,
  withReview,
} from '../../../src/domain/study/studyRecord';
import * as any from '../arbitraries';
import { acceptedReview } from '../studies';

const policy = policySchema.parse(defaultPolicy);
const studyId = any.hexId('study');
const now = '2026-12-31T00:00:00.000Z';

function merge(study: StudyRecord | undefined, ...images: StudyImage[]): StudyRecord {
  return mergeIntoStudy(study, studyId, images, policy, now);
}

const same = any.studyImage.chain((a) =>
  fc.tuple(
    fc.constant(a),
    any.studyImage.map((b) => ({ ...b, imageId: a.imageId })),
    any.studyImage.map((c) => ({ ...c, imageId: a.imageId })),
  ),
);

describe('joining what is known of one image', () => {
  test('does not depend on the order', () => {
    fc.assert(fc.property(same, ([a, b]) => expect(joinImages(b, a)).toEqual(joinImages(a, b))));
  });

  test('does not depend on the grouping', () => {
    fc.assert(
      fc.property(same, ([a, b, c]) =>
        expect(joinImages(joinImages(a, b), c)).toEqual(joinImages(a, joinImages(b, c))),
      ),
    );
  });

  test('changes nothing when it is repeated', () => {
    fc.assert(
      fc.property(same, ([a, b]) => {
        const joined = joinImages(a, b);
        expect(joinImages(joined, b)).toEqual(joined);
        expect(joinImages(joined, a)).toEqual(joined);
      }),
    );
  });

  test('keeps every finding: an analysis is never replaced by an abstention', () => {
    fc.assert(
      fc.property(same, ([a, b]) => {
        const analysed = (image: StudyImage) =>
          image.analyses.filter(({ outcome }) => outcome === 'analysed').map(({ model }) => model.sha256);
        expect(new Set(analysed(joinImages(a, b)))).toEqual(new Set([...analysed(a), ...analysed(b)]));
      }),
    );
  });
});

describe('merging images into a study', () => {
  const deliveries = fc.array(any.studyImage, { minLength: 1, maxLength: 8 });

  test('ends in the same images and decision in whatever order and however often they come', () => {
    fc.assert(
      fc.property(
        deliveries.chain((list) =>
          fc.tuple(
            fc.constant(list),
            fc.shuffledSubarray([...list, ...list], {
              minLength: 2 * list.length,
              maxLength: 2 * list.length,
            }),
          ),
        ),
        ([list, shuffled]) => {
          const content = ({ images, objects, setAside, decision, receivedAt, dueAt }: StudyRecord) => ({
            images,
            objects,
            setAside,
            decision,
            receivedAt,
            dueAt,
          });
          const [first, ...rest] = list as [StudyImage, ...StudyImage[]];
          const straight = rest.reduce((study, image) => merge(study, image), merge(undefined, first));
          const crossed = shuffled.reduce<StudyRecord | undefined>(
            (study, image) => merge(study, image),
            undefined,
          );
          expect(content(crossed as StudyRecord)).toEqual(content(straight));
        },
      ),
    );
  });

  test('a delivery that adds nothing gives back the same object, so nothing is written', () => {
    fc.assert(
      fc.property(deliveries, (list) => {
        const study = merge(undefined, ...list);
        expect(merge(study, ...list)).toBe(study);
      }),
    );
  });

  test('a late image makes version 2, which supersedes version 1', () => {
    const [first, second] = ['a', 'b'].map((name) =>
      studyImageSchema.parse({
        imageId: any.hexId(name),
        receivedAt: '2026-05-01T10:00:00.000Z',
        frames: 1,
        baseline: 'routine',
        analyses: [],
        unrouted: 'no-model',
        notes: [],
      }),
    ) as [StudyImage, StudyImage];
    const one = merge(undefined, first);
    const two = merge(one, second);
    expect(one).toMatchObject({ version: 1 });
    expect(one).not.toHaveProperty('supersedes');
    expect(two).toMatchObject({ version: 2, supersedes: 1 });
    expect(two.images).toHaveLength(2);
  });

  test('an earlier arrival of a known image moves the due time, by a version of its own', () => {
    fc.assert(
      fc.property(any.studyImage, (image) => {
        const late = merge(undefined, { ...image, receivedAt: '2026-12-31T00:00:00.000Z' });
        const early = merge(late, { ...image, receivedAt: '2026-01-01T00:00:00.000Z' });
        expect(early).toMatchObject({ version: 2, revision: 2, receivedAt: '2026-01-01T00:00:00.000Z' });
        expect(Date.parse(early.dueAt)).toBeLessThan(Date.parse(late.dueAt));
      }),
    );
  });

  test('joining lists of images is commutative, associative and idempotent', () => {
    fc.assert(
      fc.property(deliveries, deliveries, deliveries, (a, b, c) => {
        const join = (x: readonly StudyImage[], y: readonly StudyImage[]) =>
          joinStudyImages(joinStudyImages([], x), y);
        expect(join(b, a)).toEqual(join(a, b));
        expect(join(join(a, b), c)).toEqual(join(a, join(b, c)));
        expect(join(join(a, b), b)).toEqual(join(a, b));
      }),
    );
  });

  test('reviews and escalations stay when a version follows, and are no part of a version', () => {
    fc.assert(
      fc.property(any.studyImage, any.studyImage, (a, b) => {
        fc.pre(a.imageId !== b.imageId);
        const overdue = withEscalation(merge(undefined, a), '2027-06-01T00:00:00.000Z');
        const next = merge(overdue, b);
        expect(overdue.escalations).toHaveLength(1);
        expect(next.escalations).toEqual(overdue.escalations);
        expect(next.revision).toBeGreaterThan(overdue.revision);
        expect(versionOf(next)).not.toHaveProperty('escalations');
        expect(versionOf(next)).not.toHaveProperty('reviews');
      }),
    );
  });
});

describe('escalating', () => {
  const image = studyImageSchema.parse({
    imageId: any.hexId('a'),
    receivedAt: '2026-05-01T10:00:00.000Z',
    frames: 1,
    baseline: 'stat',
    analyses: [],
    notes: [],
  });
  const study = merge(undefined, image);

  test('nothing happens before the due time', () => {
    expect(study.dueAt).toBe('2026-05-01T11:00:00.000Z');
    expect(withEscalation(study, '2026-05-01T10:59:59.999Z')).toBe(study);
  });

  test('it happens once for a version', () => {
    const escalated = withEscalation(study, '2026-05-01T11:00:00.000Z');
    expect(escalated.escalations).toEqual([{ version: 1, at: '2026-05-01T11:00:00.000Z', revision: 2 }]);
    expect(withEscalation(escalated, '2026-05-02T11:00:00.000Z')).toBe(escalated);
  });

  test('a reviewed version is not escalated', () => {
    const reviewed = withReview(study, acceptedReview(1, '2026-05-01T10:30:00.000Z'));
    expect(withEscalation(reviewed, '2026-05-01T12:00:00.000Z')).toBe(reviewed);
  });
});
