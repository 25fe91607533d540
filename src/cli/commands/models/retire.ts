import type { Command } from 'commander';
import { lastStepOf, standingOf } from '../../../domain/modelStanding';
import { planRetirement } from '../../../domain/standingPlan';
import {
  carryOut,
  familyOf,
  type SiteChoice,
  withModelSite,
  withReason,
  withSiteOptions,
} from '../../models/modelSite';
import { describeSteps, nobodySpeaksFor, print, whenSeen } from '../../models/outcome';
import { targetOf, versionNameOf } from '../../models/target';

/** `triage models retire`: this version is not run any more. */
export function addRetireCommand(models: Command): void {
  const command = models
    .command('retire')
    .description('take a version of a model out: it is not run any more')
    .argument('<id@version>', 'the version');
  withSiteOptions(withReason(command)).action(retire);
}

async function retire(name: string, options: SiteChoice & { readonly because: string }): Promise<void> {
  const { id, version } = versionNameOf(name);
  await withModelSite(options, async (site) => {
    const standing = site.catalogue.standings.get(id);
    // One whose files are gone or damaged can be taken out too.
    const sha256 = standing && lastStepOf(standing, version)?.sha256;
    const target = sha256 === undefined ? refOf(targetOf(site.catalogue, name)) : { id, version, sha256 };
    const spoke = standingOf(standing, version) === 'promoted';
    const steps = planRetirement(familyOf(site.catalogue, id), target, options.because);
    if (steps.length === 0) return print([`${id} ${version} is off already. Nothing was changed.`]);
    await carryOut(site, steps);
    print([...describeSteps(steps), ...(spoke ? [nobodySpeaksFor(id)] : []), whenSeen]);
  });
}

function refOf({ id, version, manifest }: ReturnType<typeof targetOf>) {
  return { id, version, sha256: manifest.file.sha256 };
}
