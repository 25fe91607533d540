import type { Command } from 'commander';
import { planShadow } from '../../../domain/models/standingPlan';
import { familyOf } from './support/modelSite';
import { nobodySpeaksFor } from './support/outcome';
import { addStandingChange } from './support/standingCommand';
import { assertAdmitted, plannedVersion, targetOf, versionNameOf } from './support/target';

/** `triage models shadow`: this version runs, and nothing of it is shown. */
export function addShadowCommand(models: Command): void {
  const command = models
    .command('shadow')
    .description(
      'let a version of a model run beside the one that speaks: recorded, not shown, not ranked on',
    )
    .argument('<id@version>', 'the version');
  addStandingChange(command, (name) => {
    const { id, version } = versionNameOf(name);
    return async (site, { because }) => {
      const target = targetOf(site.catalogue, name);
      await assertAdmitted(site, target);
      return {
        steps: planShadow(familyOf(site.catalogue, id), plannedVersion(target), because),
        already: `${id} ${version} is in shadow already.`,
        consequences: target.standing === 'promoted' ? [nobodySpeaksFor(id)] : [],
      };
    };
  });
}
