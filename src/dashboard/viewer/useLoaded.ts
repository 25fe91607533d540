import { useEffect, useState } from 'preact/hooks';
import type { ImageView } from '../../domain/image/imageView';
import { type LoadedFrame, loadHeatMap } from './frames';
import { frameOf, loadAhead, viewOf } from './keptFrames';
import { wordsOf } from './load';

/** What comes from the server, or the words for why it did not. */
export interface Loaded<T> {
  readonly value?: T | undefined;
  readonly failure?: string | undefined;
  /** Something is on its way. */
  readonly isLoading: boolean;
  readonly retry: () => void;
  /** It will not be otherwise however often one tries. */
  readonly isFinal?: boolean | undefined;
}

/**
 * Loads something, and again whenever what it depends on changes. Until then the value before stays.
 * @param work undefined where there is nothing to load
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

/** The frame that is asked for; while it comes, the one before. */
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

/** While somebody looks at a picture, the next one is loaded. @param isReady the picture is there: it comes first */
export function useAhead(next: string | undefined, isReady: boolean): void {
  useEffect(() => {
    if (isReady && next !== undefined) void loadAhead(next);
  }, [next, isReady]);
}

/** @param heatMap undefined where none is shown */
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
