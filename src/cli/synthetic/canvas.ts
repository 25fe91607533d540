import type { GreyPicture } from '../../imaging/picture';

/** Rises smoothly from 0 at `low` to 1 at `high`. */
export function smoothStep(low: number, high: number, value: number): number {
  const t = Math.min(1, Math.max(0, (value - low) / (high - low)));
  return t * t * (3 - 2 * t);
}

/** Doubles the size by linear interpolation; anatomy has no edges as sharp as a pixel. */
export function doubled(source: GreyPicture, width: number, height: number): Float32Array<ArrayBuffer> {
  const data = new Float32Array(width * height);
  for (let y = 0; y < height; y += 1) {
    const fromY = Math.min(source.height - 1.001, Math.max(0, y / 2 - 0.25));
    const top = Math.floor(fromY);
    const down = fromY - top;
    for (let x = 0; x < width; x += 1) {
      const fromX = Math.min(source.width - 1.001, Math.max(0, x / 2 - 0.25));
      const left = Math.floor(fromX);
      const right = fromX - left;
      const at = top * source.width + left;
      const above = (source.data[at] ?? 0) * (1 - right) + (source.data[at + 1] ?? 0) * right;
      const below =
        (source.data[at + source.width] ?? 0) * (1 - right) +
        (source.data[at + source.width + 1] ?? 0) * right;
      data[y * width + x] = above * (1 - down) + below * down;
    }
  }
  return data;
}

/** Adds a soft round spot; at `reach` pixels it has fallen to about a third. */
export function addSpot(picture: GreyPicture, x: number, y: number, reach: number, strength: number): void {
  const far = Math.ceil(2.5 * reach);
  const { width, height, data } = picture;
  for (let row = Math.max(0, Math.floor(y) - far); row <= Math.min(height - 1, y + far); row += 1) {
    for (let column = Math.max(0, Math.floor(x) - far); column <= Math.min(width - 1, x + far); column += 1) {
      const distance = ((column - x) ** 2 + (row - y) ** 2) / (reach * reach);
      const at = row * width + column;
      data[at] = (data[at] ?? 0) + strength * Math.exp(-distance);
    }
  }
}
