import { lastStepOf, standingOf } from '../../../domain/models/modelStanding';
import { planRetirement } from '../../../domain/models/standingPlan';
import { familyOf } from '../../../inference/repository/family';
import { texts } from '../../language/language';
import { type ChangeOptions, changeStanding } from './support/changeStanding';

import { noPromotedVersion } from './support/outcome';
import { targetOf, versionNameOf } from './support/target';

/** `triage models retire`: this version is no longer run. */
export async function retire(name: string, options: ChangeOptions): Promise<void> {
  const { id, version } = versionNameOf(name);
  await changeStanding(options, async (site, { because }) => {
    const standing = site.catalogue.standings.get(id);
    // A version whose files are gone or damaged can be retired too.
    const sha256 = standing && lastStepOf(standing, version)?.sha256;
    const target = sha256 === undefined ? refOf(targetOf(site.catalogue, name)) : { id, version, sha256 };
    return {
      steps: planRetirement(familyOf(site.catalogue, id), target, because),
      already: texts.models.change.already.off(`${id} ${version}`),
      consequences: standingOf(standing, version) === 'promoted' ? [noPromotedVersion(id)] : [],
    };
  });
}

function refOf({ id, version, manifest }: ReturnType<typeof targetOf>) {
  return { id, version, sha256: manifest.file.sha256 };
}
