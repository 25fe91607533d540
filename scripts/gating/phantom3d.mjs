/**
 * Projections of a synthetic chest in three dimensions, frontal and lateral. No lateral radiographs are
 * available; these have what distinguishes a lateral view from a frontal one: one lung over the other, the
 * spine behind, the heart in front. They are drawings and prove little: how a gate treats real lateral views
 * must be measured on real ones.
 */
import { drawnPng, random } from './drawn.mjs';

/** Centimetres: x to the patient's left, y to the back, z to the feet. Attenuation per centimetre. */
function chestOf(seed) {
  const next = random(4000 + seed);
  const about = (value, share = 0.08) => value * (1 + share * (2 * next() - 1));
  const ellipsoid = (x, y, z, a, b, c, density) => ({ x, y, z, a, b, c, density });
  const lung = (side) =>
    ellipsoid(side * about(7), about(-0.5, 0.5), about(1, 0.5), about(5.6), about(8), about(13), -0.15);
  const parts = [
    lung(1),
    lung(-1),
    ellipsoid(about(2.5), about(-4), about(4), about(5), about(4), about(6), 0.1),
    ellipsoid(0, about(-1), about(-6), about(2), about(2.5), about(9), 0.12),
    ellipsoid(0, about(-2), about(24), about(14), about(9), about(13), 0.03),
  ];
  for (let rib = 0; rib < 9; rib++) parts.push({ ring: true, z: -9 + 2.6 * rib, width: 0.5, density: 0.12 });
  return {
    body: { a: about(17), b: about(10.5) },
    spine: { y: about(8), radius: 1.9 },
    parts,
    haze: 0.02 * next(),
  };
}

function densityAt({ body, spine, parts }, x, y, z) {
  const edge = Math.hypot(x / body.a, y / body.b);
  if (edge > 1) return 0;
  let density = 0.19;
  for (const part of parts) {
    if (part.ring) {
      const slope = z - part.z - 0.25 * y;
      if (edge > 0.84 && edge < 0.9 && Math.abs(slope) < part.width) density += part.density;
    } else if (((x - part.x) / part.a) ** 2 + ((y - part.y) / part.b) ** 2 + ((z - part.z) / part.c) ** 2 < 1)
      density = Math.max(0.04, density + part.density);
  }
  if (Math.hypot(x, y - spine.y) < spine.radius)
    density += 0.2 * (Math.abs(((z + 50) % 3) - 1.5) < 1.2 ? 1 : 0.6);
  return density;
}

/** One PNG for each seed. The lines of sight run from front to back, or from side to side. */
export async function* projections(view, seeds) {
  const step = 0.5;
  for (const seed of seeds) {
    const chest = chestOf(seed);
    const next = random(5000 + seed);
    const [width, height] = [220, 240];
    const across = (column) => ((column + 0.5) / width - 0.5) * (view === 'frontal' ? 38 : 34);
    const down = (row) => ((row + 0.5) / height - 0.5) * 40;
    const sums = new Float32Array(width * height);
    for (let at = 0; at < sums.length; at++) {
      const [u, z] = [across(at % width), down(Math.floor(at / width))];
      for (let depth = -18; depth <= 18; depth += step)
        sums[at] +=
          step * (view === 'frontal' ? densityAt(chest, u, depth, z) : densityAt(chest, depth, u, z));
    }
    const sorted = Float32Array.from(sums).sort();
    const [low, high] = [sorted[Math.floor(0.01 * sums.length)], sorted[Math.floor(0.99 * sums.length)]];
    yield drawnPng(
      width,
      height,
      (x, y) => (sums[y * width + x] - low) / (high - low) + chest.haze + 0.02 * (next() - 0.5),
    );
  }
}
