import type { Command } from 'commander';
import { planPromotion } from '../../../domain/standingPlan';
import { CliError } from '../../errors';
import {
  carryOut,
  familyOf,
  type SiteChoice,
  withModelSite,
  withReason,
  withSiteOptions,
} from '../../models/modelSite';
import { describeDependants, describeSteps, print, whenSeen } from '../../models/outcome';
import { assertAdmitted, plannedVersion, targetOf } from '../../models/target';

interface PromoteOptions extends SiteChoice {
  readonly because: string;
  readonly withoutEvaluation?: boolean;
}

/** `triage models promote`: from now on this version speaks. */
export function addPromoteCommand(models: Command): void {
  const command = models
    .command('promote')
    .description(
      'let a version of a model speak: its findings are shown, and the worklist is ordered by them',
    )
    .argument('<id[@version]>', 'the model; without a version the newest one in shadow')
    .option('--without-evaluation', 'promote it although its manifest holds no measurement');
  withSiteOptions(withReason(command)).action(promote);
}

async function promote(name: string, options: PromoteOptions): Promise<void> {
  await withModelSite(options, async (site) => {
    const target = targetOf(site.catalogue, name);
    const { id, version, manifest } = target;
    await assertAdmitted(site, target);
    if (manifest.evaluation.length === 0 && !options.withoutEvaluation)
      throw new CliError(
        `Nothing was changed: ${id} ${version} was never measured (its manifest's evaluation is empty). Measure it with ` +
          'triage models evaluate, or take it as it is with --without-evaluation.',
      );
    const steps = planPromotion(familyOf(site.catalogue, id), plannedVersion(target), options.because);
    if (steps.length === 0) return print([`${id} ${version} is promoted already. Nothing was changed.`]);
    await carryOut(site, steps);
    print([...describeSteps(steps), ...describeDependants(site.catalogue, target), whenSeen]);
  });
}
