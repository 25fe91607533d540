import fc from 'fast-check';
import type { StudyImage } from '../../../../src/domain/study/images/imageRecord';
import { withEscalation } from '../../../../src/domain/study/notices/escalation';
import { nextLook, noticesFor } from '../../../../src/domain/study/notices/noticePlan';
import defaultPolicy from '../../../../src/domain/study/policy/defaultPolicy.json';
import {
  defaultIntake,
  type Incoming,
  joinRouted,
  type Routed,
  routeImage,
} from '../../../../src/domain/study/policy/intakeRule';
import { policySchema } from '../../../../src/domain/study/policy/policySchema';
import { mergeIntoStudy } from '../../../../src/domain/study/studyRecord';
import { routeOf } from '../../../../src/domain/study/studyRoute';
import { explainRank } from '../../../../src/domain/worklist/explainRank';
import { worklistStudyOf } from '../../../../src/domain/worklist/worklist';
import { hexId } from '../../arbitraries';

const policy = policySchema.parse(defaultPolicy);
const now = '2026-06-01T10:00:00.000Z';
const incoming = (more: Partial<Incoming> = {}): Incoming => ({
  name: 'CR1/a.dcm',
  receivedAt: now,
  ...more,
});

test.each([
  ['a radiograph of today', { modality: 'DX', studyDate: '20260601' }, undefined],
  ['a radiograph without a date', { modality: 'DX' }, undefined],
  ['a report', { modality: 'SR', studyDate: '20260601' }, 'kept'],
  ['a plan', { modality: 'RTPLAN' }, 'kept'],
  ['a key object', { modality: 'KO' }, 'kept'],
  [
    'a radiograph of three years ago',
    { modality: 'DX', studyDate: '20230601', takenDate: '20230601' },
    'prior',
  ],
  // A device whose clock was reset dates today's study so.
  [
    'a radiograph that is dated many years back',
    { modality: 'DX', studyDate: '20000101', takenDate: '20000101' },
    undefined,
  ],
  ['a plain picture', {}, undefined],
])('without rules of the site, %s', (_, more, to) => {
  expect(routeImage(defaultIntake, incoming(more))?.to).toBe(to);
});

test.each([
  ['20240531', 'prior'],
  ['2024.05.31', 'prior'],
  ['20250601', undefined],
  ['20260602', undefined],
  ['', undefined],
])('a study of two years ago is a prior: %s', (studyDate, to) => {
  const dated = incoming({ modality: 'DX', studyDate, takenDate: studyDate });
  expect(routeImage(defaultIntake, dated)?.to).toBe(to);
});

test('a site that lists its own rules has those alone', () => {
  const own = policySchema.parse({ ...defaultPolicy, intake: [{ modality: ['SR'], becomes: 'kept' }] });
  const old = incoming({ modality: 'DX', studyDate: '20230601', takenDate: '20230601' });
  expect(routeImage(own.intake, old)).toBeUndefined();
});

test('the first rule that applies decides, and is named', () => {
  const rules = [
    { folder: 'priors/', becomes: 'prior' as const },
    { modality: ['SR'] as [string], bodyPart: ['CHEST'] as [string], becomes: 'review' as const },
    { modality: ['SR'] as [string], becomes: 'kept' as const },
  ];
  expect(routeImage(rules, incoming({ name: 'priors/1.dcm', modality: 'SR' }))).toEqual({
    to: 'prior',
    rule: 1,
  });
  expect(routeImage(rules, incoming({ modality: 'SR', bodyPart: 'CHEST' }))).toBeUndefined();
  expect(routeImage(rules, incoming({ modality: 'SR' }))).toEqual({ to: 'kept', rule: 3 });
});

test('a policy that misspells a rule is not taken', () => {
  const wrong = { ...defaultPolicy, intake: [{ modalitiy: ['SR'], becomes: 'kept' }] };
  expect(policySchema.safeParse(wrong).success).toBe(false);
  expect(policy.intake).toEqual(defaultIntake);
});

const routed: fc.Arbitrary<Routed | undefined> = fc.option(
  fc.record({ to: fc.constantFrom('prior', 'kept'), rule: fc.integer({ min: 1, max: 3 }) }),
  { nil: undefined },
);

test('of two arrivals the one that is more in sight counts, in any order and however often', () => {
  fc.assert(
    fc.property(routed, routed, routed, (a, b, c) => {
      expect(joinRouted(a, b)).toEqual(joinRouted(b, a));
      expect(joinRouted(joinRouted(a, b), c)).toEqual(joinRouted(a, joinRouted(b, c)));
      expect(joinRouted(a, a)).toEqual(a);
    }),
  );
});

interface Made {
  readonly route: Routed | undefined;
  readonly frames: number;
  readonly positive: boolean;
  readonly baseline: 'stat' | 'urgent' | 'routine';
}

const made: fc.Arbitrary<Made> = fc.record({
  route: routed,
  frames: fc.constantFrom(0, 1),
  positive: fc.boolean(),
  baseline: fc.constantFrom('routine', 'routine', 'routine', 'urgent', 'stat'),
});

function image({ route, frames, positive, baseline }: Made, at: number): StudyImage {
  const model = { id: 'm', version: '1.0.0', sha256: 'a'.repeat(64) };
  const finding = { label: 'unheard-of', title: 'X', score: 0.9, threshold: positive ? 0.5 : 0.95, positive };
  return {
    imageId: hexId(`image ${at}`),
    receivedAt: now,
    frames,
    ...(route === undefined ? {} : { route }),
    baseline,
    analyses:
      frames === 0
        ? []
        : [
            {
              outcome: 'analysed',
              model,
              findings: [finding],
              tensorSha256: 'b'.repeat(64),
              preprocessing: '1',
              notes: [],
            },
          ],
    notes: [],
  };
}

test('no rule hides a positive, an urgent order, or an image that is for review; the rest waits for nobody', () => {
  const later = '2027-06-01T10:00:00.000Z';
  fc.assert(
    fc.property(fc.array(made, { minLength: 1, maxLength: 5 }), (list) => {
      const images = list.map(image);
      const study = mergeIntoStudy(undefined, hexId('study'), images, policy, now);
      const mustBeSeen = list.some(
        ({ route, frames, positive, baseline }) =>
          route === undefined || baseline !== 'routine' || (positive && frames > 0),
      );
      const isSent = list.some(({ route }) => route?.to === 'prior') ? 'prior' : 'kept';
      expect(routeOf(study)).toBe(mustBeSeen ? 'review' : isSent);
      const isQuiet = !mustBeSeen;
      expect(worklistStudyOf(study).route).toBe(isQuiet ? isSent : undefined);
      expect(noticesFor(study, policy.reminders, later).length === 0).toBe(isQuiet);
      expect(withEscalation(study, later) === study).toBe(isQuiet);
      expect(nextLook(study, policy.reminders, now) === undefined).toBe(isQuiet);
    }),
  );
});

test('what a rule sent away and must be seen says why it is for review', () => {
  const made = { route: { to: 'prior', rule: 2 }, frames: 1, positive: true, baseline: 'routine' } as const;
  const study = mergeIntoStudy(undefined, hexId('study'), [image(made, 1)], policy, now);
  const moment = { waitingCap: 2, now: Date.parse(now) };
  const said = (showFindings: boolean) => explainRank(study, [], moment, showFindings).because.join(' ');
  expect(said(true)).toContain('By the intake rules it is not for review; because of a positive finding,');
  // Until a first impression is given, nobody learns of it.
  expect(said(false)).not.toContain('positive finding');
});
