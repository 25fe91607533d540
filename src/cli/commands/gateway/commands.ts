import type { Command } from 'commander';
import { texts } from '../../language/declared';
import { lazily } from '../../terminal/lazily';

/** `triage gateway`: takes images from a PACS by DICOM until Ctrl-C. */
export function addGatewayCommand(program: Command): void {
  program
    .command('gateway')
    .description(texts.help.gateway.gateway.description)
    .requiredOption('--config <file>', texts.help.gateway.gateway.config)
    .option('--check', texts.help.gateway.gateway.check)
    .action(lazily(async () => (await import('./gateway.ts')).gateway));
}
