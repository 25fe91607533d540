import { type Command, InvalidArgumentError } from 'commander';
import { texts } from '../../language/declared';
import { lazily } from '../../terminal/lazily';
import { dataOption } from '../../terminal/options';

/** `triage decode`: what an image file holds, and its stored values. */
export function addDecodeCommand(program: Command): void {
  program
    .command('decode')
    .description(texts.help.images.decode.description)
    .argument('<file>', texts.help.images.shared.image)
    .option('--frame <n>', texts.help.images.decode.frame, parseFrame)
    .option('--raw <out>', texts.help.images.decode.raw)
    .option('--json', texts.help.images.decode.json)
    .action(lazily(async () => (await import('./decode.ts')).decode));
}

/** `triage render`: the picture as a person would see it. */
export function addRenderCommand(program: Command): void {
  program
    .command('render')
    .description(texts.help.images.render.description)
    .argument('<file>', texts.help.images.shared.image)
    .requiredOption('--png <out>', texts.help.images.render.png)
    .option('--frame <n>', texts.help.images.render.frame, parseFrame)
    .action(lazily(async () => (await import('./render.ts')).render));
}

/** `triage deidentify`: DICOM files without anything that identifies the patient. */
export function addDeidentifyCommand(program: Command): void {
  program
    .command('deidentify')
    .description(texts.help.images.deidentify.description)
    .argument('<file|folder...>', texts.help.images.deidentify.fileFolder)
    .requiredOption('--out <dir>', texts.help.images.deidentify.out)
    .option('--shift-dates', texts.help.images.deidentify.shiftDates)
    .option('--keep-characteristics', texts.help.images.deidentify.keepCharacteristics)
    .addOption(dataOption('runKey'))
    .addHelpText('after', texts.help.images.deidentify.after)
    .action(lazily(async () => (await import('./deidentify.ts')).deidentify));
}

/** A frame number from the command line, counted from 1. */
function parseFrame(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new InvalidArgumentError(texts.options.expected.frame);
}
