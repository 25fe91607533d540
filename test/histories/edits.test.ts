import { createRandom } from '../../src/cli/synthetic/random';
import type { Action } from '../../src/local/durable/actions';
import { EventType } from '../../src/local/durable/history';
import { replay } from '../../src/local/durable/replay';
import { NonDeterminismError } from '../../src/local/durable/tasks';
import { allCaptured, type Captured, type ReplayedHistory, replayTurns } from './captured';
import { edited, edits } from './edits';
import { orchestrate } from './orchestrators';

/** Code that changed under a running instance: the local runtime refuses to go on, and says where it differs. */

const captured = new Map<string, Captured>(allCaptured());

/** What was replayed, and another answer to it. */
interface Changed extends Pick<ReplayedHistory, 'history' | 'state'> {
  readonly actions: readonly Action[];
}

/** A history and an edit of it, drawn by chance. */
async function draw(seed: number): Promise<Changed> {
  const random = createRandom(seed);
  const edit = edits[seed % edits.length];
  if (edit === undefined) throw new Error('there are no edits');
  const left = [...captured.keys()];
  while (left.length > 0) {
    const [name = ''] = left.splice(Math.floor(random.next() * left.length), 1);
    const one = captured.get(name) as Captured;
    const actions = edited(one.answer.actions.flat(), edit, random);
    if (actions === undefined) continue;
    const replayed = await replayTurns(one, (context) => orchestrate(one.orchestration, context));
    // A timer that is made and cancelled in the last turn is in no history.
    if (replayed.replayed.newTasks.length > 0) continue;
    return { ...replayed, actions };
  }
  throw new Error(`no history has a place for ${edit.what}`);
}

function refusalOf({ history, state, actions }: Changed): string {
  try {
    replay(history, { ...state, actions: [actions] });
  } catch (error) {
    if (error instanceof NonDeterminismError) return error.message;
    throw error;
  }
  throw new Error('it was not refused');
}

const drawn = Array.from({ length: 50 }, (_, seed) => [seed, edits[seed % edits.length]?.what] as const);

test.each(drawn)('edit %i, %s, is refused by its step', async (seed) => {
  const changed = await draw(seed);
  expect(() => replay(changed.history, changed.state)).not.toThrow();
  const said = refusalOf(changed);
  const [, step] = /^Non-deterministic orchestrator: on replay, step (\d+)(?: was|, )/.exec(said) ?? [];
  const then = changed.history.find(
    ({ EventType: type, EventId: id }) => type !== EventType.EventSent && id === Number(step),
  );
  expect(then).toBeDefined();
  expect(said).toContain(
    then?.EventType === EventType.TimerCreated
      ? 'a timer for'
      : `the activity '${then?.Name?.toLowerCase()}'`,
  );
});

test('every kind of edit has a place in some history', () => {
  for (const edit of edits) {
    const places = [...captured.values()].filter(({ answer }) =>
      edited(answer.actions.flat(), edit, createRandom(1)),
    );
    expect({ [edit.what]: places.length > 0 }).toEqual({ [edit.what]: true });
  }
});
