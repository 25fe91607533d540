/** A canvas, and how many of its pixels one CSS pixel of the view has. */
export interface Brush {
  readonly context: CanvasRenderingContext2D;
  readonly density: number;
}

/** Sizes in pixels of the canvas. */
export function textStyle(density: number) {
  return { font: `${14 * density}px sans-serif`, line: 20 * density, margin: 8 * density };
}

interface Place {
  /** The corner or edge, in pixels of the canvas. */
  readonly x: number;
  readonly y: number;
  /** Lines go down from the top, or end at the bottom. */
  readonly from: 'top' | 'bottom';
  readonly side: 'left' | 'right';
}

/** Lines of text at a corner or an edge, on a ground on which they can be read over any picture. */
export function paintLines({ context, density }: Brush, lines: readonly string[], place: Place): void {
  const { font, line, margin } = textStyle(density);
  const first = place.from === 'top' ? place.y + margin / 2 : place.y - margin / 2 - lines.length * line;
  context.font = font;
  context.textBaseline = 'middle';
  context.textAlign = place.side;
  const x = place.side === 'left' ? place.x + margin : place.x - margin;
  lines.forEach((text, index) => {
    if (text === '') return;
    const { width } = context.measureText(text);
    const y = first + index * line;
    context.fillStyle = 'rgb(0 0 0 / 65%)';
    context.fillRect((place.side === 'left' ? x : x - width) - margin / 2, y, width + margin, line);
    context.fillStyle = '#f5f5f5';
    context.fillText(text, x, y + line / 2);
  });
}
