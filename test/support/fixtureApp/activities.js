const { appendFileSync, existsSync } = require('node:fs');
const { setTimeout: sleep } = require('node:timers/promises');
const df = require('durable-functions');

/** Writes one line per activity run, for tests that count them across processes. */
function note(text) {
  if (process.env.FIXTURE_NOTES) appendFileSync(process.env.FIXTURE_NOTES, `${text}\n`);
}

const failures = new Map();

df.app.activity('echo', {
  handler: (value) => {
    note(`echo ${JSON.stringify(value)}`);
    return value;
  },
});

/** Values of every kind that an activity can return. */
const returned = {
  nothing: undefined,
  text: 'plain',
  jsonText: '{"a":1}',
  number: 1.5,
  whole: 7,
  truth: true,
  object: { a: [1, { b: null }] },
  bytes: Buffer.from('hi'),
};
df.app.activity('give', { handler: (kind) => returned[kind] });

df.app.activity('fail', {
  /** Fails the first `times` times for that key. */
  handler: ({ key, times = Number.POSITIVE_INFINITY }) => {
    const count = (failures.get(key) ?? 0) + 1;
    failures.set(key, count);
    note(`fail ${key}`);
    if (count <= times) throw new Error(`failure ${count} of ${key}`);
    return count;
  },
});

/** Waits until a file exists: the test decides when an activity ends. */
df.app.activity('awaitFile', {
  handler: async ({ file, value }) => {
    note(`awaitFile ${value}`);
    while (!existsSync(file)) await sleep(20);
    return value;
  },
});

/** Ends the app's process, every time or only the first time (which the notes record). */
df.app.activity('crash', {
  handler: ({ key, onceFile }) => {
    note(`crash ${key}`);
    if (onceFile && existsSync(onceFile)) return 'survived';
    if (onceFile) appendFileSync(onceFile, 'x');
    process.kill(process.pid, 'SIGKILL');
    return sleep(60_000);
  },
});

/** Computes for two minutes without yielding, the first time that it runs. */
df.app.activity('spin', {
  handler: ({ onceFile }) => {
    note('spin');
    if (existsSync(onceFile)) return 'second time';
    appendFileSync(onceFile, 'x');
    const end = Date.now() + 120_000;
    while (Date.now() < end) Math.sqrt(2);
    return 'first time';
  },
});

df.app.activity('readSetting', { handler: ({ name }) => process.env[name] ?? null });

df.app.activity('startAnother', {
  extraInputs: [df.input.durableClient()],
  handler: async ({ instanceId }, context) =>
    df.getClient(context).startNew('echoInput', { instanceId, input: { from: 'activity' } }),
});
