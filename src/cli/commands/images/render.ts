import { encodeGreyPng } from '../../../imaging/encoding/encodeGreyPng';
import { displayPicture } from '../../../imaging/transforms/displayPicture';
import { withImage, writeResult } from '../../files/openImage';
import { assertFrame, assertPicture } from './decode';

interface RenderOptions {
  readonly png: string;
  readonly frame?: number;
}

/** `triage render`: the picture as a person would see it. */
export async function render(file: string, { png, frame = 1 }: RenderOptions): Promise<void> {
  const picture = await withImage(file, async (image) => {
    assertPicture(image.description);
    assertFrame(image.description, frame);
    const { description, pixels } = await image.frame(frame - 1);
    return displayPicture(description, pixels);
  });
  await writeResult(png, await encodeGreyPng(picture));
}
