import type { Command } from 'commander';
import { planShadow } from '../../../domain/standingPlan';
import {
  carryOut,
  familyOf,
  type SiteChoice,
  withModelSite,
  withReason,
  withSiteOptions,
} from '../../models/modelSite';
import { describeSteps, nobodySpeaksFor, print, whenSeen } from '../../models/outcome';
import { assertAdmitted, plannedVersion, targetOf, versionNameOf } from '../../models/target';

/** `triage models shadow`: this version runs, and nothing of it is shown. */
export function addShadowCommand(models: Command): void {
  const command = models
    .command('shadow')
    .description(
      'let a version of a model run beside the one that speaks: recorded, not shown, not ranked on',
    )
    .argument('<id@version>', 'the version');
  withSiteOptions(withReason(command)).action(shadow);
}

async function shadow(name: string, options: SiteChoice & { readonly because: string }): Promise<void> {
  const { id, version } = versionNameOf(name);
  await withModelSite(options, async (site) => {
    const target = targetOf(site.catalogue, name);
    await assertAdmitted(site, target);
    const steps = planShadow(familyOf(site.catalogue, id), plannedVersion(target), options.because);
    if (steps.length === 0) return print([`${id} ${version} is in shadow already. Nothing was changed.`]);
    await carryOut(site, steps);
    const spoke = target.standing === 'promoted';
    print([...describeSteps(steps), ...(spoke ? [nobodySpeaksFor(id)] : []), whenSeen]);
  });
}
