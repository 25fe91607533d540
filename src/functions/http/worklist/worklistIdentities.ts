import { actorOf } from '../../../access/caller';
import type { App } from '../../../app/app';
import { createLookUpIdentities } from '../../../operations/study/lookUpIdentities';
import type { Handler } from '../support/handler';
import { json, problem } from '../support/problem';

type WorklistIdentitiesDeps = Pick<App, 'store' | 'settings' | 'watchReading' | 'noteChangedOutside' | 'now'>;

/** Whom the studies on a screen show, where the site has them in its worklist. */
export function createWorklistIdentities(deps: WorklistIdentitiesDeps): Handler<'worklistIdentities'> {
  const { store, settings, watchReading, noteChangedOutside, now } = deps;
  const { identity, audit, results } = store;
  const lookUp = createLookUpIdentities({
    identity,
    audit,
    results,
    watch: watchReading,
    noteChangedOutside: async (error) => void (await noteChangedOutside(error)),
    now,
  });
  return async ({ body, caller }) => {
    if (!settings.review.worklistIdentities)
      return problem(403, 'identities-off', 'This site does not show patients in its worklist.');
    return json(await lookUp(body.studies, actorOf(caller)));
  };
}
