import type { GreyPicture } from '../../src/imaging/picture';

/**
 * The synthetic chest of models/training/parity.py, by the same formula: two dark ellipses in a bright trunk, with
 * ribs, and a bright blot of strength `opacity` in one of them.
 */
export function phantom(width: number, height: number, opacity: number): GreyPicture {
  const data = Float32Array.from({ length: width * height }, (_, at) =>
    brightness(((at % width) + 0.5) / width, (Math.floor(at / width) + 0.5) / height, opacity),
  );
  return { width, height, data };
}

function brightness(u: number, v: number, opacity: number): number {
  const soft = (distance: number, steep: number) => 1 / (1 + Math.exp(distance * steep));
  const lung = (c: number) => soft(Math.sqrt(((u - c) / 0.15) ** 2 + ((v - 0.45) / 0.32) ** 2) - 1, 18);
  const lungs = lung(0.3) + lung(0.7);
  const trunk = soft(Math.abs(u - 0.5) - 0.46, 60);
  const ribs = 0.05 * Math.sin(60 * v + 8 * Math.abs(u - 0.5)) * lungs;
  const blot = opacity * Math.exp(-(((u - 0.68) / 0.08) ** 2 + ((v - 0.6) / 0.1) ** 2));
  return Math.min(1, Math.max(0, 0.05 + trunk * (0.7 - 0.5 * lungs) + ribs + blot + 0.1 * v));
}

/** A picture of one grey. */
export function flat(width: number, height: number, value: number): GreyPicture {
  return { width, height, data: new Float32Array(width * height).fill(value) };
}
