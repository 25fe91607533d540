import { useEffect, useRef, useState } from 'preact/hooks';
import type { ImageView } from '../../../domain/image/imageView';
import { texts, words } from '../../language/language';
import { loadHeatMap, loadPreview } from './frames';
import { frameOf, loadAhead, viewOf } from './keptFrames';
import { wordsOf } from './load';
import type { LoadedFrame } from './loadedFrame';
import { hasPreview } from './preview';

/** Data from the server, or a message why it is missing. */
export interface Loaded<T> {
  readonly value?: T | undefined;
  readonly failure?: string | undefined;
  /** Something is loading. */
  readonly isLoading: boolean;
  readonly retry: () => void;
  /** Retrying will not help. */
  readonly isFinal?: boolean | undefined;
}

/**
 * Loads something, and again whenever its dependencies change. Until then the previous value stays.
 * @param work undefined if there is nothing to load
 */
export function useLoaded<T>(
  work: ((signal: AbortSignal) => Promise<T>) | undefined,
  dependencies: readonly unknown[],
): Loaded<T> {
  const [tries, setTries] = useState(0);
  const [state, setState] = useState<Omit<Loaded<T>, 'retry'>>({ isLoading: work !== undefined });
  useEffect(() => {
    if (work === undefined) return;
    const gone = new AbortController();
    setState(({ value }) => ({ value, isLoading: true }));
    work(gone.signal).then(
      (value) => {
        if (!gone.signal.aborted) setState({ value, isLoading: false });
      },
      (error) => {
        if (!gone.signal.aborted) setState({ failure: wordsOf(error), isLoading: false });
      },
    );
    return () => gone.abort();
  }, [...dependencies, tries]);
  return { ...state, retry: () => setTries((count) => count + 1) };
}

/** A frame, and what is known of its image before it is there. */
export interface FrameOfView extends Loaded<LoadedFrame> {
  readonly view?: ImageView | undefined;
}

/** Why it cannot be windowed, or has no picture. */
function flatWords({ flat }: ImageView): string | undefined {
  return flat && words.flatReasons[flat.reason];
}

/** The requested frame; while it loads, the previous one, which may be of the slice before. */
export function useFrame(imageId: string, frame: number): FrameOfView {
  const view = useLoaded<ImageView>((signal) => viewOf(imageId, signal), [imageId]);
  const known = view.value?.imageId === imageId ? view.value : undefined;
  const hasPicture = known !== undefined && known.frames > 0;
  const loaded = useLoaded(hasPicture ? (signal) => frameOf(known, frame, signal) : undefined, [
    known,
    frame,
  ]);
  if (view.failure !== undefined) return { ...view, value: undefined };
  if (known === undefined) return { ...loaded, failure: undefined, isLoading: true };
  if (!hasPicture)
    return {
      ...view,
      value: undefined,
      isFinal: true,
      failure: flatWords(known) ?? texts.viewer.failures.none,
    };
  return { ...loaded, view: known };
}

/**
 * A small picture of a frame that has one, until the frame itself is there.
 *
 * @param view undefined as long as it is not known
 */
export function usePreview(
  view: ImageView | undefined,
  frame: number,
  isWanted: boolean,
): ImageBitmap | undefined {
  const large = isWanted && hasPreview(view, frame) ? view : undefined;
  const { value } = useLoaded(large && ((signal: AbortSignal) => loadPreview(large.imageId, signal)), [
    large?.imageId,
  ]);
  return large && value;
}

/**
 * While somebody looks at a frame, the one that comes next is loaded: in the direction of the last step, and
 * after the last frame that of the next image.
 *
 * @param shown undefined as long as the current frame is not loaded: it comes first
 */
export function useAhead(shown: LoadedFrame | undefined, nextImage: string | undefined): void {
  const frame = shown?.frame ?? 0;
  const last = useRef(frame);
  useEffect(() => {
    if (shown === undefined) return;
    const step = frame < last.current ? -1 : 1;
    last.current = frame;
    const { imageId, frames } = shown.view;
    if (frame + step < frames) void loadAhead({ imageId, frame: frame + step });
    else if (nextImage !== undefined) void loadAhead({ imageId: nextImage, frame: 0 });
  }, [shown, nextImage]);
}

/** @param heatMap undefined if none is shown */
export function useHeatMap(
  imageId: string,
  heatMap: { readonly model: string; readonly label: string } | undefined,
): Loaded<ImageBitmap> {
  return useLoaded(heatMap && ((signal: AbortSignal) => loadHeatMap(imageId, heatMap, signal)), [
    imageId,
    heatMap?.model,
    heatMap?.label,
  ]);
}
