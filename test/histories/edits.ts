import type { Random } from '../../src/cli/synthetic/random';
import { type Action, ActionType } from '../../src/local/durable/actions';

/** A change to what an orchestrator asks for, as a change of its code would make it. */
interface Edit {
  readonly what: string;
  /** Whether the actions at that place can be changed so. */
  fits(actions: readonly Action[], at: number): boolean;
  /** The actions that stand there instead of `takes` of them. */
  change(actions: readonly Action[], at: number): readonly Action[];
}

const isActivity = (action: Action | undefined) => action?.actionType === ActionType.CallActivityWithRetry;
const isRace = (action: Action | undefined) => action?.actionType === ActionType.WhenAny;
const activityAt = (actions: readonly Action[], at: number) => isActivity(actions[at]);

/** Replaces so many actions at a place. */
function spliced(actions: readonly Action[], at: number, takes: number, ...instead: Action[]): Action[] {
  return [...actions.slice(0, at), ...instead, ...actions.slice(at + takes)];
}

/** Changes the timer of a race. */
function withTimer(actions: readonly Action[], at: number, change: (timer: Action) => Action): Action[] {
  const race = actions[at] as Action;
  const compoundActions = race.compoundActions?.map((one) =>
    one.actionType === ActionType.CreateTimer ? change(one) : one,
  );
  return spliced(actions, at, 1, { ...race, ...(compoundActions && { compoundActions }) });
}

const added: Action = { actionType: ActionType.CallActivity, functionName: 'somethingElse', input: {} };

export const edits: readonly Edit[] = [
  {
    what: 'another activity',
    fits: activityAt,
    change: (actions, at) =>
      spliced(actions, at, 1, { ...(actions[at] as Action), functionName: 'somethingElse' }),
  },
  {
    what: 'another input',
    fits: activityAt,
    change: (actions, at) => {
      const action = actions[at] as Action;
      return spliced(actions, at, 1, { ...action, input: { ...(action.input as object), more: true } });
    },
  },
  {
    what: 'two steps in the other order',
    fits: (actions, at) => isActivity(actions[at]) && isActivity(actions[at + 1]),
    change: (actions, at) => spliced(actions, at, 2, actions[at + 1] as Action, actions[at] as Action),
  },
  {
    what: 'a step dropped',
    fits: activityAt,
    change: (actions, at) => spliced(actions, at, 1),
  },
  {
    what: 'a step added',
    fits: (actions, at) => isActivity(actions[at]) || isRace(actions[at]),
    change: (actions, at) => spliced(actions, at, 0, added),
  },
  {
    what: 'a timer instead of an activity',
    fits: activityAt,
    change: (actions, at) =>
      spliced(actions, at, 1, { actionType: ActionType.CreateTimer, fireAt: '2030-01-01T00:00:00.000Z' }),
  },
  {
    what: 'an orchestration instead of an activity',
    fits: activityAt,
    change: (actions, at) =>
      spliced(actions, at, 1, {
        ...(actions[at] as Action),
        actionType: ActionType.CallSubOrchestratorWithRetry,
      }),
  },
  {
    what: 'two activities at once',
    fits: activityAt,
    change: (actions, at) =>
      spliced(actions, at, 1, {
        actionType: ActionType.WhenAll,
        compoundActions: [added, actions[at] as Action],
      }),
  },
  {
    what: 'an activity instead of a timer',
    fits: (actions, at) => isRace(actions[at]),
    change: (actions, at) => withTimer(actions, at, () => added),
  },
  {
    what: 'a timer for another time',
    fits: (actions, at) => isRace(actions[at]),
    change: (actions, at) =>
      withTimer(actions, at, (timer) => ({
        ...timer,
        fireAt: new Date(Date.parse(timer.fireAt ?? '') + 1_000).toISOString(),
      })),
  },
];

/** The actions with that edit at a place taken by chance; undefined if it fits nowhere. */
export function edited(
  actions: readonly Action[],
  edit: Edit,
  random: Random,
): readonly Action[] | undefined {
  const places = actions.map((_, at) => at).filter((at) => edit.fits(actions, at));
  const at = places[Math.floor(random.next() * places.length)];
  return at === undefined ? undefined : edit.change(actions, at);
}
