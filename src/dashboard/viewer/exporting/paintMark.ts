import type { Mark } from '../measuring/marks';
import { outlinesOf } from '../measuring/outline';
import { placedLines, type Room } from '../measuring/placedLines';
import type { Point } from '../placing/geometry';
import { type Brush, textStyle } from './paintTexts';

const colour = '#ffe066';

/** One measurement as the screen shows it. @param points in CSS pixels of the view, which is the room */
export function paintMark(
  { context, density }: Brush,
  mark: Mark,
  points: readonly Point[],
  texts: readonly string[],
  room: Room,
): void {
  const placed = points.map(({ x, y }) => ({ x: x * density, y: y * density }));
  context.strokeStyle = colour;
  context.lineWidth = 1.5 * density;
  for (const outline of outlinesOf(mark, placed)) {
    context.beginPath();
    if (outline.kind === 'lines') for (const { x, y } of outline.points) context.lineTo(x, y);
    else {
      const { from, to } = outline;
      const [width, height] = [to.x - from.x, to.y - from.y];
      if (outline.kind === 'rectangle') context.rect(from.x, from.y, width, height);
      else {
        const middle = [(from.x + to.x) / 2, (from.y + to.y) / 2] as const;
        context.ellipse(...middle, Math.abs(width) / 2, Math.abs(height) / 2, 0, 0, 2 * Math.PI);
      }
    }
    context.stroke();
  }
  for (const { x, y } of placed) {
    context.beginPath();
    context.arc(x, y, 3.5 * density, 0, 2 * Math.PI);
    context.stroke();
  }
  const last = points.at(-1);
  if (last !== undefined) paintTexts({ context, density }, placedLines(texts, last, room));
}

function paintTexts({ context, density }: Brush, lines: ReturnType<typeof placedLines>): void {
  context.font = textStyle(density).font;
  context.textAlign = 'left';
  context.textBaseline = 'alphabetic';
  for (const { text, x, y } of lines) {
    const place = [x * density, y * density] as const;
    context.strokeStyle = '#000';
    context.lineWidth = 3 * density;
    context.strokeText(text, ...place);
    context.fillStyle = colour;
    context.fillText(text, ...place);
  }
}
