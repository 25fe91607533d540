import { readSettings } from '../../src/settings/settings';

const good = {
  AzureWebJobsStorage: 'UseDevelopmentStorage=true',
  TRIAGE_SITE_KEY: Buffer.alloc(32).toString('base64'),
};
const read = (more: Record<string, string>) => readSettings({ ...good, ...more }, __dirname).telemetry;
const key = '11111111-2222-3333-4444-555555555555';
const insights = `InstrumentationKey=${key};IngestionEndpoint=https://westeurope-5.in.applicationinsights.azure.com/`;

test('by default nothing is sent anywhere', () => {
  expect(read({})).toEqual({ otlp: false, sampled: 1, metricsMilliseconds: 60_000 });
});

test.each<[string, object]>([
  ['Authorization=AAD', {}],
  [`Authorization=AAD;ClientId=${key}`, { clientId: key }],
  [`ClientId=${key};Authorization=AAD`, { clientId: key }],
])('Application Insights by identity, as Azure Functions writes it: %s', (text, identity) => {
  const settings = {
    APPLICATIONINSIGHTS_CONNECTION_STRING: insights,
    APPLICATIONINSIGHTS_AUTHENTICATION_STRING: text,
  };
  expect(read(settings).azureMonitor).toEqual({ connectionString: insights, identity });
});

test('both at once, and fewer traces', () => {
  expect(
    read({
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318',
      APPLICATIONINSIGHTS_CONNECTION_STRING: insights,
      TRIAGE_TRACES_SAMPLED: '0.1',
    }),
  ).toMatchObject({ otlp: true, azureMonitor: { connectionString: insights }, sampled: 0.1 });
});

test.each<[string, Record<string, string>, RegExp]>([
  [
    'telemetry unencrypted over the network',
    { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector.example:4318' },
    /^OTEL_EXPORTER_OTLP_ENDPOINT: expected an address that begins with https/,
  ],
  [
    'a connection string without a key',
    { APPLICATIONINSIGHTS_CONNECTION_STRING: 'IngestionEndpoint=https://x' },
    /^APPLICATIONINSIGHTS_CONNECTION_STRING: expected the connection string/,
  ],
  [
    'an identity without a way to sign in',
    { APPLICATIONINSIGHTS_AUTHENTICATION_STRING: `ClientId=${key}` },
    /^APPLICATIONINSIGHTS_AUTHENTICATION_STRING: expected Authorization=AAD/,
  ],
  ['more than all traces', { TRIAGE_TRACES_SAMPLED: '2' }, /^TRIAGE_TRACES_SAMPLED/],
])('is refused: %s', (_what, more, message) => {
  expect(() => read(more)).toThrow(message);
});
