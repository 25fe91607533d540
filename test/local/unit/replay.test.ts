import fc from 'fast-check';
import { type Action, ActionType, type OrchestratorState } from '../../../src/local/durable/actions';
import { EventType, type HistoryEvent } from '../../../src/local/durable/history';
import { type Replayed, replay } from '../../../src/local/durable/replay';
import { NonDeterminismError, type Task, taskInputHash } from '../../../src/local/durable/tasks';

/** The walk of the orchestrator's actions along the history, without an orchestrator. */

const time = (second: number) => new Date(Date.UTC(2030, 0, 1, 0, 0, second)).toISOString();
const event = (type: EventType, more: Partial<HistoryEvent> = {}, second = 0): HistoryEvent => ({
  EventType: type,
  EventId: -1,
  Timestamp: time(second),
  ...more,
});
const begin = [event(EventType.OrchestratorStarted), event(EventType.ExecutionStarted)];
const activity = (functionName: string, input?: unknown): Action => ({
  actionType: ActionType.CallActivity,
  functionName,
  input,
});
const withRetry = (functionName: string, maxNumberOfAttempts: number): Action => ({
  actionType: ActionType.CallActivityWithRetry,
  functionName,
  retryOptions: { firstRetryIntervalInMilliseconds: 1000, maxNumberOfAttempts, backoffCoefficient: 2 },
});
const timer = (second: number, isCanceled = false): Action => ({
  actionType: ActionType.CreateTimer,
  fireAt: time(second),
  isCanceled,
});
const waitFor = (externalEventName: string): Action => ({
  actionType: ActionType.WaitForExternalEvent,
  externalEventName,
});
const all = (...compoundActions: Action[]): Action => ({ actionType: ActionType.WhenAll, compoundActions });
const any = (...compoundActions: Action[]): Action => ({ actionType: ActionType.WhenAny, compoundActions });
const state = (actions: Action[], more: Partial<OrchestratorState> = {}): OrchestratorState => ({
  isDone: false,
  actions: [actions],
  ...more,
});

/** The event that history keeps of a task. */
function recorded(task: Task): HistoryEvent {
  if (task.kind === 'timer') return event(EventType.TimerCreated, { EventId: task.id, FireAt: task.fireAt });
  const type = task.kind === 'activity' ? EventType.TaskScheduled : EventType.SubOrchestrationInstanceCreated;
  return event(type, { EventId: task.id, Name: task.name, InputHash: taskInputHash(task) });
}
const scheduled = (id: number, name: string, input?: unknown) =>
  recorded({ kind: 'activity', id, name, input });
const completed = (id: number) => event(EventType.TaskCompleted, { TaskScheduledId: id });
const failed = (id: number) => event(EventType.TaskFailed, { TaskScheduledId: id });
const fired = (id: number) => event(EventType.TimerFired, { TimerId: id });
const turn = (second: number) => event(EventType.OrchestratorStarted, {}, second);
const ids = ({ newTasks }: Replayed) => newTasks.map(({ id }) => id);

test('what history does not know is new work, numbered in the order of asking', () => {
  const actions = [all(activity('a'), activity('b')), activity('c')];
  expect(ids(replay(begin, state(actions)))).toEqual([0, 1]);
  const later = [...begin, scheduled(0, 'a'), scheduled(1, 'b'), turn(1), completed(1), completed(0)];
  expect(replay(later, state(actions)).newTasks).toMatchObject([{ id: 2, name: 'c' }]);
});

test('a repeated answer asks for nothing twice', () => {
  const actions = [activity('a')];
  expect(replay([...begin, scheduled(0, 'a')], state(actions)).newTasks).toEqual([]);
});

test('the orchestration has ended when it says so and nothing is open', () => {
  const done = state([any(activity('a'), activity('b'))], { isDone: true });
  const history = [...begin, scheduled(0, 'a'), scheduled(1, 'b'), turn(1), completed(0)];
  expect(replay(history, done).finished).toBe(false);
  expect(replay([...history, turn(2), failed(1)], done).finished).toBe(true);
});

test('a failed orchestrator has ended too, and not before its open tasks', () => {
  const error = state([all(activity('a'), activity('b'))], { error: 'boom' });
  const history = [...begin, scheduled(0, 'a'), scheduled(1, 'b'), turn(1), failed(0)];
  expect(replay(history, error).finished).toBe(false);
  expect(replay([...history, turn(2), completed(1)], error).finished).toBe(true);
});

test('Task.all waits for all even after a failure, Task.any for the first', () => {
  const history = [...begin, scheduled(0, 'a'), scheduled(1, 'b'), turn(1), failed(0)];
  const next = (together: Action) => ids(replay(history, state([together, activity('next')])));
  expect(next(all(activity('a'), activity('b')))).toEqual([]);
  expect(next(any(activity('a'), activity('b')))).toEqual([2]);
});

test('waiting for an event holds nothing back', () => {
  const done = state([any(activity('a'), waitFor('go'))], { isDone: true });
  expect(replay([...begin, scheduled(0, 'a'), turn(1), completed(0)], done).finished).toBe(true);
});

test('a cancelled timer is known by its number and holds nothing back', () => {
  const actions = [any(waitFor('go'), timer(60, true))];
  const history = [...begin, event(EventType.TimerCreated, { EventId: 0, FireAt: time(60) })];
  const raised = [...history, turn(1), event(EventType.EventRaised, { Name: 'GO' })];
  expect(replay(raised, state(actions, { isDone: true }))).toMatchObject({
    finished: true,
    cancelledTimers: [0],
  });
});

test('a cancelled timer is over at once, as in the engine: a retry beside it loses its numbers', () => {
  const actions = [any(withRetry('a', 3), timer(60, true)), activity('next')];
  const history = [
    ...begin,
    scheduled(0, 'a'),
    event(EventType.TimerCreated, { EventId: 1, FireAt: time(60) }),
    turn(1),
    failed(0),
    event(EventType.TimerCreated, { EventId: 2, FireAt: time(2) }),
    turn(2),
    fired(2),
  ];
  expect(() => replay(history, state(actions))).toThrow(/step 2 was a timer .* now the activity 'next'/);
});

test('a timer that fired before it could be cancelled is not cancelled', () => {
  const history = [
    ...begin,
    event(EventType.TimerCreated, { EventId: 0, FireAt: time(60) }),
    turn(60),
    fired(0),
  ];
  expect(replay(history, state([timer(60, true)], { isDone: true }))).toMatchObject({
    finished: true,
    cancelledTimers: [],
  });
});

test('retries: the waits double, the last failure is followed by a timer that is due at once', () => {
  const actions = state([withRetry('a', 3)]);
  let history = [...begin];
  const seen: Task[] = [];
  const step = (...more: HistoryEvent[]) => {
    history = [...history, ...more];
    const { newTasks } = replay(history, actions);
    seen.push(...newTasks);
    history = [...history, ...newTasks.map(recorded)];
  };
  step();
  step(turn(10), failed(0));
  step(turn(11), fired(1));
  step(turn(20), failed(2));
  step(turn(22), fired(3));
  step(turn(30), failed(4));
  expect(seen).toMatchObject([
    { kind: 'activity' },
    { kind: 'timer', fireAt: time(11) },
    { kind: 'activity' },
    { kind: 'timer', fireAt: time(22) },
    { kind: 'activity' },
    { kind: 'timer', fireAt: time(30) },
  ]);
  expect(replay([...history, turn(31), fired(5)], state([withRetry('a', 3)], { error: 'x' })).finished).toBe(
    true,
  );
});

test('a timer of ten days has four steps, each asked for when the one before has fired', () => {
  const day = 86_400;
  const actions = state([timer(10 * day)]);
  let history = [...begin];
  const fireTimes: string[] = [];
  for (let number = 0; number < 5; number++) {
    const [task] = replay(history, actions).newTasks;
    if (task?.kind !== 'timer') break;
    fireTimes.push(task.fireAt);
    const second = (Date.parse(task.fireAt) - Date.parse(time(0))) / 1000;
    history = [...history, recorded(task), turn(second), fired(task.id)];
  }
  expect(fireTimes).toEqual([time(3 * day), time(6 * day), time(10 * day)]);
});

test('events are kept until somebody waits, and the latest waiter is served first', () => {
  const raised = event(EventType.EventRaised, { Name: 'go' });
  const done = { isDone: true };
  expect(replay([...begin, turn(1), raised], state([waitFor('go')], done)).finished).toBe(true);
  const early = [turn(0), raised, event(EventType.ExecutionStarted)];
  expect(replay(early, state([waitFor('Go')], done)).finished).toBe(true);
  const first = all(waitFor('go'), activity('a'));
  const twoWaiters = state([any(first, waitFor('go')), activity('b')]);
  expect(ids(replay([...begin, scheduled(0, 'a'), raised], twoWaiters))).toEqual([1]);
});

test.each<[string, HistoryEvent, Action, RegExp]>([
  ['name', scheduled(0, 'a'), activity('b'), /step 0 was the activity 'a', and is now the activity 'b'/],
  ['input', scheduled(0, 'a', { x: 1 }), activity('a', { x: 2 }), /now has another input/],
  ['kind', scheduled(0, 'a'), timer(5), /was the activity 'a', and is now a timer for/],
  [
    'time of a timer',
    event(EventType.TimerCreated, { EventId: 0, FireAt: time(5) }),
    timer(6),
    /was a timer for .*05\.000Z, and is now a timer for .*06\.000Z/,
  ],
  ['absence', scheduled(0, 'a'), waitFor('go'), /the code no longer gets there/],
])('another %s than in history is a broken replay', (_, then, now, message) => {
  expect(() => replay([...begin, then], state([now]))).toThrow(message);
  expect(() => replay([...begin, then], state([now]))).toThrow(NonDeterminismError);
});

test('the order of keys in an input, and the case of a name, are no difference', () => {
  const history = [...begin, scheduled(0, 'Step', { a: 1, b: { c: 2, d: 3 } })];
  expect(() => replay(history, state([activity('step', { b: { d: 3, c: 2 }, a: 1 })]))).not.toThrow();
});

test('an orchestrator that stays the same replays, whatever it asks for and in whatever order things end', () => {
  const leaf = fc.oneof(
    fc.constantFrom('a', 'b', 'c').map((name) => activity(name)),
    fc.integer({ min: 1, max: 9 }).map((second) => timer(second)),
    fc.integer({ min: 1, max: 3 }).map((attempts) => withRetry('r', attempts)),
  );
  const actions = fc.array(
    fc.oneof(
      leaf,
      fc.array(leaf, { minLength: 1, maxLength: 4 }).map((inner) => all(...inner)),
    ),
    {
      maxLength: 6,
    },
  );
  fc.assert(
    fc.property(actions, fc.infiniteStream(fc.nat(1000)), (asked, choices) => {
      let history = [...begin];
      const open: Task[] = [];
      const seen = new Set<number>();
      for (let second = 1; second < 200; second++) {
        const { newTasks, finished } = replay(history, state(asked, { isDone: true }));
        for (const { id } of newTasks) expect(seen.has(id)).toBe(false);
        for (const { id } of newTasks) seen.add(id);
        history = [...history, ...newTasks.map(recorded)];
        open.push(...newTasks);
        if (finished) {
          expect(open).toEqual([]);
          return;
        }
        const [ended] = open.splice((choices.next().value ?? 0) % open.length, 1);
        expect(ended).toBeDefined();
        if (ended === undefined) return;
        const answer =
          ended.kind === 'timer'
            ? fired(ended.id)
            : (choices.next().value ?? 0) % 2 === 0
              ? completed(ended.id)
              : failed(ended.id);
        history = [...history, turn(second), answer];
      }
      throw new Error('it did not end');
    }),
    { numRuns: 200 },
  );
});
