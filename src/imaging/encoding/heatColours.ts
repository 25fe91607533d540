/** Red, green, blue, 0…255. */
export type Colour = readonly [number, number, number];

/**
 * Lightness in OKLab, hue in degrees and chroma along the scale. Lightness and warmth rise together, so that
 * everyone can see which of two places is higher, colour-blind or not, on grey of any brightness.
 */
const low = { lightness: 0.4, chroma: 0.16, hue: 300 };
const high = { lightness: 0.95, chroma: 0.17, hue: 105 + 360 };

/** The colour of a value 0…1: violet through red and orange to yellow, in perceptually equal steps. */
export function heatColour(value: number): Colour {
  const t = Math.min(1, Math.max(0, value));
  const lightness = mix(low.lightness, high.lightness, t);
  const chroma = mix(low.chroma, high.chroma, t);
  const hue = (mix(low.hue, high.hue, t) * Math.PI) / 180;
  return fromOklab(lightness, chroma * Math.cos(hue), chroma * Math.sin(hue));
}

function mix(a: number, b: number, t: number): number {
  return a + (b - a) * t;
}

/** OKLab to sRGB: cone responses, linear primaries, transfer function. Out-of-gamut colours are clipped. */
function fromOklab(lightness: number, a: number, b: number): Colour {
  const long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    encode(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short),
    encode(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short),
    encode(-0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short),
  ];
}

function encode(linear: number): number {
  const clipped = Math.min(1, Math.max(0, linear));
  const curved = clipped <= 0.0031308 ? 12.92 * clipped : 1.055 * clipped ** (1 / 2.4) - 0.055;
  return Math.round(curved * 255);
}
