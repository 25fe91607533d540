import { actorOf } from '../../../access/caller';
import type { App } from '../../../app/app';
import { driftViewOf } from '../../../domain/drift/driftView';
import { createRestartDrift as createRestart } from '../../../operations/models/restartDrift';
import type { Handler } from '../support/handler';
import { json, problem } from '../support/problem';

type DriftDeps = Pick<App, 'store' | 'totalsKeeper' | 'now'>;

async function viewOf({ store, totalsKeeper, now }: DriftDeps) {
  await totalsKeeper.flush();
  return driftViewOf((await store.totals.read())?.watched ?? [], now());
}

/** Whether what each model version is shown, and what it says, is still what it was. */
export function createDrift(deps: DriftDeps): Handler<'drift'> {
  return async () => json(await viewOf(deps));
}

/** Ends an alarm, and begins the test anew. */
export function createRestartDrift(deps: DriftDeps): Handler<'restartDrift'> {
  const { store, now } = deps;
  const restart = createRestart({ totals: store.totals, audit: store.audit, now });
  return async ({ body: { reference, reason, ...name }, caller }) => {
    if (await restart(name, reference, reason, actorOf(caller))) return json(await viewOf(deps));
    return problem(404, 'not-watched', 'Nothing of that name is watched.');
  };
}
