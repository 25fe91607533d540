/** Values 0…1 as integers 0…`full`; values outside are clipped. */
export function toLevels<T extends Uint8Array | Uint16Array>(data: Float32Array, full: number, levels: T): T {
  for (let index = 0; index < data.length; index += 1) {
    levels[index] = Math.round(Math.min(1, Math.max(0, data[index] ?? 0)) * full);
  }
  return levels;
}
