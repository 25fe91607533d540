/** Generated pictures that show nothing, from seeds. */
import sharp from 'sharp';

const side = 256;

/** x ← (1664525 x + 1013904223) mod 2³², as values in 0 … 1. */
export function random(seed) {
  let state = (seed * 2654435761) >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** @param value of a place, 0 … 1 */
export function drawnPng(width, height, value) {
  const data = Uint8Array.from({ length: width * height }, (_, at) =>
    Math.round(255 * Math.min(1, Math.max(0, value(at % width, Math.floor(at / width))))),
  );
  return sharp(data, { raw: { width, height, channels: 1 } })
    .toColourspace('b-w')
    .png()
    .toBuffer();
}

/** One grey each, with noise of 0 to 4 %. */
export async function* blanks(count) {
  for (let seed = 1; seed <= count; seed++) {
    const next = random(seed);
    const [grey, much] = [next(), (0.04 * (seed % 5)) / 4];
    yield drawnPng(side, side, () => grey + much * (next() - 0.5));
  }
}

/** From pixel-sized grains to clouds, by interpolation between random points. */
export async function* noise(count) {
  for (let seed = 1; seed <= count; seed++) {
    const next = random(1000 + seed);
    const cells = [4, 8, 16, 32, 64, side][seed % 6];
    const points = Uint8Array.from({ length: cells * cells }, () => Math.round(255 * next()));
    const grains = sharp(points, { raw: { width: cells, height: cells, channels: 1 } });
    yield grains.resize(side, side, { kernel: 'cubic' }).toColourspace('b-w').png().toBuffer();
  }
}

export async function* ramps(count) {
  for (let seed = 1; seed <= count; seed++) {
    const next = random(2000 + seed);
    const [a, b, c, d] = Array.from({ length: 4 }, () => 2 * next() - 1);
    yield drawnPng(
      side,
      side,
      (x, y) =>
        0.5 +
        a * (x / side - 0.5) +
        b * (y / side - 0.5) +
        c * (x / side - 0.5) ** 2 +
        d * (y / side - 0.5) ** 2,
    );
  }
}

/** Lines of 5 × 7 dot symbols that no alphabet has, black on white or white on black, in several sizes. */
export async function* texts(count) {
  for (let seed = 1; seed <= count; seed++) {
    const next = random(3000 + seed);
    const signs = Array.from({ length: 26 }, () => Array.from({ length: 35 }, () => next() < 0.45));
    const dot = 1 + (seed % 3);
    const columns = Math.floor(400 / (6 * dot));
    const page = Array.from({ length: columns * Math.floor(512 / (11 * dot)) }, () =>
      next() < 0.17 ? undefined : signs[Math.floor(26 * next())],
    );
    const [ink, paper] = seed % 2 === 0 ? [0.07, 0.93] : [0.93, 0.07];
    yield drawnPng(400, 512, (x, y) => {
      const [column, row] = [Math.floor(x / dot), Math.floor(y / dot)];
      const sign = page[Math.floor(row / 11) * columns + Math.floor(column / 6)];
      return sign?.[(row % 11) * 5 + (column % 6)] && column % 6 < 5 && row % 11 < 7 ? ink : paper;
    });
  }
}
