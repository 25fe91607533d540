import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { accountingViewSchema } from '../../src/domain/accounting/accountingView';
import { type AppRuntime, appRuntime, until } from '../support/appRuntime';
import { Collector, type ExportedSpan } from '../support/collector';

const collector = new Collector();
let running: AppRuntime;

beforeAll(async () => {
  await collector.start();
  running = await appRuntime({
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_METRIC_EXPORT_INTERVAL: '300',
    OTEL_BSP_SCHEDULE_DELAY: '100',
    OTEL_SERVICE_NAME: 'triage-of-this-site',
    TRIAGE_SEAL_EVERY_SECONDS: '1',
  });
});

afterAll(async () => {
  await running?.stop();
  await collector.stop();
});

function picture(): Promise<Buffer> {
  const pixels = Uint8Array.from({ length: 64 }, () => Math.floor(Math.random() * 256));
  return sharp(pixels, { raw: { width: 8, height: 8, channels: 1 } })
    .png()
    .toBuffer();
}

/** The spans in the trace of an arrival, once one of this name and the whole were exported. */
async function traceOf(arrivalId: string, last: string): Promise<readonly ExportedSpan[]> {
  const own = () => collector.spans().filter(({ traceId }) => traceId === arrivalId.slice(0, 32));
  const has = (wanted: string) => own().some(({ name }) => name === wanted);
  await until(`the spans of an arrival, ${last} among them`, async () =>
    has(last) && has('triageImage') ? true : undefined,
  );
  return own();
}

const namesIn = (trace: readonly ExportedSpan[]) => trace.map(({ name }) => name).sort();

test('an arrival is one trace, from its start to its result, without a span twice', async () => {
  const arrivalId = await running.drop(`${randomUUID()}.png`, await picture());
  const { finishedAt } = await running.outcome(arrivalId);
  const trace = await traceOf(arrivalId, 'triageFile');
  expect(namesIn(trace)).toEqual(['start triageImage', 'triageFile', 'triageImage']);
  const root = trace.find(({ name }) => name === 'triageImage') as ExportedSpan;
  expect(root).toMatchObject({
    spanId: arrivalId.slice(32, 48),
    parentId: '',
    end: Date.parse(finishedAt),
    attributes: { 'triage.outcome': 'not-analysed', 'triage.reason': expect.any(String) },
  });
  const received = (await running.store.arrivals.read(arrivalId))?.receivedAt as string;
  expect(root.start).toBe(Math.min(Date.parse(received), root.end));
  const steps = trace.filter((span) => span !== root);
  expect(new Set(steps.map(({ parentId }) => parentId))).toEqual(new Set([root.spanId]));
  expect(new Set(trace.map(({ spanId }) => spanId)).size).toBe(trace.length);
  expect(trace.filter(({ failed }) => failed)).toEqual([]);
});

test('a refused file ends its trace with the reason', async () => {
  const arrivalId = await running.drop(`${randomUUID()}.dcm`, await picture());
  const trace = await traceOf(arrivalId, 'triageFile');
  const refused = { 'triage.outcome': 'quarantined', 'triage.reason': 'extension-mismatch' };
  for (const name of ['triageFile', 'triageImage'])
    expect(trace.find((span) => span.name === name)?.attributes).toMatchObject(refused);
  expect(namesIn(trace)).toEqual(['start triageImage', 'triageFile', 'triageImage']);
});

test('every file, its time to the result, and each attempt at a step is counted once', async () => {
  const files = () =>
    collector
      .series()
      .filter(({ name }) => name === 'triage.files')
      .reduce((sum, { value }) => sum + value, 0);
  await until('two files', async () => (files() === 2 ? true : undefined));
  await running.outcome(await running.drop(`${randomUUID()}.png`, await picture()));
  await until('three files', async () => (files() === 3 ? true : undefined));
  const times = collector.series().filter((one) => one.name === 'triage.time_to_result');
  expect(times.reduce((sum, { value }) => sum + value, 0)).toBe(3);
  // A step ends after its file does: what was measured of it may come with the next export.
  const steps = () =>
    collector
      .series()
      .find(({ name, attributes }) => name === 'triage.step.duration' && attributes.step === 'triageFile')
      ?.value;
  await until('three steps', async () => ((steps() ?? 0) >= 3 ? true : undefined));
  expect(steps()).toBe(3);
});

test('a scrape tells what all processes counted and what is measured, to whoever may watch and nobody else', async () => {
  const response = await running.fetch('/api/metrics', {}, 'monitor');
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toContain('application/openmetrics-text; version=1.0.0');
  const text = await response.text();
  expect(text).toMatch(/^triage_files_total\{outcome="quarantined",reason="extension-mismatch"\} 1$/m);
  expect(text).toMatch(/^triage_files_total\{outcome="not-analysed",reason="[a-z-]+"\} 2$/m);
  expect(text).toMatch(/^triage_files_open 0$/m);
  expect(text).toMatch(/^triage_studies_awaiting\{priority="unclassified"\} 2$/m);
  expect(text).toMatch(/^triage_files_quarantined\{reason="extension-mismatch"\} 1$/m);
  expect(text).toMatch(/^triage_audit_sealing_lag_seconds \d/m);
  for (const role of ['service', 'reviewer', 'uploader'] as const)
    expect((await running.fetch('/api/metrics', {}, role)).status).toBe(403);
});

test('the accounts say of every file what became of it, to whoever may know where files come from', async () => {
  await running.outcome(await running.drop(`MUSTERMANN/${randomUUID()}.png`, await picture()));
  const response = await running.fetch('/api/accounting', {}, 'auditor');
  expect(response.status).toBe(200);
  const { total, rows, silent } = accountingViewSchema.parse(await response.json());
  expect(total).toMatchObject({ received: 4, notAnalysed: 3, quarantined: 1, inProgress: 0 });
  expect(new Set(rows.map(({ source }) => source))).toEqual(new Set(['', 'MUSTERMANN']));
  expect(silent).toEqual([]);
  const later = await running.fetch('/api/accounting?since=2100-01-01', {}, 'admin');
  expect(accountingViewSchema.parse(await later.json()).total.received).toBe(0);
  for (const role of ['reviewer', 'service', 'monitor'] as const)
    expect((await running.fetch('/api/accounting', {}, role)).status).toBe(403);
});

test('what is measured is exported too', async () => {
  const open = () => collector.series().find(({ name }) => name === 'triage.files.open');
  await until('a measurement', async () => (open() ? true : undefined));
  const names = new Set(collector.series().map(({ name }) => name));
  for (const name of ['triage.files.oldest_age', 'triage.studies.awaiting', 'triage.audit.sealing_lag'])
    expect(names).toContain(name);
});

test('who sends it is told as the environment says', () => {
  expect(collector.resources()[0]).toMatchObject({
    'service.name': 'triage-of-this-site',
    'service.version': expect.stringMatching(/^\d+\.\d+\.\d+$/),
    'service.instance.id': expect.any(String),
  });
});
