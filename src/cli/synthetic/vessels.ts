import type { GreyPicture } from '../../imaging/picture';
import { addSpot } from './canvas';
import type { Random } from './random';

/** Draws the vessels of both lungs, which leave the two hila, branch and fade. */
export function addVessels(picture: GreyPicture, random: Random): void {
  // The lengths below are in pixels of a picture that is 512 wide.
  const scale = picture.width / 512;
  for (const side of [-1, 1]) {
    const x = picture.width * (0.5 + side * 0.115);
    const y = picture.height * (side < 0 ? 0.445 : 0.425);
    addSpot(picture, x, y, picture.width * 0.03, 0.05);
    addSpot(
      picture,
      x + side * picture.width * 0.01,
      y + picture.height * 0.045,
      picture.width * 0.025,
      0.04,
    );
    for (let branch = 0; branch < 13; branch += 1) {
      const angle = -1.45 + (2.95 * (branch + random.between(-0.3, 0.3))) / 12;
      grow(
        picture,
        random,
        { x, y, angle: side > 0 ? angle : Math.PI - angle, reach: 3.2 * scale, length: 46 * scale },
        3,
      );
    }
  }
}

interface Branch {
  readonly x: number;
  readonly y: number;
  readonly angle: number;
  /** Half the thickness in pixels. */
  readonly reach: number;
  readonly length: number;
}

function grow(picture: GreyPicture, random: Random, branch: Branch, forks: number): void {
  let { x, y, angle } = branch;
  const steps = Math.round(branch.length / branch.reach);
  for (let step = 0; step < steps; step += 1) {
    angle += random.between(-0.1, 0.1);
    x += Math.cos(angle) * branch.reach;
    y += Math.sin(angle) * branch.reach;
    addSpot(picture, x, y, branch.reach, 0.005 + 0.002 * forks);
  }
  if (forks === 0) return;
  for (const turn of [random.between(0.15, 0.5), -random.between(0.15, 0.5)]) {
    const next = { x, y, angle: angle + turn, reach: branch.reach * 0.72, length: branch.length * 0.85 };
    grow(picture, random, next, forks - 1);
  }
}
