import type { Command } from 'commander';
import { addExportCommand } from './export';
import { addProveCommand } from './prove';
import { addReplayCommand } from './replay';
import { addRotateCommand } from './rotate';
import { addSealCommand } from './seal';
import { addShowCommand } from './show';
import { addVerifyCommand } from './verify';

/** `triage audit …`: what can be shown with the audit log. */
export function addAuditCommand(program: Command): void {
  const audit = program
    .command('audit')
    .description('verify the audit log, and everything that is shown against it (docs/audit.md)');
  addVerifyCommand(audit);
  addShowCommand(audit);
  addReplayCommand(audit);
  addExportCommand(audit);
  addProveCommand(audit);
  addSealCommand(audit);
  addRotateCommand(audit);
}
