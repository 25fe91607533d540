import { drawChest, type Opacity } from './chest';
import { drawHand } from './hand';
import { uidFor } from './uid';
import { type DxOptions, writeDx } from './writeDx';
import { writeJpeg, writePng } from './writePicture';

/** A file to drop, and what a person should know it as. */
export interface SyntheticCase {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly what: string;
}

type Case = { readonly dx: Partial<DxOptions>; readonly study: string; readonly opacity?: Opacity };

const faint: Opacity = { x: 0.27, y: 0.4, radius: 0.06, strength: 0.25 };
const plain: Opacity = { x: 0.75, y: 0.58, radius: 0.12, strength: 0.35 };
const wide: Opacity = { x: 0.26, y: 0.58, radius: 0.15, strength: 0.4 };

/**
 * The files that the demo drops: chest X-rays in both photometric interpretations, one study of several
 * images, plain pictures, a picture that is not a chest, and a truncated file. The same seed gives the same
 * bytes.
 */
export async function syntheticCases(seed: number): Promise<SyntheticCase[]> {
  const picture = (drawing: number, opacity?: Opacity) =>
    drawChest(seed * 1000 + drawing, opacity === undefined ? {} : { opacity });
  const dx = (name: string, drawing: number, what: string, { dx, study, opacity }: Case) => ({
    name,
    what,
    bytes: writeDx(picture(drawing, opacity), dxOptions(seed, name, study, dx)),
  });
  const hand = { bodyPart: 'HAND', view: 'PA' } as const;
  const cut = writeDx(picture(1), dxOptions(seed, 'cut', 'cut', {}));
  return [
    dx('chest-monochrome2.dcm', 1, 'chest, PA, MONOCHROME2', { study: 'one', dx: {} }),
    dx('chest-monochrome1.dcm', 1, 'the same pixels as MONOCHROME1', {
      study: 'twin',
      dx: { photometric: 'MONOCHROME1' },
    }),
    dx('study-a-1.dcm', 2, 'chest, PA, first image of a study', { study: 'a', dx: {} }),
    dx('study-a-2.dcm', 3, 'chest, PA, the same study', {
      study: 'a',
      dx: { instanceNumber: 2 },
      opacity: faint,
    }),
    dx('study-a-3.dcm', 4, 'chest, AP, the same study', {
      study: 'a',
      dx: { instanceNumber: 3, view: 'AP', photometric: 'MONOCHROME1' },
    }),
    dx('opacity-stat.dcm', 5, 'chest with an opacity, ordered as STAT', {
      study: 'stat',
      dx: { urgency: 'STAT', sex: 'M' },
      opacity: plain,
    }),
    dx('opacity-wide.dcm', 6, 'chest, AP, with a wide opacity', {
      study: 'wide',
      dx: { view: 'AP', ageYears: 71 },
      opacity: wide,
    }),
    { name: 'picture-16bit.png', what: 'chest as a PNG of 16 bits', bytes: await writePng(picture(7), 16) },
    {
      name: 'picture-8bit.png',
      what: 'chest with an opacity, PNG',
      bytes: await writePng(picture(8, plain), 8),
    },
    { name: 'picture.jpg', what: 'chest as a JPEG', bytes: await writeJpeg(picture(9)) },
    {
      name: 'hand.dcm',
      what: 'a hand: no model is meant for it',
      bytes: writeDx(drawHand(seed), dxOptions(seed, 'hand', 'hand', hand)),
    },
    {
      name: 'cut-off.dcm',
      what: 'a file that was cut off',
      bytes: cut.slice(0, Math.floor(cut.length * 0.6)),
    },
  ];
}

function dxOptions(seed: number, name: string, study: string, own: Partial<DxOptions>): DxOptions {
  const scope = `imaging-triage/synthetic/${seed}`;
  return {
    photometric: 'MONOCHROME2',
    studyUid: uidFor(`${scope}/${study}`),
    seriesUid: uidFor(`${scope}/${study}/1`),
    sopUid: uidFor(`${scope}/${study}/1/${name}`),
    patientName: `SYNTHETIC^${study.toUpperCase()}`,
    patientId: `SYN-${seed}-${study.toUpperCase()}`,
    ageYears: 52,
    sex: 'F',
    bodyPart: 'CHEST',
    view: 'PA',
    ...own,
  };
}
