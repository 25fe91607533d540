import type { Command } from 'commander';
import { addAddCommand } from './models/add';
import { addCardCommand } from './models/card';
import { addCheckCommand } from './models/check';
import { addDraftCommand } from './models/draft';
import { addEvaluateCommand } from './models/evaluate';
import { addListCommand } from './models/list';
import { addPromoteCommand } from './models/promote';
import { addRetireCommand } from './models/retire';
import { addRollbackCommand } from './models/rollback';
import { addShadowCommand } from './models/shadow';

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
