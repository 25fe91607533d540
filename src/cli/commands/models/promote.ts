import { planPromotion } from '../../../domain/models/standingPlan';
import { wasMeasured } from '../../../inference/evaluation/wasMeasured';
import { familyOf } from '../../../inference/repository/family';
import { texts } from '../../language/language';
import { CliError } from '../../terminal/errors';
import { type ChangeOptions, changeStanding } from './support/changeStanding';

import { describeDependants } from './support/outcome';
import { assertAdmitted, plannedVersion, targetOf } from './support/target';

interface PromoteOptions extends ChangeOptions {
  readonly withoutEvaluation?: boolean;
}

/** `triage models promote`: from now on this version's results are shown. */
export async function promote(name: string, options: PromoteOptions): Promise<void> {
  await changeStanding(options, async (site, { because, withoutEvaluation }) => {
    const target = targetOf(site.catalogue, name);
    const { id, version, directory, manifest } = target;
    await assertAdmitted(site, target);
    if (!withoutEvaluation && !(await wasMeasured(directory, manifest)))
      throw new CliError(texts.models.change.neverMeasured(`${id} ${version}`));
    return {
      steps: planPromotion(familyOf(site.catalogue, id), plannedVersion(target), because),
      already: texts.models.change.already.promoted(`${id} ${version}`),
      consequences: describeDependants(site.catalogue, target),
    };
  });
}
