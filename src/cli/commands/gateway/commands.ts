import type { Command } from 'commander';
import { lazily } from '../../terminal/lazily';

/** `triage gateway`: takes images from a PACS by DICOM until Ctrl-C. */
export function addGatewayCommand(program: Command): void {
  program
    .command('gateway')
    .description('take images by DICOM (C-STORE) and send them to the storage account, until Ctrl-C')
    .requiredOption('--config <file>', 'the configuration, as docs/gateway.md describes it')
    .option('--check', 'only check the configuration and whether the storage answers')
    .action(lazily(async () => (await import('./gateway.ts')).gateway));
}
