import { smoothStep } from './canvas';
import type { Random } from './random';

/**
 * The layout of one drawn chest. Across, −1 is the left edge of the picture and 1 the right one, which is the
 * patient's left; down, 0 is the top and 1 the bottom.
 */
export interface ChestShape {
  readonly apex: number;
  readonly domes: { readonly right: number; readonly left: number };
  readonly chestHalfWidth: number;
  readonly heart: { readonly x: number; readonly y: number; readonly across: number; readonly down: number };
  readonly ribSpacing: number;
  readonly firstRib: number;
}

export function drawShape(random: Random): ChestShape {
  const right = random.between(0.69, 0.73);
  return {
    apex: random.between(0.095, 0.125),
    domes: { right, left: right + random.between(0.015, 0.035) },
    chestHalfWidth: random.between(0.74, 0.8),
    heart: {
      x: random.between(0.13, 0.17),
      y: right - random.between(0.1, 0.12),
      across: random.between(0.33, 0.39),
      down: random.between(0.14, 0.165),
    },
    ribSpacing: random.between(0.064, 0.07),
    firstRib: random.between(0.13, 0.15),
  };
}

/** Half the width of the body at a height: neck, shoulders, trunk. */
export function bodyHalfWidth(down: number): number {
  return 0.24 + 0.78 * smoothStep(0.0, 0.17, down) - 0.1 * smoothStep(0.2, 0.42, down);
}

/** The outer border of a lung at a height. */
export function lungOutside(shape: ChestShape, down: number): number {
  const t = Math.min(1, Math.max(0, (down - shape.apex) / 0.5));
  return (
    0.26 +
    (shape.chestHalfWidth - 0.26) * Math.sin((Math.PI / 2) * t) ** 0.85 +
    0.02 * smoothStep(0.55, 0.8, down)
  );
}

/** The inner border of a lung at a height; the heart covers it further down. */
export function lungInside(down: number): number {
  return 0.1 + 0.05 * smoothStep(0.2, 0.45, down);
}

/** The height of the top of a lung at `across` ≥ 0. */
export function lungTop(shape: ChestShape, across: number): number {
  return shape.apex + 1.1 * (across - 0.27) ** 2;
}

/** The height of the diaphragm at `across` ≥ 0: a dome that falls steeply to the outer angle. */
export function diaphragm(dome: number, across: number): number {
  const from = across - 0.34;
  return dome + (from > 0 ? 0.42 : 0.25) * from * from + 0.5 * Math.max(0, from - 0.25) ** 2;
}
