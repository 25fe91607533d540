import { ActionType } from '../../src/local/durable/actions';
import { EventType } from '../../src/local/durable/history';
import type { Release } from '../support/releases/releaseFolder';
import {
  allCaptured,
  type Captured,
  inAnyRelease,
  isDecision,
  type Orchestrate,
  replayTurns,
} from './captured';

/** The histories of version 1 under a release that has a version 2, and under one that changed version 1. */

type Orchestrators = typeof import('./orchestrators');

/** The orchestrators of a release: see changes.cjs. */
function orchestratorsOf(release: Release): (one: Captured) => Orchestrate {
  let loaded: Orchestrators | undefined;
  jest.isolateModules(() => {
    const { change } = require('../support/releases/changes.cjs');
    change((module: string) => require(`../../src/${module}`), release);
    loaded = require('./orchestrators') as Orchestrators;
  });
  return ({ orchestration }) =>
    (context) =>
      (loaded as Orchestrators).orchestrate(orchestration, context);
}

const captured = allCaptured();

test('a second version beside it changes nothing but what a round hands over to', async () => {
  const run = orchestratorsOf('starts');
  for (const [name, one] of captured) {
    const { state } = await replayTurns(one, run(one));
    expect({ name, state: inAnyRelease(state) }).toEqual({ name, state: inAnyRelease(one.answer) });
    const [handedOver] = state.actions
      .flat()
      .filter(({ actionType }) => actionType === ActionType.ContinueAsNew);
    if (handedOver !== undefined) expect(handedOver.input).toMatchObject({ version: 2 });
  }
});

test('changed in place, it is refused wherever it was past its first step', async () => {
  const run = orchestratorsOf('edited');
  const isPast = ({ orchestration, context: { history } }: Captured) => {
    const first = history.findIndex(({ EventType: type }) => type === EventType.TaskCompleted);
    return orchestration !== 'deliverNotice' && first > 0 && history.slice(first).some(isDecision);
  };
  const past = captured.filter(([, one]) => isPast(one));
  expect(past.length).toBeGreaterThan(10);
  for (const [name, one] of past) {
    const replayed = replayTurns(one, run(one)).then(() => `${name} was replayed`);
    await expect(replayed).rejects.toThrow(/it asks for|Non-deterministic/);
  }
});
