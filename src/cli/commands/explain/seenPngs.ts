import { encodeSeenPng } from '../../../imaging/encoding/encodeSeenPng';
import { sizeOf, squareSize } from '../../../imaging/picture';
import type { ExplainedImage } from './explainImage';

/** A picture of what a model was shown, and where it was written. */
export interface SeenPng {
  /** `id@version`. */
  readonly model: string;
  readonly file: string;
}

/** What each model was shown of an image, drawn. A model that abstained was shown nothing. */
export async function seenPngs({ image, looks, preview }: ExplainedImage) {
  const drawn: { model: string; png: Uint8Array }[] = [];
  if (preview === undefined) return drawn;
  const size = squareSize(sizeOf(image));
  for (const { analysis, seen } of looks) {
    if (seen === undefined) continue;
    const model = `${analysis.model.id}@${analysis.model.version}`;
    drawn.push({ model, png: await encodeSeenPng(preview, size, seen) });
  }
  return drawn;
}
