import { displayPicture } from '../../../imaging/displayPicture';
import { encodeGreyPng } from '../../../imaging/encodeGreyPng';
import { openImage, writeResult } from '../../files/openImage';
import { assertFrame, assertPicture } from './decode';

interface RenderOptions {
  readonly png: string;
  readonly frame?: number;
}

/** `triage render`: the picture as a person would see it. */
export async function render(file: string, { png, frame = 1 }: RenderOptions): Promise<void> {
  const { description, pixels } = await openImage(file);
  assertPicture(description);
  assertFrame(description, frame);
  await writeResult(png, await encodeGreyPng(displayPicture(description, pixels, frame - 1)));
}
