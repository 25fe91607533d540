import { heatColour } from './heatColours';

/** The opacity of the heat map at its hottest place. */
const strongestAlpha = 0.65;
const steps = 256;

const palette = Array.from({ length: steps }, (_, step) => {
  const value = step / (steps - 1);
  return [...heatColour(value), Math.round(255 * strongestAlpha * value)];
});

/**
 * A heat map as a PNG to overlay on the preview: coloured by value, and more transparent the lower the value,
 * so that nothing is hidden where nothing was found.
 *
 * @param map row-major, `width * height` values, 0…1; others are clipped, NaN counts as 0
 * @throws RangeError if `map` has another length
 */
export async function encodeHeatPng(map: Float32Array, width: number, height: number): Promise<Buffer> {
  if (map.length !== width * height) throw new RangeError(`${map.length} values for ${width}x${height}`);
  const pixels = new Uint8Array(4 * map.length);
  for (let index = 0; index < map.length; index += 1) {
    const value = Math.min(1, Math.max(0, map[index] ?? 0)) || 0;
    pixels.set(palette[Math.round(value * (steps - 1))] ?? [], 4 * index);
  }
  // Loaded with the first picture: the app's own process would otherwise load it at every start.
  const { sharp } = await import('../plain/safeSharp.ts');
  return sharp(pixels, { raw: { width, height, channels: 4 }, limitInputPixels: false })
    .png({ compressionLevel: 6 })
    .toBuffer();
}
