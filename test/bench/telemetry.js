const { randomBytes } = require('node:crypto');
const { createServer } = require('node:http');

const files = 20_000;
const steps = ['start triageImage', 'triageFile', 'start reviewStudy'];

/** CPU per file of recording and sending what one file is told of, to a collector on this machine. */
async function run() {
  let bytes = 0;
  const collector = createServer((request, response) => {
    request.on('data', (chunk) => {
      bytes += chunk.length;
    });
    request.on('end', () => response.writeHead(200, { 'content-type': 'application/x-protobuf' }).end());
  });
  await new Promise((done) => collector.listen(0, '127.0.0.1', done));
  process.env.OTEL_EXPORTER_OTLP_ENDPOINT = `http://127.0.0.1:${collector.address().port}`;
  for (const otlp of [false, true]) {
    bytes = 0;
    const milliseconds = await cpuPerFile(otlp);
    console.log(
      `telemetry ${otlp ? 'by OTLP' : 'counted, not sent'}: ${milliseconds.toFixed(3)} ms of CPU and ${Math.round(bytes / files)} bytes for each file`,
    );
  }
  collector.close();
}

async function cpuPerFile(otlp) {
  const { openTelemetry, countOutcome } = require('../../dist/app/telemetry');
  const { modelWatch } = require('../../dist/app/modelWatch');
  const settings = { otlp, sampled: 1, metricsMilliseconds: 1000 };
  const telemetry = openTelemetry({ settings, version: '0.0.0', logError: console.error });
  const watch = modelWatch(telemetry.counters);
  const before = process.cpuUsage();
  for (let file = 0; file < files; file += 1) {
    recordFile(telemetry, watch, countOutcome);
    // So that the batches are sent, and none is dropped.
    if (file % 150 === 0) await new Promise((done) => setTimeout(done, 60));
  }
  await telemetry.close();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / files;
}

function recordFile(telemetry, watch, countOutcome) {
  const { traceOf } = require('../../dist/telemetry/span');
  const arrivalId = randomBytes(32).toString('hex');
  const { traceId, rootId: parentId } = traceOf(arrivalId);
  const now = Date.now();
  for (const name of steps) {
    telemetry.counters.observe('triage.step.duration', { step: name, result: 'done' }, 0.1);
    const attributes = { 'faas.invocation_id': arrivalId };
    telemetry.span({ name, kind: 'internal', traceId, parentId, start: now - 5, end: now, attributes });
  }
  const findings = ['a', 'b'].map((label, at) => ({ label, score: 0.3 + at / 10 }));
  const image = { rows: 2048, columns: 2048, view: 'PA' };
  watch.analysed({ outcome: 'analysed', model: { id: 'm', version: '1.0.0' }, findings }, image, 0.4);
  const at = new Date(now).toISOString();
  countOutcome(telemetry, { outcome: 'analysed', arrivalId, finishedAt: at }, at);
}

module.exports = { run };
