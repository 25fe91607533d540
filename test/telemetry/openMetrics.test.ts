import { openMetricsText } from '../../src/telemetry/openMetrics';
import { observation, sample } from '../../src/telemetry/samples';

test('counters, gauges and histograms, each family once, with its unit at the end of its name', () => {
  const text = openMetricsText([
    sample('triage.files', { outcome: 'analysed' }, 7),
    sample('triage.files.oldest_age', {}, 1.5),
    sample('triage.files', { outcome: 'quarantined', reason: 'truncated' }, 2),
    observation('triage.step.duration', { step: 'triageFile', result: 'done' }, 0.3),
  ]);
  expect(text).toBe(
    [
      '# TYPE triage_files counter',
      '# HELP triage_files Files that came to an end, by outcome; with the reason why one was refused or not analysed.',
      'triage_files_total{outcome="analysed"} 7',
      'triage_files_total{outcome="quarantined",reason="truncated"} 2',
      '# TYPE triage_step_duration_seconds histogram',
      '# UNIT triage_step_duration_seconds seconds',
      '# HELP triage_step_duration_seconds How long one attempt at a step of an orchestration took.',
      ...[
        '0.05',
        '0.1',
        '0.2',
        '0.5',
        '1.0',
        '2.0',
        '5.0',
        '10.0',
        '20.0',
        '60.0',
        '120.0',
        '300.0',
        '600.0',
        '+Inf',
      ].map(
        (le, bucket) =>
          `triage_step_duration_seconds_bucket{step="triageFile",result="done",le="${le}"} ${bucket < 3 ? 0 : 1}`,
      ),
      'triage_step_duration_seconds_count{step="triageFile",result="done"} 1',
      'triage_step_duration_seconds_sum{step="triageFile",result="done"} 0.3',
      '# TYPE triage_files_oldest_age_seconds gauge',
      '# UNIT triage_files_oldest_age_seconds seconds',
      '# HELP triage_files_oldest_age_seconds Age of the oldest file without an outcome; 0 if there is none.',
      'triage_files_oldest_age_seconds 1.5',
      '# EOF',
      '',
    ].join('\n'),
  );
});

test('a title with quotes, backslashes and line ends stays one label', () => {
  const text = openMetricsText([
    sample('triage.score.drift', { model: 'a@1.0.0', label: 'b', reference: 'the "old"\\new\nlist' }, 0.1),
  ]);
  expect(text).toContain('reference="the \\"old\\"\\\\new\\nlist"} 0.1\n');
});

test('a histogram that counts negative values has buckets alone', () => {
  const labels = { model: 'a@2.0.0', label: 'b' };
  const text = openMetricsText([observation('triage.shadow.difference', labels, -0.3)]);
  expect(text).toContain('triage_shadow_difference_bucket{model="a@2.0.0",label="b",le="+Inf"} 1\n');
  expect(text).not.toMatch(/_(sum|count)/);
});
