import type { ImageView } from '../../../domain/image/imageView';

/** A picture with more pixels takes so long that something is shown meanwhile. */
const largePixels = 4_000_000;

/**
 * Whether the preview stands for a frame until that is loaded. It is of the first frame, and must not be taken for
 * another one.
 *
 * @param view undefined as long as it is not known
 * @param frame from 0
 */
export function hasPreview(view: Pick<ImageView, 'rows' | 'columns'> | undefined, frame: number): boolean {
  return view !== undefined && frame === 0 && view.rows * view.columns > largePixels;
}
