import { allCaptured, inAnyRelease, replayTurns } from './captured';
import { orchestrate } from './orchestrators';

/** Histories of Microsoft's engine: the app's code still does what it did, and the local runtime follows it. */

const captured = allCaptured();

test('there are many paths', () => {
  expect(captured.length).toBeGreaterThanOrEqual(40);
});

test.each(captured)('%s is replayed to its end', async (_, one) => {
  const { state, replayed } = await replayTurns(one, (context) => orchestrate(one.orchestration, context));
  expect(inAnyRelease(state)).toEqual(inAnyRelease(one.answer));
  expect(replayed.finished).toBe(state.isDone || state.error !== undefined);
  // A timer that is made and cancelled in the last turn is never begun.
  expect(replayed.newTasks.filter(({ id }) => !replayed.cancelledTimers.includes(id))).toEqual([]);
});

test.each(captured)('%s names nobody, no machine and no folder of one', (_, one) => {
  const text = JSON.stringify(one);
  expect(text).not.toMatch(/(?<![\w/<])\/(?:[\w.-]+\/)+[\w-]+\.(?:[cm]?[jt]s|cs)\b/);
  expect(text).not.toMatch(/127\.0\.0\.1|localhost|AccountKey|whsec_/);
});
