import { readFileSync } from 'node:fs';
import path from 'node:path';
import { declared, type MetricName, metrics } from '../../src/telemetry/catalogue';

const folder = path.resolve(__dirname, '../../infra/monitoring');
const read = (file: string) => readFileSync(path.join(folder, file), 'utf8');

/** Every metric that a query of the workbook or of an alert names, and the labels that it reads of it. */
function asked(queries: string): { metric: string; labels: string[] }[] {
  return queries.split(/\bcustomMetrics\b/).flatMap((query) => {
    const metric = /name == '(triage\.[\w.]+)'/.exec(query)?.[1];
    const labels = [...query.matchAll(/customDimensions\.(\w+)/g)].map(([, label = '']) => label);
    return metric === undefined ? [] : [{ metric, labels }];
  });
}

interface Item {
  readonly content: { readonly query?: string };
}

const workbook = JSON.parse(read('workbook.json')) as { readonly items: readonly Item[] };
const charts = workbook.items.flatMap(({ content: { query } }) => query ?? []).join('\n');

test.each([
  ['the workbook', charts],
  ['the alert rules', read('rules.bicep')],
])('%s asks only for metrics and labels that the app has', (_what, queries) => {
  const found = asked(queries);
  expect(found.length).toBeGreaterThan(8);
  const wrong = found.filter(
    ({ metric, labels }) =>
      !(metric in metrics) || labels.some((label) => !declared(metric as MetricName).labels.includes(label)),
  );
  expect(wrong).toEqual([]);
});

test('every metric is on the page about telemetry, with its unit and its labels', () => {
  const page = readFileSync(path.resolve(__dirname, '../../docs/telemetry.md'), 'utf8');
  const missing = (Object.keys(metrics) as MetricName[]).filter((name) => {
    const { kind, unit, labels } = declared(name);
    const row = page.split('\n').find((line) => line.startsWith(`| \`${name}\` |`)) ?? '';
    return ![kind, `\`${unit}\``, ...labels.map((label) => `\`${label}\``)].every((part) =>
      row.includes(part),
    );
  });
  expect(missing).toEqual([]);
});
