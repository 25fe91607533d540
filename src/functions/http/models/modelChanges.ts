import { actorOf, type Caller } from '../../../access/caller';
import type { App } from '../../../app/app';
import type { AnswerOf } from '../../../contract/routes/route';
import type { Routes } from '../../../contract/routes/routes';
import { StandingChangedError } from '../../../domain/models/modelStanding';
import {
  PlanError,
  type PlannedStep,
  planPromotion,
  planRollback,
} from '../../../domain/models/standingPlan';
import { wasMeasured } from '../../../inference/evaluation/wasMeasured';
import { familyOf } from '../../../inference/repository/family';
import type { KnownModel, SiteCatalogue } from '../../../inference/repository/siteCatalogue';
import { createChangeStandings } from '../../../operations/models/changeStandings';
import type { Handler, JsonAnswer, OtherAnswer } from '../support/handler';
import { json, problem } from '../support/problem';

type ModelChangeDeps = Pick<App, 'siteModels' | 'store' | 'now'>;

function noSuchModel() {
  return problem(404, 'no-such-model', 'There is no such model, or no such version of it.');
}

/** Whether the version passes the check that every version passes before it runs. */
async function isAdmitted({ siteModels }: ModelChangeDeps, { id, version, manifest }: KnownModel) {
  const { classifiers, regions, gates } = await siteModels.holding({
    id,
    version,
    sha256: manifest.file.sha256,
  });
  return [...classifiers, ...regions, ...gates].some(
    (one) => one.manifest.id === id && one.manifest.version === version,
  );
}

/** Records and applies a plan. @param plan @throws PlanError if it is impossible */
async function change(
  deps: ModelChangeDeps,
  plan: (catalogue: SiteCatalogue) => PlannedStep[],
  caller: Caller,
): Promise<JsonAnswer<AnswerOf<Routes['promoteModel']>> | OtherAnswer> {
  const { catalogue } = await deps.siteModels.current();
  const { store, now } = deps;
  try {
    const steps = plan(catalogue);
    const [first] = steps;
    const target = catalogue.models.find(({ id, version }) => id === first?.id && version === first.version);
    if (target !== undefined && !(await isAdmitted(deps, target)))
      return problem(409, 'not-admitted', 'Nothing was changed: this version does not pass the check.');
    const parts = { audit: store.audit, standings: store.modelContainer, shipped: catalogue.shipped, now };
    await createChangeStandings(parts)(steps, actorOf(caller));
    return json({ steps: steps.map(({ id, version, to }) => ({ id, version, to })) });
  } catch (error) {
    if (error instanceof PlanError || error instanceof StandingChangedError)
      return problem(409, 'not-changed', `Nothing was changed: ${error.message}.`);
    throw error;
  }
}

/** From now on this version's results are shown. */
export function createPromoteModel(deps: ModelChangeDeps): Handler<'promoteModel'> {
  return async ({ params, body, caller }) => {
    const { catalogue } = await deps.siteModels.current();
    const target = catalogue.models.find(({ id, version }) => id === params.id && version === params.version);
    if (target === undefined) return noSuchModel();
    const { id, version, directory, manifest, contractSha256 } = target;
    if (!(await wasMeasured(directory, manifest)))
      return problem(409, 'never-measured', 'Nothing was changed: this version was never measured.');
    const planned = { id, version, sha256: manifest.file.sha256, contractSha256 };
    return change(deps, (found) => planPromotion(familyOf(found, id), planned, body.reason), caller);
  };
}

/** Back to the version that was promoted before. */
export function createRollBackModel(deps: ModelChangeDeps): Handler<'rollBackModel'> {
  return async ({ params: { id }, body, caller }) => {
    const { catalogue } = await deps.siteModels.current();
    if (!catalogue.standings.has(id)) return noSuchModel();
    return change(deps, (found) => planRollback(familyOf(found, id), id, body.reason), caller);
  };
}
