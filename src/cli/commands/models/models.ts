import type { Command } from 'commander';
import { addAddCommand } from './add';
import { addCardCommand } from './card';
import { addCheckCommand } from './check';
import { addDraftCommand } from './draft';
import { addEvaluateCommand } from './evaluate';
import { addListCommand } from './list';
import { addPromoteCommand } from './promote';
import { addRetireCommand } from './retire';
import { addRollbackCommand } from './rollback';
import { addShadowCommand } from './shadow';

/** `triage models …`: what the site's models are, and what each may do. One file in models/ for each command. */
export function addModelsCommand(program: Command): void {
  const models = program.command('models').description("look after the site's models");
  addDraftCommand(models);
  addCheckCommand(models);
  addEvaluateCommand(models);
  addCardCommand(models);
  addListCommand(models);
  addAddCommand(models);
  addPromoteCommand(models);
  addRollbackCommand(models);
  addShadowCommand(models);
  addRetireCommand(models);
}
