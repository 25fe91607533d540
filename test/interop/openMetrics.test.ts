import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { declared, type MetricName, metrics, type NameOf } from '../../src/telemetry/catalogue';
import { openMetricsText } from '../../src/telemetry/openMetrics';
import { observation, type Sample, sample } from '../../src/telemetry/samples';
import { type AppRuntime, appRuntime } from '../support/appRuntime';
import { describeWith, python } from '../support/requirements';

const prometheus = python('prometheus_client');

interface Family {
  readonly type: string;
  readonly unit: string;
  readonly samples: readonly (readonly [
    name: string,
    labels: Readonly<Record<string, string>>,
    value: number,
  ])[];
}

function parsed(text: string): Readonly<Record<string, Family>> {
  const script = path.join(__dirname, 'openmetrics.py');
  const { status, stdout, stderr } = spawnSync(prometheus.program, [script], { input: text });
  expect(stderr.toString('utf8')).toBe('');
  expect(status).toBe(0);
  return JSON.parse(stdout.toString('utf8'));
}

/** One sample of each metric, with awkward text in every label. */
function oneOfEach(): Sample[] {
  return (Object.keys(metrics) as MetricName[]).map((name) => {
    const { kind, labels } = declared(name);
    const texts = Object.fromEntries(labels.map((label) => [label, `a "${label}"\\ of\nseveral {lines}=1`]));
    return kind === 'histogram'
      ? observation(name as NameOf<'histogram'>, texts, 0.31)
      : sample(name as NameOf<'counter' | 'gauge'>, texts, 1.5);
  });
}

describeWith([prometheus], "Prometheus's parser of OpenMetrics", () => {
  test('reads every metric, with its kind, unit and labels', () => {
    const families = parsed(openMetricsText(oneOfEach()));
    expect(Object.keys(families)).toHaveLength(Object.keys(metrics).length);
    expect(families.triage_time_to_result_seconds).toMatchObject({ type: 'histogram', unit: 'seconds' });
    expect(families.triage_files?.samples).toEqual([
      [
        'triage_files_total',
        { outcome: 'a "outcome"\\ of\nseveral {lines}=1', reason: 'a "reason"\\ of\nseveral {lines}=1' },
        1.5,
      ],
    ]);
  });

  test('reads nothing where there is nothing', () => {
    expect(parsed(openMetricsText([]))).toEqual({});
  });

  describe('of a site at work', () => {
    let running: AppRuntime;

    beforeAll(async () => {
      running = await appRuntime();
    });

    afterAll(() => running?.stop(), 60_000);

    test('reads what became of a file', async () => {
      await running.outcome(await running.drop('no picture.dcm', Buffer.from('no picture')));
      const response = await running.fetch('/api/metrics', {}, 'monitor');
      expect(response.status).toBe(200);
      const { triage_files, triage_files_open } = parsed(await response.text());
      expect(triage_files?.samples).toEqual([
        ['triage_files_total', { outcome: 'quarantined', reason: expect.any(String) }, 1],
      ]);
      expect(triage_files_open?.samples).toEqual([['triage_files_open', {}, 0]]);
    });
  });
});
