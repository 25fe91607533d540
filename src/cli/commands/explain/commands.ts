import type { Command } from 'commander';
import { lazily } from '../../terminal/lazily';

/** `triage explain`: why a file is read, analysed and ranked as it is. */
export function addExplainCommand(program: Command): void {
  program
    .command('explain')
    .description(
      'say why a file would become what it becomes: what is read, noted, refused and shown to models',
    )
    .argument('<file>', 'a DICOM file, a picture, or a ZIP export, of which each image is explained')
    .option('--out <dir>', 'write here, as PNG, what each model was shown of the picture')
    .option('--models <dir>', "the folder of the models (default: TRIAGE_MODELS, or the app's own)")
    .option('--json', 'one line of JSON for each image on standard output, and nothing else')
    .addHelpText(
      'after',
      '\nNothing is stored, and nobody is named: a PNG shows what the file shows, with any writing in the picture.\n' +
        'The policy is that of TRIAGE_POLICY, or the one that comes with the app.\n\n' +
        'Exit status: 0 if every image was read, 1 if one would be quarantined, 2 for wrong usage.',
    )
    .action(lazily(async () => (await import('./explain.ts')).explainCommand));
}
