import { useEffect, useState } from 'preact/hooks';
import type { ImageView } from '../../domain/image/imageView';
import { type LoadedFrame, loadHeatMap } from './frames';
import { frameOf, loadAhead, viewOf } from './keptFrames';
import { wordsOf } from './load';

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

/** The requested frame; while it loads, the previous one. */
export function useFrame(imageId: string, frame: number): Loaded<LoadedFrame> {
  const view = useLoaded<ImageView>((signal) => viewOf(imageId, signal), [imageId]);
  const known = view.value;
  const hasPicture = known !== undefined && known.frames > 0;
  const loaded = useLoaded(hasPicture ? (signal) => frameOf(known, frame, signal) : undefined, [
    known,
    frame,
  ]);
  if (view.failure !== undefined || view.isLoading) return { ...view, value: undefined };
  if (known !== undefined && !hasPicture)
    return { ...view, value: undefined, isFinal: true, failure: known.flat?.words ?? 'There is no picture.' };
  return loaded;
}

/**
 * While somebody looks at a picture, the next one is loaded.
 *
 * @param isReady the current picture is loaded: it comes first
 */
export function useAhead(next: string | undefined, isReady: boolean): void {
  useEffect(() => {
    if (isReady && next !== undefined) void loadAhead(next);
  }, [next, isReady]);
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
