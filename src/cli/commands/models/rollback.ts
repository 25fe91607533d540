import type { Command } from 'commander';
import { planRollback } from '../../../domain/standingPlan';
import { UsageError } from '../../errors';
import {
  carryOut,
  familyOf,
  type SiteChoice,
  withModelSite,
  withReason,
  withSiteOptions,
} from '../../models/modelSite';
import { describeDependants, describeSteps, print, whenSeen } from '../../models/outcome';
import { assertAdmitted, knownIds, nameOf } from '../../models/target';

/** `triage models rollback`: back to the version that spoke before. */
export function addRollbackCommand(models: Command): void {
  const command = models
    .command('rollback')
    .description(
      'give a model back to the version that was promoted before; the one that speaks now is taken out',
    )
    .argument('<id>', 'the model');
  withSiteOptions(withReason(command)).action(rollback);
}

async function rollback(name: string, options: SiteChoice & { readonly because: string }): Promise<void> {
  const { id, version } = nameOf(name);
  if (version !== undefined)
    throw new UsageError(
      `A model goes back to the version before: triage models rollback ${id}. For another one: promote.`,
    );
  await withModelSite(options, async (site) => {
    const { catalogue } = site;
    if (!catalogue.standings.has(id)) throw new UsageError(`There is no model ${id}. ${knownIds(catalogue)}`);
    const steps = planRollback(familyOf(catalogue, id), id, options.because);
    const [back] = steps;
    const target = catalogue.models.find((one) => one.id === back?.id && one.version === back.version);
    if (target !== undefined) await assertAdmitted(site, target);
    await carryOut(site, steps);
    print([...describeSteps(steps), ...(target ? describeDependants(catalogue, target) : []), whenSeen]);
  });
}
