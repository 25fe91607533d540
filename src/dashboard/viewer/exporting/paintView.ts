import type { Mark, markTexts } from '../measuring/marks';
import type { OverlayTexts } from '../overlay/overlayTexts';
import type { Point } from '../placing/geometry';
import { paintMark } from './paintMark';
import { type Brush, paintLines, textStyle } from './paintTexts';

/** What stands on the screen; points in CSS pixels of the view. */
export interface PaintedView {
  /** The picture as it is drawn, in device pixels. */
  readonly picture: HTMLCanvasElement;
  /** Device pixels per CSS pixel. */
  readonly density: number;
  readonly texts: OverlayTexts;
  readonly whom: readonly string[];
  readonly marks: readonly {
    readonly mark: Mark;
    readonly points: readonly Point[];
    readonly texts: ReturnType<typeof markTexts>;
  }[];
  /** The corners of what is left without a border, if that is drawn. */
  readonly cut: readonly Point[];
  /** What stands below the picture, line by line: the disclaimer, and what the picture needs to be understood. */
  readonly below: readonly string[];
}

/** The picture with all that is drawn on it, and a band below that nobody can take for part of it. */
export function paintView({
  picture,
  density,
  texts,
  whom,
  marks,
  cut,
  below,
}: PaintedView): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { alpha: false }) as CanvasRenderingContext2D;
  const brush: Brush = { context, density };
  canvas.width = picture.width;
  context.font = textStyle(density).font;
  const lines = below.flatMap((line) =>
    wrapped(context, line, picture.width - 2 * textStyle(density).margin),
  );
  const band = Math.ceil((lines.length + 0.5) * textStyle(density).line);
  canvas.height = picture.height + band;
  context.fillStyle = '#000';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, 0, 0);
  if (cut.length > 0) paintCut(brush, cut);
  const room = { width: picture.width / density, height: picture.height / density };
  for (const { mark, points, texts: said } of marks) paintMark(brush, mark, points, said, room);
  paintOverlay(brush, picture, texts, whom);
  context.fillStyle = '#3a2c00';
  context.fillRect(0, picture.height, canvas.width, band);
  paintLines(brush, lines, { x: 0, y: picture.height, from: 'top', side: 'left' });
  return canvas;
}

function paintOverlay(
  brush: Brush,
  { width, height }: HTMLCanvasElement,
  texts: OverlayTexts,
  whom: readonly string[],
): void {
  const side = texts.side === undefined ? [] : [texts.side];
  paintLines(brush, [...whom, ...texts.topLeft], { x: 0, y: 0, from: 'top', side: 'left' });
  paintLines(brush, [...side, ...texts.topRight], { x: width, y: 0, from: 'top', side: 'right' });
  paintLines(brush, texts.bottomLeft, { x: 0, y: height, from: 'bottom', side: 'left' });
  paintLines(brush, texts.bottomRight, { x: width, y: height, from: 'bottom', side: 'right' });
  const { left, top, right, bottom } = texts.edges;
  const middle = { x: width / 2, y: height / 2 };
  paintLines(brush, [left], { x: 0, y: middle.y, from: 'top', side: 'left' });
  paintLines(brush, [right], { x: width, y: middle.y, from: 'top', side: 'right' });
  paintLines(brush, [top], { x: middle.x, y: 0, from: 'top', side: 'left' });
  paintLines(brush, [bottom], { x: middle.x, y: height, from: 'bottom', side: 'left' });
}

function paintCut({ context, density }: Brush, corners: readonly Point[]): void {
  context.strokeStyle = '#7ab8ff';
  context.lineWidth = 1.5 * density;
  context.setLineDash([6 * density, 4 * density]);
  context.beginPath();
  for (const { x, y } of corners) context.lineTo(x * density, y * density);
  context.closePath();
  context.stroke();
  context.setLineDash([]);
}

/** A line in as many as the width needs. */
function wrapped(context: CanvasRenderingContext2D, line: string, width: number): string[] {
  const lines = [''];
  for (const word of line.split(' ')) {
    const longer = `${lines.at(-1)} ${word}`.trim();
    if (context.measureText(longer).width <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
