import { Command } from 'commander';
import { addAccountCommand } from './commands/account/commands';
import { addAuditCommand } from './commands/audit/commands';
import { addClassifyCommand } from './commands/classify/commands';
import { addExplainCommand } from './commands/explain/commands';
import { addDismissCommand, addFindCommand, addStatusCommand } from './commands/files/commands';
import { addGatewayCommand } from './commands/gateway/commands';
import { addDecodeCommand, addDeidentifyCommand, addRenderCommand } from './commands/images/commands';
import { addModelsCommand } from './commands/models/commands';
import { addOutputsCommand } from './commands/outputs/commands';
import { addRunCommand } from './commands/run/commands';
import { addSimulateCommand } from './commands/simulate/commands';
import {
  addDemoCommand,
  addLocalCommand,
  addUploadCommand,
  addWorklistCommand,
} from './commands/site/commands';
import {
  addEraseCommand,
  addExportCommand,
  addIdentityCommand,
  addRetryCommand,
} from './commands/study/commands';
import { packageVersion } from './site/packageVersion';

/** All commands of `triage`. Parsing throws CommanderError instead of ending the process. */
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
  addGatewayCommand(program);
  addAccountCommand(program);
  addStatusCommand(program);
  addFindCommand(program);
  addAuditCommand(program);
  addIdentityCommand(program);
  addExportCommand(program);
  addOutputsCommand(program);
  addRetryCommand(program);
  addDismissCommand(program);
  addEraseCommand(program);
  addModelsCommand(program);
  addSimulateCommand(program);
  addClassifyCommand(program);
  addExplainCommand(program);
  addDecodeCommand(program);
  addRenderCommand(program);
  addDeidentifyCommand(program);
  return program;
}
