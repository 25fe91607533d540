const df = require('durable-functions');

/** Orchestrations that do nothing, so that only the runtime is measured: in parallel, one after the other, and as the app has it. */
df.app.activity('noop', { handler: (input) => input });

df.app.orchestration('parallel', function* (context) {
  return yield context.df.Task.all([1, 2, 3].map((n) => context.df.callActivity('noop', { n })));
});

df.app.orchestration('sequential', function* (context) {
  const results = [];
  for (const n of [1, 2, 3]) results.push(yield context.df.callActivity('noop', { n }));
  return results;
});

/** As the app has it for an image: `triageImage` calls one activity, with retries. */
df.app.orchestration('image', function* (context) {
  const retries = new df.RetryOptions(1000, 6);
  retries.backoffCoefficient = 2;
  return yield context.df.callActivityWithRetry('noop', retries, {});
});
