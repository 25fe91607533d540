import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { texts } from '../../language/language';
import type { Point } from '../placing/geometry';
import { sceneAt, type ViewerFacts, type ViewerState } from '../viewerState';
import { drawScene } from './paint';

/** CSS pixels. */
const side = 220;
const factor = 2.5;

interface MagnifierProps {
  readonly slide: HTMLCanvasElement;
  /** Changes when the slide was painted anew. */
  readonly painted: unknown;
  readonly state: ViewerState;
  readonly facts: ViewerFacts;
}

/** A part of the picture, larger, under the pointer; in the middle of the picture until the pointer comes. */
export function Magnifier({ slide, painted, state, facts }: MagnifierProps) {
  const glass = useRef<HTMLCanvasElement>(null);
  const [at, setAt] = useState<Point>();
  const { size, density } = facts;
  useEffect(() => {
    const stage = glass.current?.parentElement;
    const move = (event: PointerEvent) => {
      const { left, top } = (event.currentTarget as Element).getBoundingClientRect();
      setAt({ x: event.clientX - left, y: event.clientY - top });
    };
    stage?.addEventListener('pointermove', move);
    return () => stage?.removeEventListener('pointermove', move);
  }, []);
  const { x, y } = at ?? { x: size.width / density / 2, y: size.height / density / 2 };
  useLayoutEffect(() => {
    const element = glass.current;
    if (element === null) return;
    const scene = sceneAt(state, facts, { x, y }, factor, Math.round(side * density));
    drawScene(element, { slide, ...scene });
  }, [slide, painted, state, facts, x, y]);
  const pixels = Math.round(side * density);
  return (
    <canvas
      ref={glass}
      class="viewer-magnifier"
      width={pixels}
      height={pixels}
      role="img"
      aria-label={texts.viewer.magnified}
      // The policy of the pages allows no style in markup, but one that a script sets.
      style={{ left: `${x - side / 2}px`, top: `${y - side / 2}px` }}
    />
  );
}
