import type { ImageView } from '../../domain/image/imageView';
import { type LoadedFrame, loadFrame, loadView } from './frames';
import { Kept } from './kept';

/** Eight radiographs of 16 MB, in the memory of the page only. */
const maxBytes = 128 * 2 ** 20;
const maxViews = 1000;

const views = new Kept<ImageView>(maxViews, () => 1);
const frames = new Kept<LoadedFrame>(maxBytes, ({ samples }) => samples.byteLength);

const frameKey = (imageId: string, frame: number) => `${imageId}/${frame}`;

/** @throws LoadFailure */
export function viewOf(imageId: string, signal: AbortSignal): Promise<ImageView> {
  return views.get(imageId, () => loadView(imageId, signal));
}

/**
 * @param frame from 0
 * @throws LoadFailure
 * @throws RangeError if the answer was truncated
 */
export function frameOf(view: ImageView, frame: number, signal: AbortSignal): Promise<LoadedFrame> {
  return frames.get(frameKey(view.imageId, frame), () => loadFrame(view, frame, signal));
}

/** Loads the first frame of a picture that will be shown next. */
export async function loadAhead(imageId: string): Promise<void> {
  const { signal } = new AbortController();
  const view = await views.ahead(imageId, () => loadView(imageId, signal));
  if (view !== undefined && view.frames > 0)
    await frames.ahead(frameKey(imageId, 0), () => loadFrame(view, 0, signal));
}
