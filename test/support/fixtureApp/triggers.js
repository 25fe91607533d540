const { appendFileSync, existsSync } = require('node:fs');
const { setTimeout: sleep } = require('node:timers/promises');
const { app } = require('@azure/functions');

/** Writes one JSON line per event, for tests that read it across processes. */
function note(what) {
  appendFileSync(process.env.FIXTURE_NOTES, `${JSON.stringify(what)}\n`);
}

app.storageBlob('blobs', {
  path: '%FIXTURE_CONTAINER%/{name}',
  connection: 'AzureWebJobsStorage',
  handler: async (bytes, context) => {
    const { name, properties, blobTrigger, metadata } = context.triggerMetadata;
    const text = bytes.toString('utf8');
    note({ blob: name, text, eTag: properties?.eTag, path: blobTrigger, metadata });
    if (name.startsWith('poison')) throw new Error(`cannot read ${name}`);
    if (name.startsWith('crash') && !existsSync(process.env.FIXTURE_GATE)) {
      appendFileSync(process.env.FIXTURE_GATE, 'x');
      process.kill(process.pid, 'SIGKILL');
      await sleep(60_000);
    }
    if (name.startsWith('slow')) while (!existsSync(process.env.FIXTURE_GATE)) await sleep(20);
    note({ done: name });
  },
});

app.storageQueue('queued', {
  queueName: 'orders',
  connection: 'AzureWebJobsStorage',
  handler: (message, context) => {
    note({ queued: message, dequeueCount: context.triggerMetadata.dequeueCount });
    if (message?.fail) throw new Error('cannot handle it');
  },
});

app.timer('everySecond', {
  schedule: '%FIXTURE_SCHEDULE%',
  runOnStartup: false,
  handler: (timer) =>
    note({ timer: 'everySecond', isPastDue: timer.isPastDue, next: timer.scheduleStatus?.next }),
});
app.timer('atStart', {
  schedule: '0 0 0 1 1 *',
  runOnStartup: true,
  handler: (timer) => note({ timer: 'atStart', next: timer.scheduleStatus?.next }),
});
