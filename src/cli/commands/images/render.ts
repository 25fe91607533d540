import type { Command } from 'commander';
import { displayPicture } from '../../../imaging/displayPicture';
import { encodeGreyPng } from '../../../imaging/encodeGreyPng';
import { openImage, writeResult } from '../../files/openImage';
import { CliError } from '../../terminal/errors';
import { assertFrame, parseFrame } from './decode';

interface RenderOptions {
  readonly png: string;
  readonly frame?: number;
}

/** `triage render`: the picture as a person would see it. */
export function addRenderCommand(program: Command): void {
  program
    .command('render')
    .description('write the display picture of an image file: full size, 8 bit grey, first window')
    .argument('<file>', 'a DICOM file, a JPEG or a PNG')
    .requiredOption('--png <out>', 'the PNG file to write')
    .option('--frame <n>', 'which frame, the first is 1 (default: 1)', parseFrame)
    .action(render);
}

async function render(file: string, { png, frame = 1 }: RenderOptions): Promise<void> {
  const { description, pixels } = await openImage(file);
  if (description.frames === 0) throw new CliError('no-pixel-data: The DICOM object carries no pixels.');
  assertFrame(description, frame);
  await writeResult(png, await encodeGreyPng(displayPicture(description, pixels, frame - 1)));
}
