import type { Point } from '../placing/geometry';

/** The view, in CSS pixels. */
export interface Room {
  readonly width: number;
  readonly height: number;
}

const lineHeight = 17;
const margin = 4;
/** Of a letter of the label, at most about; of a Chinese one. */
const [narrow, wide] = [8, 15];

function widthOf(text: string): number {
  return [...text].reduce((sum, letter) => sum + ((letter.codePointAt(0) ?? 0) < 0x2e80 ? narrow : wide), 0);
}

/** A word, a character of a script that goes without spaces, or spaces. */
const pieces = /[\u2e80-\uffff]|[^\s\u2e80-\uffff]+|\s+/gu;

/** Lines that are no wider than the view, broken between words; a word that is wider alone stays whole. */
function broken(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const piece of text.match(pieces) ?? []) {
    const longer = `${lines.at(-1) ?? ''}${piece}`;
    if (lines.length > 0 && widthOf(longer.trimEnd()) <= width) lines[lines.length - 1] = longer;
    else if (piece.trim() !== '') lines.push(piece);
  }
  return lines.map((line) => line.trimEnd());
}

/**
 * A label beside a point, where all of it is seen: right of it and below, or moved into the view.
 *
 * @returns baselines of its lines
 */
export function placedLines(
  texts: readonly string[],
  { x, y }: Point,
  { width, height }: Room,
): (Point & { readonly text: string })[] {
  const lines = texts.flatMap((text) => broken(text, width - 2 * margin));
  const longest = Math.max(0, ...lines.map(widthOf));
  const left = Math.max(margin, Math.min(x + 10, width - margin - longest));
  const top = Math.max(lineHeight, Math.min(y + 14, height - margin - lineHeight * (lines.length - 1)));
  return lines.map((text, index) => ({ text, x: left, y: top + lineHeight * index }));
}
