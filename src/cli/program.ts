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
import { texts } from './language/declared';
import { packageVersion } from './site/packageVersion';

/** All commands of `triage`. Parsing throws CommanderError instead of ending the process. */
export function createProgram(): Command {
  const program = new Command('triage')
    .description(texts.program.description)
    .version(packageVersion(), '-V, --version', texts.program.version)
    .helpOption('-h, --help', texts.program.help)
    .helpCommand('help [command]', texts.program.help)
    .showHelpAfterError(texts.program.helpAfterError)
    .configureHelp({ styleTitle: titleText })
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

/** Commander knows its own titles in English only. */
function titleText(title: string): string {
  const { titles } = texts.program;
  const name = title.toLowerCase().replace(':', '');
  return Object.hasOwn(titles, name) ? titles[name as keyof typeof titles] : title;
}
