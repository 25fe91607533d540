import { type Html, html } from '../../../../formats/html';
import { unrounded } from './numbers';

/** The plot area of a picture: both axes run from 0 to 1 over a rectangle, in units of the picture. */
export interface Area {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** The position of a share on the horizontal or vertical axis, to a hundredth. */
export function placesIn({ left, top, width, height }: Area) {
  return {
    x: (share: number) => round(left + share * width),
    y: (share: number) => round(top + (1 - share) * height),
  };
}

/** Short coordinates: a page with a thousand points should not carry fifteen digits for each. */
export function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** A picture with a text alternative. @param id unique on the page */
export function figure(
  id: string,
  size: { width: number; height: number },
  words: { title: string; description: string },
  content: readonly Html[],
): Html {
  return html`<svg viewBox="0 0 ${size.width} ${size.height}" role="img" aria-labelledby="${id}-t ${id}-d"><title id="${id}-t">${words.title}</title><desc id="${id}-d">${words.description}</desc>${content}</svg>`;
}

const ticks = [0, 0.2, 0.4, 0.6, 0.8, 1];

/** Both axes with grid, numbers and titles. */
export function axes(area: Area, words: { x: string; y: string }): Html {
  const { x, y } = placesIn(area);
  const bottom = area.top + area.height;
  const right = area.left + area.width;
  const middle = area.top + area.height / 2;
  return html`<g class="grid">${ticks.map((tick) => html`<path d="M${x(tick)} ${area.top}V${bottom}M${area.left} ${y(tick)}H${right}"/>`)}</g>
<g class="axis">${ticks.map((tick) => html`<text x="${x(tick)}" y="${bottom + 18}" text-anchor="middle">${unrounded(tick)}</text><text x="${area.left - 8}" y="${y(tick) + 4}" text-anchor="end">${unrounded(tick)}</text>`)}
<text class="name" x="${area.left + area.width / 2}" y="${bottom + 38}" text-anchor="middle">${words.x}</text>
<text class="name" x="14" y="${middle}" text-anchor="middle" transform="rotate(-90 14 ${middle})">${words.y}</text></g>`;
}

/** The `d` attribute of a line through points. */
export function lineThrough(points: readonly (readonly [x: number, y: number])[]): string {
  return points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${x} ${y}`).join('');
}
