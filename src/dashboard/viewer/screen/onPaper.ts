import type { DeviceSize } from '../placing/useSize';

/** What of a page the picture takes, in CSS pixels: the width of A4 or Letter within margins, and two thirds of it down. */
const paper = { width: 690, height: 640 };

/** For the style sheet for paper: browsers lay a page out anew to print it, and tell no script. */
export function onPaper({ width, height, density }: DeviceSize): Record<string, string> {
  const [across, down] = [width / density, height / density];
  return {
    '--view-width': `${across}px`,
    '--view-height': `${down}px`,
    '--paper-zoom': String(Math.min(1, paper.width / across, paper.height / down)),
  };
}
