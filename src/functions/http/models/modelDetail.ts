import type { App } from '../../../app/app';
import { evaluationsOf } from '../../../app/evaluationViews';
import { comparisonsOf } from '../../../app/shadowComparisons';
import { readModelCard } from '../../../inference/repository/modelFolder';
import type { Handler } from '../support/handler';
import { json, problem } from '../support/problem';

type ModelDetailDeps = Pick<App, 'siteModels' | 'store' | 'totalsKeeper'>;

/** One version: its card, what was measured, and how it compares at this site. */
export function createModelDetail({
  siteModels,
  store,
  totalsKeeper,
}: ModelDetailDeps): Handler<'modelDetail'> {
  return async ({ params }) => {
    const { catalogue } = await siteModels.current();
    // Only models in the catalogue are read: no part of a path comes from the caller.
    const model = catalogue.models.find(({ id, version }) => id === params.id && version === params.version);
    if (!model) return problem(404, 'no-such-model', 'There is no such model, or no such version of it.');
    await totalsKeeper.flush();
    const [card, measured, totals] = await Promise.all([
      readModelCard(model.directory),
      evaluationsOf(model.directory),
      store.totals.read(),
    ]);
    const { id, version, manifest } = model;
    return json({
      id,
      version,
      title: manifest.title,
      ...(card === undefined ? {} : { card: card.toString('utf8') }),
      ...measured,
      comparisons: comparisonsOf(totals?.samples ?? [], `${id}@${version}`),
    });
  };
}
