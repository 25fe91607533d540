import { Command } from 'commander';
import { addAuditCommand } from './commands/audit/audit';
import { addClassifyCommand } from './commands/classify/classify';
import { addDecodeCommand } from './commands/images/decode';
import { addDeidentifyCommand } from './commands/images/deidentify';
import { addRenderCommand } from './commands/images/render';
import { addModelsCommand } from './commands/models/models';
import { addRunCommand } from './commands/run/run';
import { addDemoCommand } from './commands/site/demo';
import { addLocalCommand } from './commands/site/local';
import { addUploadCommand } from './commands/site/upload';
import { addWorklistCommand } from './commands/site/worklist';
import { addEraseCommand } from './commands/study/erase';
import { addIdentityCommand } from './commands/study/identity';
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
