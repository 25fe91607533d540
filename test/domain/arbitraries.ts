import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { places } from '../../src/domain/kernel/priority';
import type { Analysis, Part } from '../../src/domain/models/analysis';
import { rejectionCodes } from '../../src/domain/reasons/rejection';
import type { StudyImage } from '../../src/domain/study/images/imageRecord';
import { dueCurveSchema } from '../../src/domain/study/policy/dueCurve';
import { type Policy, policySchema } from '../../src/domain/study/policy/policySchema';

export function hexId(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

export const score = fc.double({ min: 0, max: 1, noNaN: true });
export const place = fc.constantFrom(...places);
export const minutes = fc.integer({ min: 1, max: 5000 });
const labels = ['lung-opacity', 'any-abnormality', 'effusion'];

const model = fc
  .record({ id: fc.constantFrom('chest', 'second'), version: fc.constantFrom('1.0.0', '2.0.0') })
  .map(({ id, version }) => ({ id, version, sha256: hexId(id + version) }));

const inside: fc.Arbitrary<{ inside?: Part }> = fc.constantFrom(
  {},
  { inside: { left: 0.1, top: 0, right: 0.9, bottom: 1 } },
);

const analysed: fc.Arbitrary<Analysis> = fc
  .record({ cut: inside, model, scores: fc.array(score, { minLength: 1, maxLength: 3 }), threshold: score })
  .map(({ model: ref, scores, threshold, cut }) => ({
    ...cut,
    outcome: 'analysed',
    model: ref,
    tensorSha256: hexId('tensor'),
    preprocessing: '1',
    notes: [],
    findings: scores.map((value, index) => ({
      label: labels[index] as string,
      title: labels[index] as string,
      score: value,
      threshold,
      positive: value >= threshold,
    })),
  }));

const abstained: fc.Arbitrary<Analysis> = fc
  .record({ model, reason: fc.constantFrom('blank-picture' as const, 'analysis-failed' as const) })
  .map(({ model: ref, reason }) => ({ outcome: 'abstained', model: ref, reason, notes: [] }));

export const analysis = fc.oneof(analysed, abstained);

const time = fc
  .date({ min: new Date('2026-01-01'), max: new Date('2026-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString());

/** What can differ between two deliveries of one image; few ids, so that they meet. */
export const studyImage: fc.Arbitrary<StudyImage> = fc.record({
  imageId: fc.constantFrom('a', 'b', 'c').map(hexId),
  receivedAt: time,
  instanceId: fc.option(fc.constantFrom('x', 'y').map(hexId), { nil: undefined }),
  instanceNumber: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
  rejection: fc.option(
    fc.record({
      code: fc.constantFrom(...rejectionCodes),
      instances: fc.subarray(['x', 'y'].map(hexId)),
    }),
    { nil: undefined },
  ),
  modality: fc.constantFrom('DX', 'CR'),
  frames: fc.constantFrom(1, 0),
  source: fc.option(fc.constantFrom('1'.repeat(16), '2'.repeat(16)), { nil: undefined }),
  baseline: place,
  analyses: fc.array(analysis, { maxLength: 3 }),
  unrouted: fc.option(fc.constantFrom('no-model', 'view-not-covered'), { nil: undefined }),
  notes: fc.array(fc.constantFrom('lossy-compressed', 'no-preamble'), { maxLength: 2 }),
});

/** Points from a score of 0 on, with minutes that never rise. */
export const dueCurve = fc
  .record({
    finding: fc.constantFrom(...labels),
    orderedAs: fc.option(fc.uniqueArray(place, { minLength: 1 }), { nil: undefined }),
    scores: fc.uniqueArray(fc.double({ min: 0.001, max: 1, noNaN: true }), { maxLength: 4 }),
    minutes: fc.array(minutes, { minLength: 5, maxLength: 5 }),
  })
  .map(({ finding, orderedAs, scores, minutes: drawn }) => {
    const falling = drawn.toSorted((a, b) => b - a);
    const points = [0, ...scores.toSorted((a, b) => a - b)].map((from, at) => [from, falling[at]]);
    return dueCurveSchema.parse({ finding, ...(orderedAs && { orderedAs }), points });
  });

export const policy: fc.Arbitrary<Policy> = fc
  .record({
    baseline: place,
    dueCurves: fc.array(dueCurve, { maxLength: 3 }),
    rules: fc.array(
      fc.record(
        {
          finding: fc.constantFrom(...labels),
          from: fc.oneof(fc.constant('threshold' as const), score),
          below: score,
          orderedAs: fc.array(place, { minLength: 1, maxLength: 3 }),
          priority: place,
          dueMinutes: fc.integer({ min: 1, max: 5000 }),
        },
        { requiredKeys: ['finding', 'from', 'priority'] },
      ),
      { maxLength: 5 },
    ),
  })
  .map((parts) =>
    policySchema.parse({
      schemaVersion: 1,
      id: 'generated',
      dueMinutes: { stat: 60, urgent: 240, routine: 1440 },
      orderUrgency: { STAT: 'stat' },
      ...parts,
    }),
  );
