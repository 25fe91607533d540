import { planShadow } from '../../../domain/models/standingPlan';
import { familyOf } from '../../../inference/repository/family';
import { texts } from '../../language/language';
import { type ChangeOptions, changeStanding } from './support/changeStanding';

import { noPromotedVersion } from './support/outcome';
import { assertAdmitted, plannedVersion, targetOf, versionNameOf } from './support/target';

/** `triage models shadow`: this version runs, but none of its results are shown. */
export async function shadow(name: string, options: ChangeOptions): Promise<void> {
  const { id, version } = versionNameOf(name);
  await changeStanding(options, async (site, { because }) => {
    const target = targetOf(site.catalogue, name);
    await assertAdmitted(site, target);
    return {
      steps: planShadow(familyOf(site.catalogue, id), plannedVersion(target), because),
      already: texts.models.change.already.shadow(`${id} ${version}`),
      consequences: target.standing === 'promoted' ? [noPromotedVersion(id)] : [],
    };
  });
}
