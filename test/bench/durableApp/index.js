const df = require('durable-functions');

/** Orchestrations that do nothing, in parallel and one after the other, so that only the runtime is measured. */
df.app.activity('noop', { handler: (input) => input });

df.app.orchestration('parallel', function* (context) {
  return yield context.df.Task.all([1, 2, 3].map((n) => context.df.callActivity('noop', { n })));
});

df.app.orchestration('sequential', function* (context) {
  const results = [];
  for (const n of [1, 2, 3]) results.push(yield context.df.callActivity('noop', { n }));
  return results;
});
