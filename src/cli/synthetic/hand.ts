import type { GreyPicture } from '../../imaging/picture';
import { createRandom } from './random';

type Point = readonly [x: number, y: number];

/** A bone from one end to the other, in fractions of the picture's width and height. */
interface Bone {
  readonly from: Point;
  readonly to: Point;
  readonly radius: number;
}

const wrist: Point = [0.5, 0.82];
const tips: readonly Point[] = [
  [0.14, 0.42],
  [0.33, 0.12],
  [0.5, 0.07],
  [0.66, 0.12],
  [0.82, 0.26],
];

/** Draws the X-ray of a hand, which no chest model may be asked about. Values 0…1, bright is dense. */
export function drawHand(seed: number, width = 768, height = 960): GreyPicture {
  const random = createRandom(seed);
  const bones = tips.flatMap((tip) => finger(tip));
  bones.push({ from: [0.45, 0.84], to: [0.44, 1.02], radius: 0.034 });
  bones.push({ from: [0.56, 0.84], to: [0.57, 1.02], radius: 0.03 });
  const data = new Float32Array(width * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const value = densityAt(bones, x / width, y / height, height / width);
      data[y * width + x] = Math.min(1, Math.max(0, value + 0.01 * random.normal()));
    }
  }
  return { width, height, data };
}

/** Metacarpal and three phalanges along the line from the wrist to a fingertip. */
function finger(tip: Point): Bone[] {
  const joints = [0.1, 0.46, 0.7, 0.87, 1];
  return joints.slice(1).map((end, index) => ({
    from: between(wrist, tip, (joints[index] ?? 0) + 0.012),
    to: between(wrist, tip, end - 0.012),
    radius: 0.027 - 0.004 * index,
  }));
}

function between(a: Point, b: Point, t: number): Point {
  return [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];
}

function densityAt(bones: readonly Bone[], x: number, y: number, aspect: number): number {
  let soft = 0;
  let bone = 0;
  for (const { from, to, radius } of bones) {
    const flesh = radius * 2.1;
    if (outsideBox(x, from[0], to[0], flesh) || outsideBox(y, from[1], to[1], flesh)) continue;
    const away = distance(x, y, from, to, aspect);
    const inFlesh = away / flesh;
    if (inFlesh < 1) soft = Math.max(soft, 0.38 * Math.sqrt(1 - inFlesh * inFlesh));
    const inBone = away / radius;
    if (inBone < 1) bone = Math.max(bone, 0.25 + 0.2 * inBone ** 4);
  }
  return 0.02 + soft + bone;
}

function outsideBox(value: number, a: number, b: number, margin: number): boolean {
  return value < Math.min(a, b) - margin || value > Math.max(a, b) + margin;
}

/** Distance from a point to a bone's axis, in picture widths. */
function distance(x: number, y: number, [ax, ay]: Point, [bx, by]: Point, aspect: number): number {
  const dx = bx - ax;
  const dy = (by - ay) * aspect;
  const px = x - ax;
  const py = (y - ay) * aspect;
  const t = Math.min(1, Math.max(0, (px * dx + py * dy) / (dx * dx + dy * dy)));
  return Math.hypot(px - t * dx, py - t * dy);
}
