const { existsSync } = require('node:fs');
const df = require('durable-functions');

const orchestration = df.app.orchestration;
const inFuture = (context, milliseconds) => new Date(context.df.currentUtcDateTime.getTime() + milliseconds);

function retry(first, attempts, more = {}) {
  return Object.assign(new df.RetryOptions(first, attempts), more);
}

orchestration('echoInput', function* (context) {
  yield context.df.callActivity('echo', { id: context.df.instanceId });
  return context.df.getInput();
});

orchestration('roundTrip', function* (context) {
  const results = [];
  for (const value of context.df.getInput().values) {
    results.push(yield context.df.callActivity('echo', value));
  }
  return results;
});

orchestration('returns', function* (context) {
  const results = {};
  for (const kind of context.df.getInput().kinds) results[kind] = yield context.df.callActivity('give', kind);
  return results;
});

orchestration('waitForGo', function* (context) {
  context.df.setCustomStatus('waiting');
  return yield context.df.waitForExternalEvent('go');
});

orchestration('retrying', function* (context) {
  const { attempts, first, coefficient, times } = context.df.getInput();
  const options = retry(first, attempts, { backoffCoefficient: coefficient });
  try {
    return yield context.df.callActivityWithRetry('fail', options, { key: context.df.instanceId, times });
  } catch (error) {
    return `gave up: ${error.message.split('\n')[0]}`;
  }
});

orchestration('retryTimeout', function* (context) {
  const options = retry(10, 5, { retryTimeoutInMilliseconds: 15 });
  yield context.df.callActivityWithRetry('fail', options, { key: context.df.instanceId });
});

orchestration('uncaught', function* (context) {
  yield context.df.callActivity('fail', { key: context.df.instanceId });
});

/** Returns at once, leaving behind a timer that may be cancelled. */
orchestration('leavesTimer', function* (context) {
  const { milliseconds, cancel } = context.df.getInput();
  const timer = context.df.createTimer(inFuture(context, milliseconds));
  yield context.df.Task.any([context.df.callActivity('echo', 1), timer]);
  if (cancel) timer.cancel();
  return 'early';
});

/** A timer that is cancelled beside a retry: on replay, the race is over at once, and the step after it takes a number of the retry. */
orchestration('cancelsBesideRetry', function* (context) {
  const deadline = context.df.createTimer(inFuture(context, 3_600_000));
  const work = context.df.callActivityWithRetry('fail', retry(5, 4), {
    key: context.df.instanceId,
    times: 2,
  });
  yield context.df.Task.any([work, deadline]);
  deadline.cancel();
  const echoed = yield context.df.callActivity('echo', { key: 'after' });
  yield context.df.waitForExternalEvent('go');
  return { attempts: work.result, echoed };
});

/** Two files decide which of two activities ends first. */
orchestration('firstOfTwo', function* (context) {
  const { fast, slow } = context.df.getInput();
  const winner = yield context.df.Task.any([
    context.df.callActivity('awaitFile', { file: slow, value: 'slow' }),
    context.df.callActivity('awaitFile', { file: fast, value: 'fast' }),
  ]);
  return winner.result;
});

/** Awaits the loser of a race again before going on. */
orchestration('awaitsLoser', function* (context) {
  const { fast, slow } = context.df.getInput();
  const loser = context.df.callActivity('awaitFile', { file: slow, value: 'slow' });
  yield context.df.Task.any([loser, context.df.callActivity('awaitFile', { file: fast, value: 'fast' })]);
  const late = yield loser;
  const last = yield context.df.callActivity('echo', { late });
  return last;
});

orchestration('allOneFails', function* (context) {
  const { slow } = context.df.getInput();
  try {
    yield context.df.Task.all([
      context.df.callActivity('fail', { key: context.df.instanceId }),
      context.df.callActivity('awaitFile', { file: slow, value: 'slow' }),
    ]);
  } catch {
    return yield context.df.callActivity('echo', 'handled');
  }
  return 'no failure';
});

orchestration('fanOut', function* (context) {
  const { width } = context.df.getInput();
  const tasks = [];
  for (let index = 0; index < width; index++) tasks.push(context.df.callActivity('echo', { index }));
  return yield context.df.Task.all(tasks);
});

/** Waits for a file's activity first, so that events arrive before anything waits for them. */
orchestration('lateListener', function* (context) {
  yield context.df.callActivity('awaitFile', { file: context.df.getInput().file, value: 'listening' });
  const first = yield context.df.waitForExternalEvent('number');
  const second = yield context.df.waitForExternalEvent('number');
  const other = yield context.df.waitForExternalEvent('other');
  return [first, second, other];
});

/** Two waiters for one name. */
orchestration('twoWaiters', function* (context) {
  const first = context.df.waitForExternalEvent('number');
  const second = context.df.waitForExternalEvent('number');
  yield context.df.Task.all([first, second]);
  return { first: first.result, second: second.result };
});

orchestration('longTimer', function* (context) {
  const start = context.df.currentUtcDateTime.getTime();
  yield context.df.createTimer(inFuture(context, context.df.getInput().milliseconds));
  return context.df.currentUtcDateTime.getTime() - start;
});

/** The time at each step, as each replay reports it. */
orchestration('clock', function* (context) {
  const times = [context.df.currentUtcDateTime.toISOString()];
  for (let step = 0; step < 3; step++) {
    yield context.df.callActivity('echo', { at: times.at(-1) });
    times.push(context.df.currentUtcDateTime.toISOString());
  }
  return times;
});

orchestration('guids', function* (context) {
  const first = context.df.newGuid(context.df.instanceId);
  const echoed = yield context.df.callActivity('echo', { first });
  return [first, echoed.first];
});

orchestration('parent', function* (context) {
  const named = yield context.df.callSubOrchestrator('child', { x: 1 }, `${context.df.instanceId}-kid`);
  const unnamed = yield context.df.callSubOrchestrator('child', { x: 2 });
  let failure;
  try {
    yield context.df.callSubOrchestrator('uncaught');
  } catch (error) {
    failure = error.message.split('\n')[0];
  }
  return { named, unnamed, failure };
});

orchestration('child', function* (context) {
  const echoed = yield context.df.callActivity('echo', { of: context.df.instanceId });
  return { input: context.df.getInput(), parent: context.df.parentInstanceId, echoed };
});

orchestration('parentWithRetry', function* (context) {
  return yield context.df.callSubOrchestratorWithRetry(
    'childThatRecovers',
    retry(5, 3),
    { key: context.df.instanceId },
    `${context.df.instanceId}-kid`,
  );
});

orchestration('childThatRecovers', function* (context) {
  return yield context.df.callActivity('fail', { key: context.df.getInput().key, times: 2 });
});

orchestration('callsMissing', function* (context) {
  const { kind } = context.df.getInput();
  if (kind === 'activity') yield context.df.callActivity('noSuchActivity', {});
  else yield context.df.callSubOrchestrator('noSuchOrchestrator', {});
});

orchestration('counter', function* (context) {
  const { count, end } = context.df.getInput();
  yield context.df.callActivity('echo', { count });
  if (count < end) {
    context.df.continueAsNew({ count: count + 1, end });
    return undefined;
  }
  return count;
});

/** Takes one event per execution until it is told to end. */
orchestration('collector', function* (context) {
  const { taken } = context.df.getInput();
  const value = yield context.df.waitForExternalEvent('item');
  if (value === 'end') return taken;
  context.df.continueAsNew({ taken: [...taken, value] });
  return undefined;
});

/** A changed deployment: once the file exists, the same code requests something else. */
orchestration('drifts', function* (context) {
  const { file, change } = context.df.getInput();
  const changed = existsSync(file);
  if (changed && change === 'name') yield context.df.callActivity('give', { key: 'a' });
  else if (changed && change === 'input') yield context.df.callActivity('echo', { key: 'b' });
  else if (changed && change === 'type') yield context.df.createTimer(inFuture(context, 10));
  else if (!changed || change !== 'missing') yield context.df.callActivity('echo', { key: 'a' });
  yield context.df.waitForExternalEvent('go');
  return 'done';
});

/** The classic mistake: the machine's clock instead of the orchestration's. */
orchestration('readsClock', function* (context) {
  yield context.df.createTimer(new Date(Date.now() + 50));
  yield context.df.waitForExternalEvent('go');
});

orchestration('callsHttp', function* (context) {
  yield context.df.callHttp({ method: 'GET', url: 'http://127.0.0.1:9/' });
});

orchestration('callsEntity', function* (context) {
  yield context.df.callEntity(new df.EntityId('counter', 'a'), 'add', 1);
});

orchestration('crashes', function* (context) {
  return yield context.df.callActivity('crash', context.df.getInput());
});

/** Crashes beside innocent activities. */
orchestration('crashesAmongOthers', function* (context) {
  const input = context.df.getInput();
  const others = [1, 2, 3].map((index) =>
    context.df.callActivity('awaitFile', { file: input.file, value: index }),
  );
  let failure = 'none';
  const crash = context.df.callActivity('crash', { key: input.key });
  const all = [...others];
  try {
    yield crash;
  } catch (error) {
    failure = error.message.split('\n')[0];
  }
  return { failure, others: yield context.df.Task.all(all) };
});

orchestration('spins', function* (context) {
  return yield context.df.callActivity('spin', context.df.getInput());
});

orchestration('waitsTogether', function* (context) {
  const { width, file } = context.df.getInput();
  const tasks = [];
  for (let n = 0; n < width; n++)
    tasks.push(context.df.callActivity('awaitFile', { file, value: `together ${n}` }));
  return (yield context.df.Task.all(tasks)).length;
});

orchestration('startsAnother', function* (context) {
  return yield context.df.callActivity('startAnother', context.df.getInput());
});

orchestration('setting', function* (context) {
  return yield context.df.callActivity('readSetting', context.df.getInput());
});

/** Steps with a wait between them, for tests that kill the host in the middle. */
orchestration('journey', function* (context) {
  const { number } = context.df.getInput();
  const first = yield context.df.Task.all(
    [1, 2, 3].map((n) => context.df.callActivity('echo', { n: n + number })),
  );
  yield context.df.createTimer(inFuture(context, 150));
  let sum = 0;
  for (const { n } of first) sum += (yield context.df.callActivity('echo', { n })).n;
  return { number, sum };
});

/** One event in each execution, taken only after the file exists that the input names for it. */
orchestration('slowCollector', function* (context) {
  const { taken, files } = context.df.getInput();
  const [file, ...later] = files;
  if (file === undefined) return taken;
  yield context.df.callActivity('awaitFile', { file, value: 'collecting' });
  const value = yield context.df.waitForExternalEvent('item');
  context.df.continueAsNew({ taken: [...taken, value], files: later });
  return undefined;
});

/** Two timers at one instant: which of them wins a race, and how much time has passed at the end. */
orchestration('twoTimers', function* (context) {
  const began = context.df.currentUtcDateTime.getTime();
  const due = inFuture(context, context.df.getInput().milliseconds);
  const timers = [context.df.createTimer(due), context.df.createTimer(due)];
  const winner = yield context.df.Task.any(timers);
  yield context.df.Task.all(timers);
  const passed = context.df.currentUtcDateTime.getTime() - began;
  return { winner: timers.indexOf(winner), passed };
});

/** A custom status in each turn. */
orchestration('tellsProgress', function* (context) {
  context.df.setCustomStatus({ step: 1, of: ['two', 'three'] });
  yield context.df.waitForExternalEvent('go');
  context.df.setCustomStatus('second');
  yield context.df.waitForExternalEvent('go');
  context.df.setCustomStatus('last');
  return 'done';
});

/** A custom status of that many characters. */
orchestration('tellsMuch', function* (context) {
  context.df.setCustomStatus('x'.repeat(context.df.getInput().characters));
  return yield context.df.callActivity('echo', 'told');
});

/** An error after all retries is like any other: it is handled, and what follows goes on. */
orchestration('recovers', function* (context) {
  const key = context.df.instanceId;
  const failures = [];
  try {
    yield context.df.callActivityWithRetry('fail', retry(5, 2), { key });
  } catch (error) {
    failures.push(error.message.split('\n')[0]);
  }
  try {
    yield context.df.callSubOrchestratorWithRetry('uncaught', retry(5, 2), {}, `${key}-kid`);
  } catch (error) {
    failures.push(error.message.split('\n')[0]);
  }
  return { failures, after: yield context.df.callActivity('echo', 'after') };
});
