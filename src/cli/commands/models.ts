import type { Command } from 'commander';
import { addCardCommand } from './models/card';
import { addCheckCommand } from './models/check';
import { addEvaluateCommand } from './models/evaluate';

/** `triage models …`: what the site's models are, and what each may do. One file in models/ for each command. */
export function addModelsCommand(program: Command): void {
  const models = program.command('models').description("look after the site's models");
  addCheckCommand(models);
  addEvaluateCommand(models);
  addCardCommand(models);
}
