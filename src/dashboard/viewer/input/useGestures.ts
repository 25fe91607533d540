import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Point } from '../placing/geometry';
import type { ViewerAction } from '../viewerState';

/** Two fingers: the point midway between them, and their distance. */
interface Pinch {
  readonly middle: Point;
  readonly distance: number;
}

/**
 * Mouse and touch on the picture: a drag changes brightness and contrast; with the space bar, the middle
 * button or two fingers it moves the picture; a pinch zooms. The wheel goes through slices and frames, and zooms
 * where there are none; with Shift it does the other.
 */
export function useGestures(
  canvas: RefObject<HTMLCanvasElement | null>,
  change: (change: ViewerAction) => void,
): void {
  const latest = useRef(change);
  latest.current = change;
  useEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    const gone = new AbortController();
    listen(element, (one) => latest.current(one), gone.signal);
    return () => gone.abort();
  }, []);
}

function listen(
  canvas: HTMLCanvasElement,
  change: (change: ViewerAction) => void,
  signal: AbortSignal,
): void {
  const pointers = new Map<number, Point>();
  const space = holdSpace(canvas, signal);
  let isPan = false;

  const begin = (event: PointerEvent) => {
    if (event.pointerType === 'mouse' && event.button > 1) return;
    isPan = event.button === 1 || space.isHeld();
    if (event.button === 1) event.preventDefault();
    pointers.set(event.pointerId, placeOf(canvas, event));
    canvas.setPointerCapture(event.pointerId);
  };
  const move = (event: PointerEvent) => {
    const from = pointers.get(event.pointerId);
    if (from === undefined) return;
    const before = pinchOf(pointers);
    const to = placeOf(canvas, event);
    pointers.set(event.pointerId, to);
    const after = pinchOf(pointers);
    if (before !== undefined && after !== undefined) {
      change({
        kind: 'pan',
        right: after.middle.x - before.middle.x,
        down: after.middle.y - before.middle.y,
      });
      change({ kind: 'zoom', factor: after.distance / before.distance, at: after.middle });
    } else change({ kind: isPan ? 'pan' : 'window', right: to.x - from.x, down: to.y - from.y });
  };
  const end = (event: PointerEvent) => {
    pointers.delete(event.pointerId);
  };
  canvas.addEventListener('pointerdown', begin, { signal });
  canvas.addEventListener('pointermove', move, { signal });
  for (const name of ['pointerup', 'pointercancel'] as const) canvas.addEventListener(name, end, { signal });
  canvas.addEventListener('wheel', (event) => turn(canvas, event, change), { signal, passive: false });
}

function turn(canvas: HTMLCanvasElement, event: WheelEvent, change: (change: ViewerAction) => void): void {
  event.preventDefault();
  // Some browsers turn the wheel sideways while Shift is held.
  const turned = event.deltaY || event.deltaX;
  if (turned === 0) return;
  const pixels = pixelsOf(event, turned);
  change({ kind: 'turn', pixels, at: placeOf(canvas, event), isOther: event.shiftKey });
}

/** Wheels count in pixels, lines or pages. */
function pixelsOf({ deltaMode }: WheelEvent, turned: number): number {
  const pixels = deltaMode === WheelEvent.DOM_DELTA_PIXEL ? turned : turned * 33;
  return Math.max(-400, Math.min(400, pixels));
}

function placeOf(canvas: HTMLCanvasElement, { clientX, clientY }: MouseEvent): Point {
  const { left, top } = canvas.getBoundingClientRect();
  return { x: clientX - left, y: clientY - top };
}

function pinchOf(pointers: ReadonlyMap<number, Point>): Pinch | undefined {
  const [one, other] = [...pointers.values()];
  if (one === undefined || other === undefined) return undefined;
  return {
    middle: { x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 },
    distance: Math.max(1, Math.hypot(one.x - other.x, one.y - other.y)),
  };
}

/** The space bar, while the focus is on the picture or nowhere: on a button it presses the button. */
function holdSpace(canvas: HTMLCanvasElement, signal: AbortSignal): { readonly isHeld: () => boolean } {
  let held = false;
  const set = (to: boolean) => {
    held = to;
    canvas.classList.toggle('viewer-grab', to);
  };
  const isOurs = ({ key, target }: KeyboardEvent) =>
    key === ' ' && (target === canvas || (target === document.body && canvas.matches(':hover')));
  document.addEventListener(
    'keydown',
    (event) => {
      if (!isOurs(event)) return;
      event.preventDefault();
      set(true);
    },
    { signal },
  );
  document.addEventListener('keyup', ({ key }) => key === ' ' && set(false), { signal });
  window.addEventListener('blur', () => set(false), { signal });
  return { isHeld: () => held };
}
