import { ActionType } from '../../../src/local/durable/actions';
import { applyInMemory } from '../../../src/local/durable/changes';
import { EventType, type IncomingEvent } from '../../../src/local/durable/history';
import type { LiveInstance } from '../../../src/local/durable/instance';
import { nextTurn } from '../../../src/local/durable/nextTurn';
import type { TurnSurroundings } from '../../../src/local/durable/turnTypes';

/** One turn of one instance: which events it takes, and what it leaves behind. */

const started: IncomingEvent = { EventType: EventType.ExecutionStarted, Name: 'o', Input: 'null' };
const raised = (name: string): IncomingEvent => ({
  EventType: EventType.EventRaised,
  Name: name,
  Input: '1',
});
const suspended: IncomingEvent = { EventType: EventType.ExecutionSuspended, Reason: 'why' };
const resumed: IncomingEvent = { EventType: EventType.ExecutionResumed, Reason: 'go' };

let live: Map<string, LiveInstance>;
let around: TurnSurroundings;

beforeEach(() => {
  live = new Map();
  let sequence = 100;
  around = {
    now: () => new Date('2030-01-01T00:00:00.000Z'),
    nextSequence: () => ++sequence,
    get: (id) => live.get(id),
    orchestratorName: (name) => name,
  };
});

function instance(...events: IncomingEvent[]): LiveInstance {
  const made: LiveInstance = {
    record: {
      id: 'i',
      name: 'o',
      version: '',
      status: 'Pending',
      executionId: 'first',
      input: 'null',
      createdAt: '2030-01-01T00:00:00.000Z',
      updatedAt: '2030-01-01T00:00:00.000Z',
    },
    history: [],
    inbox: new Map(events.map((event, index) => [index + 1, event])),
    work: new Map(),
  };
  live.set('i', made);
  return made;
}

/** Runs a turn in which the orchestrator answers with that state; gives the events that it was shown. */
async function run(target: LiveInstance, answer: object): Promise<number[] | undefined> {
  let shown: number[] | undefined;
  const orchestrate = async (turn: { fresh: readonly { EventType: number }[] }) => {
    shown = turn.fresh.map(({ EventType: type }) => type);
    return { json: JSON.stringify({ isDone: false, actions: [[]], ...answer }) };
  };
  const result = await nextTurn(target, around, { orchestrate }, false);
  for (const change of result?.changes ?? []) applyInMemory(live, change);
  return shown;
}

test('continueAsNew keeps the events that were not seen, drops answers to the old execution, and begins first', async () => {
  const target = instance(started);
  const answer = { isDone: true, actions: [[{ actionType: ActionType.ContinueAsNew, input: { n: 2 } }]] };
  const turn = nextTurn(
    target,
    around,
    {
      orchestrate: async () => {
        target.inbox.set(50, raised('late'));
        target.inbox.set(51, { EventType: EventType.TaskCompleted, TaskScheduledId: 0, Result: '1' });
        return { json: JSON.stringify(answer) };
      },
    },
    false,
  );
  for (const change of (await turn)?.changes ?? []) applyInMemory(live, change);
  expect(target.record).toMatchObject({ input: '{"n":2}', status: 'Running' });
  expect(target.record.executionId).not.toBe('first');
  expect(target.history).toEqual([]);
  expect(await run(target, {})).toEqual([
    EventType.OrchestratorStarted,
    EventType.ExecutionStarted,
    EventType.EventRaised,
  ]);
  expect(target.inbox.size).toBe(0);
});

test('a turn ends before a suspension, and what comes after it waits for the resumption', async () => {
  const target = instance(started, suspended, raised('a'), suspended, resumed, raised('b'));
  expect(await run(target, {})).toEqual([EventType.OrchestratorStarted, EventType.ExecutionStarted]);
  expect(await run(target, {})).toBeUndefined();
  expect(target.record.status).toBe('Suspended');
  expect(await run(target, {})).toBeUndefined();
  expect(target.record.status).toBe('Running');
  expect(await run(target, {})).toEqual([
    EventType.OrchestratorStarted,
    EventType.EventRaised,
    EventType.EventRaised,
  ]);
});

test('termination comes first, closes open work and tells nobody but the parent', async () => {
  const target = instance(started, { EventType: EventType.ExecutionTerminated, Input: 'enough' });
  target.work.set(0, { kind: 'timer', taskId: 0, fireAt: '2031-01-01T00:00:00.000Z' });
  expect(await run(target, {})).toBeUndefined();
  expect(target.record).toMatchObject({ status: 'Terminated', output: '"enough"' });
  expect([target.work.size, target.inbox.size]).toEqual([0, 0]);
});

test('time does not run backwards when the clock of the machine does', async () => {
  const target = instance(started);
  await run(target, {});
  around = { ...around, now: () => new Date('2029-12-31T23:00:00.000Z') };
  target.inbox.set(60, raised('a'));
  await run(target, {});
  expect(new Set(target.history.map(({ Timestamp }) => Timestamp))).toEqual(
    new Set(['2030-01-01T00:00:00.000Z']),
  );
});

test('a child is begun together with the task that asks for it, or refused together with it', async () => {
  const action = (instanceId: string) => ({
    actionType: ActionType.CallSubOrchestrator,
    functionName: 'c',
    instanceId,
    input: 1,
  });
  const target = instance(started);
  const compoundActions = [action('kid'), action('kid')];
  await run(target, { actions: [[{ actionType: ActionType.WhenAll, compoundActions }]] });
  expect(live.get('kid')?.record).toMatchObject({
    name: 'c',
    input: '1',
    parent: { instanceId: 'i', taskId: 0 },
  });
  expect([...target.inbox.values()]).toMatchObject([
    {
      EventType: EventType.SubOrchestrationInstanceFailed,
      TaskScheduledId: 1,
      Reason: expect.stringContaining("'kid'"),
    },
  ]);
});
