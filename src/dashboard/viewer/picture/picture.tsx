import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useState } from 'preact/hooks';
import { texts, words } from '../../language/language';
import type { LoadedFrame } from '../loading/loadedFrame';
import { windowText } from '../overlay/overlayTexts';
import { destination, fit, type Size } from '../placing/geometry';
import { orientationWords } from '../placing/orientation';
import type { ViewedImage } from '../viewerProps';
import { sceneNow, shownNow, type ViewerFacts, type ViewerState } from '../viewerState';
import { levelsOf } from '../window/voiChoice';
import { Magnifier } from './magnifier';
import { createSlide, drawScene } from './paint';

interface Preview {
  readonly bitmap: ImageBitmap;
  /** Of the canvas, in device pixels. */
  readonly size: Size;
}

interface PictureProps {
  readonly canvas: RefObject<HTMLCanvasElement | null>;
  readonly loaded: LoadedFrame | undefined;
  /** Shown until the frame is loaded. */
  readonly preview: Preview | undefined;
  readonly facts: ViewerFacts | undefined;
  readonly state: ViewerState;
  readonly heatMap: ImageBitmap | undefined;
  readonly image: ViewedImage;
}

/** The canvas. It holds only the picture; everything else on screen is laid over it. */
export function Picture({ canvas, loaded, preview, facts, state, heatMap, image }: PictureProps) {
  const { columns, rows } = loaded?.view ?? {};
  const slide = useMemo(() => (columns && rows ? createSlide(columns, rows) : undefined), [columns, rows]);
  const shown = facts && shownNow(state, facts);
  const levels = useMemo(
    () => loaded && shown && levelsOf(loaded.grey, loaded.frame, shown, state.negative),
    [loaded, shown, state.negative],
  );
  // Painting all pixels is the slowest step, so it is done only when their grey levels changed.
  const painted = useMemo(() => {
    if (loaded && levels) slide?.paint(loaded.samples, levels);
    return {};
  }, [slide, loaded, levels]);
  const scene = facts && sceneNow(state, facts);
  const place = scene?.destination;

  useLayoutEffect(() => {
    const element = canvas.current;
    if (element === null || facts === undefined || slide === undefined || place === undefined) return;
    resize(element, facts.size);
    const heat = heatMap && { bitmap: heatMap, opacity: state.heatOpacity };
    drawScene(element, { slide: slide.canvas, destination: place, way: scene?.way, heatMap: heat });
  }, [
    slide,
    painted,
    place?.x,
    place?.y,
    place?.width,
    place?.height,
    state.orientation,
    facts?.size.width,
    facts?.size.height,
    heatMap,
    state.heatOpacity,
  ]);

  useLayoutEffect(() => {
    const element = canvas.current;
    if (element === null || loaded !== undefined) return;
    if (preview === undefined) {
      resize(element, { width: 0, height: 0 });
      return;
    }
    const { bitmap, size } = preview;
    const matrix = { rows: bitmap.height, columns: bitmap.width, aspect: 1 };
    resize(element, size);
    drawScene(element, { slide: bitmap, destination: destination(fit(matrix, size), matrix, size) });
  }, [preview?.bitmap, preview?.size.width, preview?.size.height, loaded]);

  const name = [image.view ?? loaded?.view.view, image.laterality ?? loaded?.view.laterality].filter(Boolean);
  return (
    <>
      <canvas
        ref={canvas}
        class="viewer-canvas"
        tabIndex={0}
        role="img"
        aria-label={[texts.viewer.canvas, ...name].join(words.listSeparator)}
      />
      {state.magnifier && facts && slide && (
        <Magnifier slide={slide.canvas} painted={painted} state={state} facts={facts} />
      )}
      <Spoken text={shown === undefined ? '' : spoken(windowText(shown), state)} />
    </>
  );
}

/** Setting a size clears a canvas, even if the size is unchanged. */
function resize(element: HTMLCanvasElement, { width, height }: Size): void {
  if (element.width !== width) element.width = width;
  if (element.height !== height) element.height = height;
}

function spoken(window: string, { negative, orientation, heatMap }: ViewerState): string {
  return [
    window,
    negative ? texts.viewer.overlay.inverted : '',
    orientationWords(orientation),
    heatMap ? texts.viewer.overlay.heatMapOn : '',
  ]
    .filter(Boolean)
    .join(words.listSeparator);
}

/** What a screen reader says about a change, once it has settled. */
function Spoken({ text }: { readonly text: string }) {
  const [rested, setRested] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), 700);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <p class="viewer-spoken" role="status">
      {rested}
    </p>
  );
}
