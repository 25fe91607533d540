import { smoothStep } from './canvas';
import type { ChestShape } from './chestShape';

/** How far below its origin at the spine the back and the front part of a rib lie, at one place across. */
export interface RibOffsets {
  readonly back: number;
  readonly front: number;
  readonly backStrength: number;
  readonly frontStrength: number;
}

const backRibs = 10;
const frontRibs = 7;

/** The offsets at `across` ≥ 0; computed once per column. */
export function ribOffsets(shape: ChestShape, across: number): RibOffsets {
  const t = Math.max(0, (across - 0.06) / (shape.chestHalfWidth - 0.04));
  return {
    back: 0.17 * t ** 2.2 - 0.035 * Math.sin(Math.PI * Math.min(1, t)),
    front: 0.06 + 0.16 * Math.max(0, 1 - t) ** 1.2 + 0.2 * Math.max(0, t - 0.75),
    backStrength: smoothStep(0.05, 0.14, across) * smoothStep(1.07, 1.03, t),
    frontStrength: smoothStep(0.26, 0.5, t) * smoothStep(1.07, 1.03, t),
  };
}

/** The bone density of the ribs at a height, 0 to about 1.3. */
export function ribDensity(shape: ChestShape, offsets: RibOffsets, down: number): number {
  const { firstRib, ribSpacing } = shape;
  const back = bar((down - firstRib - offsets.back) / ribSpacing, 0.17, backRibs) * offsets.backStrength;
  const front = bar((down - firstRib - offsets.front) / ribSpacing, 0.22, frontRibs) * offsets.frontStrength;
  return back + 0.55 * front;
}

/** Profile across a rib: its rim is denser than its middle. `position` counts in ribs. */
function bar(position: number, halfWidth: number, count: number): number {
  const rib = Math.round(position);
  if (rib < 0 || rib >= count) return 0;
  const from = Math.abs(position - rib) / halfWidth;
  if (from >= 1.15) return 0;
  const edge = smoothStep(1.15, 0.8, from);
  return edge * (0.62 + 0.38 * Math.min(1, from) ** 3);
}
