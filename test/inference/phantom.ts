import type { GreyPicture } from '../../src/imaging/picture';

/** What is random about a picture; see case_of() in models/training/phantoms.py. */
export interface Variation {
  readonly gamma: number;
  /** Amplitude of the noise. */
  readonly noise: number;
  /** To the right, as a share of the width. */
  readonly shift: number;
  readonly seed: number;
}

const plain: Variation = { gamma: 1, noise: 0, shift: 0, seed: 0 };

/**
 * The synthetic chest of models/training/phantoms.py, by the same formula: two dark ellipses in a bright trunk, with
 * ribs, and a bright blot of strength `opacity` in one of them.
 */
export function phantom(width: number, height: number, opacity: number, vary = plain): GreyPicture {
  const data = Float32Array.from({ length: width * height }, (_, at) => {
    const [x, y] = [at % width, Math.floor(at / width)];
    const drawn = brightness((x + 0.5) / width - vary.shift, (y + 0.5) / height, opacity) ** vary.gamma;
    return within01(drawn + vary.noise * (hashed(x, y, vary.seed) - 0.5));
  });
  return { width, height, data };
}

function brightness(u: number, v: number, opacity: number): number {
  const soft = (distance: number, steep: number) => 1 / (1 + Math.exp(distance * steep));
  const lung = (c: number) => soft(Math.sqrt(((u - c) / 0.15) ** 2 + ((v - 0.45) / 0.32) ** 2) - 1, 18);
  const lungs = lung(0.3) + lung(0.7);
  const trunk = soft(Math.abs(u - 0.5) - 0.46, 60);
  const ribs = 0.05 * Math.sin(60 * v + 8 * Math.abs(u - 0.5)) * lungs;
  const blot = opacity * Math.exp(-(((u - 0.68) / 0.08) ** 2 + ((v - 0.6) / 0.1) ** 2));
  return within01(0.05 + trunk * (0.7 - 0.5 * lungs) + ribs + blot + 0.1 * v);
}

/** Noise in 0 … 1 for a pixel, from its place and the seed. */
function hashed(x: number, y: number, seed: number): number {
  const sum = Math.imul(x, 374761393) + Math.imul(y, 668265263) + Math.imul(seed, 2246822519);
  let value = sum >>> 0;
  value = Math.imul(value ^ (value >>> 13), 1274126177) >>> 0;
  return ((value ^ (value >>> 16)) >>> 0) / 2 ** 32;
}

function within01(value: number): number {
  return Math.min(1, Math.max(0, value));
}

/** A picture of one grey. */
export function flat(width: number, height: number, value: number): GreyPicture {
  return { width, height, data: new Float32Array(width * height).fill(value) };
}
