import type { Command } from 'commander';
import { addCheckCommand } from './models/check';

/** `triage models …`: what the site's models are, and what each may do. One file in models/ for each command. */
export function addModelsCommand(program: Command): void {
  const models = program.command('models').description("look after the site's models");
  addCheckCommand(models);
}
