import type { Command } from 'commander';
import { planPromotion } from '../../../domain/models/standingPlan';
import { CliError } from '../../terminal/errors';
import { familyOf } from './support/modelSite';
import { describeDependants } from './support/outcome';
import { addStandingChange, type ChangeOptions } from './support/standingCommand';
import { assertAdmitted, plannedVersion, targetOf } from './support/target';

interface PromoteOptions extends ChangeOptions {
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
  addStandingChange<PromoteOptions>(command, (name) => async (site, { because, withoutEvaluation }) => {
    const target = targetOf(site.catalogue, name);
    const { id, version, manifest } = target;
    await assertAdmitted(site, target);
    if (manifest.evaluation.length === 0 && !withoutEvaluation)
      throw new CliError(
        `Nothing was changed: ${id} ${version} was never measured (its manifest's evaluation is empty). Measure it with ` +
          'triage models evaluate, or take it as it is with --without-evaluation.',
      );
    return {
      steps: planPromotion(familyOf(site.catalogue, id), plannedVersion(target), because),
      already: `${id} ${version} is promoted already.`,
      consequences: describeDependants(site.catalogue, target),
    };
  });
}
