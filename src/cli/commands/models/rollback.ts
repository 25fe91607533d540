import { planRollback } from '../../../domain/models/standingPlan';
import { familyOf } from '../../../inference/repository/family';
import { texts } from '../../language/language';
import { UsageError } from '../../terminal/errors';
import { type ChangeOptions, changeStanding } from './support/changeStanding';

import { describeDependants } from './support/outcome';
import { assertAdmitted, knownIds, nameOf } from './support/target';

/** `triage models rollback`: back to the previously promoted version. */
export async function rollback(name: string, options: ChangeOptions): Promise<void> {
  const id = idOf(name);
  await changeStanding(options, async (site, { because }) => {
    const { catalogue } = site;
    if (!catalogue.standings.has(id)) throw new UsageError(texts.models.target.none(id, knownIds(catalogue)));
    const steps = planRollback(familyOf(catalogue, id), id, because);
    const [back] = steps;
    const target = catalogue.models.find((one) => one.id === back?.id && one.version === back.version);
    if (target !== undefined) await assertAdmitted(site, target);
    return { steps, consequences: target ? describeDependants(catalogue, target) : [] };
  });
}

function idOf(name: string): string {
  const { id, version } = nameOf(name);
  if (version === undefined) return id;
  throw new UsageError(texts.models.change.goesBack(id));
}
