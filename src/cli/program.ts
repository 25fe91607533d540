import { Command } from 'commander';
import { addAuditCommand } from './commands/audit/audit';
import { addClassifyCommand } from './commands/classify';
import { addDecodeCommand } from './commands/decode';
import { addDeidentifyCommand } from './commands/deidentify';
import { addDemoCommand } from './commands/demo';
import { addEraseCommand } from './commands/erase';
import { addIdentityCommand } from './commands/identity';
import { addLocalCommand } from './commands/local';
import { addModelsCommand } from './commands/models';
import { addRenderCommand } from './commands/render';
import { addRunCommand } from './commands/run';
import { addUploadCommand } from './commands/upload';
import { addWorklistCommand } from './commands/worklist';
import { packageVersion } from './packageVersion';

/** All commands of `triage`. Parsing throws CommanderError where it would have ended the process. */
export function createProgram(): Command {
  const program = new Command('triage')
    .description('Orders medical images by how urgently somebody should look at them. It does not diagnose.')
    .version(packageVersion())
    .showHelpAfterError('(triage --help shows the commands, triage COMMAND --help the options.)')
    .exitOverride();
  addDemoCommand(program);
  addRunCommand(program);
  addLocalCommand(program);
  addUploadCommand(program);
  addWorklistCommand(program);
  addAuditCommand(program);
  addIdentityCommand(program);
  addEraseCommand(program);
  addModelsCommand(program);
  addClassifyCommand(program);
  addDecodeCommand(program);
  addRenderCommand(program);
  addDeidentifyCommand(program);
  return program;
}
