import { displayPicture } from '../../../imaging/displayPicture';
import { encodeGreyPng } from '../../../imaging/encodeGreyPng';
import { openImage, writeResult } from '../../files/openImage';
import { CliError } from '../../terminal/errors';
import { assertFrame } from './decode';

interface RenderOptions {
  readonly png: string;
  readonly frame?: number;
}

/** `triage render`: the picture as a person would see it. */
export async function render(file: string, { png, frame = 1 }: RenderOptions): Promise<void> {
  const { description, pixels } = await openImage(file);
  if (description.frames === 0) throw new CliError('no-pixel-data: The DICOM object has no pixels.');
  assertFrame(description, frame);
  await writeResult(png, await encodeGreyPng(displayPicture(description, pixels, frame - 1)));
}
