import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { texts, words } from '../../language/language';
import type { LoadedFrame } from '../loading/loadedFrame';
import type { Point } from '../placing/geometry';
import type { ViewerAction, ViewerFacts, ViewerState } from '../viewerState';
import { pictureToView, viewToPicture } from '../viewerState';
import { type Held, heldAt, lastPoint, withMoved, withoutUnfinished, withPoint } from './drawing';
import { MarkShape } from './markShape';
import { isComplete, type Mark, markTexts, type Tool } from './marks';

interface MarkLayerProps {
  readonly marks: readonly Mark[];
  readonly setMarks: (marks: readonly Mark[]) => void;
  readonly loaded: LoadedFrame;
  readonly facts: ViewerFacts;
  readonly state: ViewerState;
  readonly act: (action: ViewerAction) => void;
}

/** In CSS pixels: how near a point has to be to be taken hold of, and how far a drag is no click. */
const reach = 10;
const dragged = 3;
const keySteps = { usual: 10, fine: 1 };

const arrows: Readonly<Record<string, readonly [right: number, down: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/**
 * What was measured, over the picture. With a tool it takes mouse and keys: a press or Enter places a point, a drag
 * places two, and points that were placed can be dragged.
 */
export function MarkLayer({ marks, setMarks, loaded, facts, state, act }: MarkLayerProps) {
  const { tool } = state;
  const layer = useRef<SVGSVGElement>(null);
  const drag = useRef<{ held: Held; from: Point; isNew: boolean } | undefined>(undefined);
  const [cursor, setCursor] = useState<Point>();
  // Before the next key comes.
  useLayoutEffect(() => {
    if (tool !== undefined) layer.current?.focus({ preventScroll: true });
    else if (document.activeElement === layer.current) layer.current?.blur();
    setCursor(undefined);
  }, [tool]);
  const toPicture = (at: Point) => viewToPicture(state, facts, at);
  const toView = (at: Point) => pictureToView(state, facts, at);

  const placeAt = (with_: Tool, at: Point) => {
    const next = withPoint(marks, with_, toPicture(at));
    setMarks(next);
    return next;
  };
  const begin = (event: PointerEvent) => {
    if (tool === undefined || event.button !== 0) return;
    event.preventDefault();
    layer.current?.setPointerCapture(event.pointerId);
    const from = placeOf(event);
    const near = heldAt(marks, reach, (point) => distance(toView(point), from));
    const held = near ?? lastPoint(placeAt(tool, from));
    drag.current = { held, from, isNew: near === undefined };
  };
  const move = (event: PointerEvent) => {
    const at = placeOf(event);
    if (tool !== undefined) setCursor(at);
    const now = drag.current;
    if (tool === undefined || now === undefined) return;
    const mark = marks[now.held.mark];
    if (now.isNew && mark !== undefined && !isComplete(mark)) {
      if (distance(now.from, at) > dragged)
        drag.current = { ...now, held: lastPoint(placeAt(tool, at)), isNew: false };
    } else setMarks(withMoved(marks, now.held, toPicture(at)));
  };
  const end = () => {
    drag.current = undefined;
  };
  const press = (event: KeyboardEvent) => {
    const step = arrows[event.key];
    const { width, height } = facts.size;
    const middle = { x: width / facts.density / 2, y: height / facts.density / 2 };
    if (tool === undefined) return;
    if (step !== undefined) {
      const by = event.shiftKey ? keySteps.fine : keySteps.usual;
      const { x, y } = cursor ?? middle;
      setCursor({ x: x + by * step[0], y: y + by * step[1] });
    } else if (event.key === 'Enter') placeAt(tool, cursor ?? middle);
    else if (event.key === 'Backspace' || event.key === 'Delete') setMarks(marks.slice(0, -1));
    else if (event.key === 'Escape') {
      setMarks(withoutUnfinished(marks));
      act({ kind: 'tool', tool });
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const room = { width: facts.size.width / facts.density, height: facts.size.height / facts.density };
  const last = marks.at(-1);
  const isDrawing = tool !== undefined && last !== undefined && !isComplete(last) && last.tool === tool;
  const shown = isDrawing && cursor !== undefined ? withPoint(marks, tool, toPicture(cursor)) : marks;
  const said = last === undefined ? '' : markTexts(last, loaded, facts.matrix).join(words.listSeparator);
  return (
    <>
      <svg
        ref={layer}
        class={tool === undefined ? 'viewer-marks' : 'viewer-marks viewer-drawing'}
        // Attributes of SVG are written as they are.
        tabindex={tool === undefined ? -1 : 0}
        role={tool === undefined ? 'img' : 'application'}
        aria-label={
          tool === undefined ? texts.viewer.measuring.measurements(marks.length) : drawingHelp(tool)
        }
        aria-hidden={tool === undefined && marks.length === 0}
        onPointerDown={begin}
        onPointerMove={move}
        onPointerUp={end}
        onPointerCancel={end}
        onKeyDown={press}
        onWheel={(event) => {
          event.preventDefault();
          act({ kind: 'turn', pixels: event.deltaY, at: placeOf(event), isOther: event.shiftKey });
        }}
      >
        {shown.map((mark, index) => (
          <MarkShape
            key={index}
            mark={mark}
            points={mark.points.map(toView)}
            texts={markTexts(mark, loaded, facts.matrix)}
            room={room}
          />
        ))}
        {tool !== undefined && cursor !== undefined && (
          <path class="viewer-cursor" d={`M${cursor.x - 8} ${cursor.y}h16M${cursor.x} ${cursor.y - 8}v16`} />
        )}
      </svg>
      <p class="viewer-spoken" role="status">
        {said}
      </p>
    </>
  );
}

function drawingHelp(tool: Tool): string {
  return texts.viewer.measuring.help(texts.viewer.tools[tool]);
}

function placeOf(event: MouseEvent): Point {
  const { left, top } = (event.currentTarget as Element).getBoundingClientRect();
  return { x: event.clientX - left, y: event.clientY - top };
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
