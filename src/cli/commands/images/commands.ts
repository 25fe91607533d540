import { type Command, InvalidArgumentError } from 'commander';
import { lazily } from '../../terminal/lazily';
import { dataOption } from '../../terminal/options';

const imageFile = 'an image: a DICOM file or a picture';

/** `triage decode`: what an image file holds, and its stored values. */
export function addDecodeCommand(program: Command): void {
  program
    .command('decode')
    .description("decode an image file: what its pixels are, and with --raw the pixels' stored values")
    .argument('<file>', imageFile)
    .option('--frame <n>', 'one frame only, the first is 1 (default: all)', parseFrame)
    .option('--raw <out>', 'write the values here: little endian, allocated width, samples interleaved')
    .option('--json', 'describe the image as one JSON object')
    .action(lazily(async () => (await import('./decode.ts')).decode));
}

/** `triage render`: the picture as a person would see it. */
export function addRenderCommand(program: Command): void {
  program
    .command('render')
    .description('write the display picture of an image file: full size, 8 bit grey, first window')
    .argument('<file>', imageFile)
    .requiredOption('--png <out>', 'the PNG file to write')
    .option('--frame <n>', 'which frame, the first is 1 (default: 1)', parseFrame)
    .action(lazily(async () => (await import('./render.ts')).render));
}

/** `triage deidentify`: DICOM files without anything that identifies the patient. */
export function addDeidentifyCommand(program: Command): void {
  program
    .command('deidentify')
    .description('write de-identified copies of DICOM files (PS3.15, Basic Profile)')
    .argument('<file|folder...>', 'DICOM files; folders with everything below them')
    .requiredOption('--out <dir>', 'folder for the new files, which are named by a hash of their content')
    .option('--shift-dates', "shift each patient's dates by its own number of days, instead of removing them")
    .option('--keep-characteristics', 'keep age (90 for all over 89), sex, size and weight')
    .addOption(dataOption('none; the key is TRIAGE_SITE_KEY, or one for this run alone'))
    .addHelpText(
      'after',
      '\nUIDs are replaced under the key of the site: the same key gives the same UIDs. Writing in the picture itself is not\nremoved; files that are likely to have some come with a warning. The files that are read stay as they are.',
    )
    .action(lazily(async () => (await import('./deidentify.ts')).deidentify));
}

/** A frame number from the command line, counted from 1. */
function parseFrame(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Frames are counted from 1.');
}
