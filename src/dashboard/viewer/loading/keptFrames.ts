import type { ImageView } from '../../../domain/image/imageView';
import { loadFrame, loadView } from './frames';
import { Kept } from './kept';
import type { LoadedFrame } from './loadedFrame';
import { Turns } from './turns';

/** Eight radiographs of 16 MB, in the memory of the page only. */
const maxBytes = 128 * 2 ** 20;
const maxViews = 1000;

const views = new Kept<ImageView>(maxViews, () => 1);
const frames = new Kept<LoadedFrame>(maxBytes, ({ samples }) => samples.byteLength);

/**
 * Whoever turns a wheel passes by many frames, and a server that decodes each would be behind for long. So those of
 * an image of several are loaded one after the other; one that was begun is finished, and kept.
 */
const turns = new Turns();

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
  return frames.get(frameKey(view.imageId, frame), () => load(view, frame, signal));
}

function load(view: ImageView, frame: number, signal: AbortSignal): Promise<LoadedFrame> {
  const { signal: never } = new AbortController();
  return view.frames === 1
    ? loadFrame(view, frame, signal)
    : turns.take(signal, () => loadFrame(view, frame, never));
}

/** Loads a frame that will be shown next. */
export async function loadAhead({ imageId, frame }: { imageId: string; frame: number }): Promise<void> {
  const { signal } = new AbortController();
  const view = await views.ahead(imageId, () => loadView(imageId, signal));
  if (view !== undefined && frame >= 0 && frame < view.frames)
    await frames.ahead(frameKey(imageId, frame), () => load(view, frame, signal));
}
