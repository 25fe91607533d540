import { sealingGauge, worklistGauges } from '../../src/app/gauges';
import type { WorklistStudy } from '../../src/domain/worklist/worklist';

const now = Date.parse('2026-05-01T10:00:00.000Z');
const id = 'a'.repeat(64);

function study(more: Partial<WorklistStudy>): WorklistStudy {
  return {
    studyId: id,
    revision: 1,
    version: 1,
    priority: 'routine',
    place: 'routine',
    receivedAt: '2026-05-01T08:00:00.000Z',
    dueAt: '2026-05-01T12:00:00.000Z',
    state: 'awaiting',
    escalated: false,
    images: 1,
    objects: 0,
    alerts: [],
    notAnalysed: 0,
    keyImageId: id,
    findings: [],
    reasons: [],
    ...more,
  };
}

const valuesOf = (samples: ReturnType<typeof worklistGauges>) =>
  Object.fromEntries(
    samples.map((one) => [
      [one.metric, ...Object.values(one.labels)].join(' '),
      'value' in one ? one.value : undefined,
    ]),
  );

test('the state of the work: what waits, since when, and what is past its time', () => {
  const samples = worklistGauges(
    {
      studies: [
        study({}),
        study({ priority: 'stat', dueAt: '2026-05-01T09:59:59.000Z', changedOutside: true }),
        study({ state: 'reviewed', dueAt: '2026-05-01T09:00:00.000Z' }),
        study({ state: 'reopened', dueAt: '2026-05-01T09:00:00.000Z' }),
      ],
      refusals: [
        { arrivalId: id, reason: 'truncated', receivedAt: '', quarantinedAt: '' },
        { arrivalId: id, reason: 'truncated', receivedAt: '', quarantinedAt: '' },
      ],
      processing: [
        { arrivalId: id, receivedAt: '2026-05-01T09:59:00.000Z' },
        { arrivalId: id, receivedAt: '2026-05-01T09:50:00.000Z' },
      ],
      reviewed: new Map(),
    },
    now,
  );
  expect(valuesOf(samples)).toEqual({
    'triage.files.open': 2,
    'triage.files.oldest_age': 600,
    'triage.files.quarantined truncated': 2,
    'triage.studies.awaiting routine': 2,
    'triage.studies.awaiting stat': 1,
    'triage.studies.overdue': 2,
    'triage.studies.changed_outside': 1,
  });
});

const nothing = { studies: [], refusals: [], reviewed: new Map() };

test('an empty site has waited for nothing, and clocks that differ make no negative ages', () => {
  expect(valuesOf(worklistGauges({ ...nothing, processing: [] }, now))).toMatchObject({
    'triage.files.open': 0,
    'triage.files.oldest_age': 0,
  });
  const ahead = { arrivalId: id, receivedAt: '2026-05-01T10:00:01.000Z' };
  expect(valuesOf(worklistGauges({ ...nothing, processing: [ahead] }, now))['triage.files.oldest_age']).toBe(
    0,
  );
  expect(sealingGauge(undefined, now)).toMatchObject({ value: 0 });
  expect(sealingGauge(now + 10, now)).toMatchObject({ value: 0 });
  expect(sealingGauge(now - 5000, now)).toMatchObject({ value: 5 });
});
