import { destination, fit, matrixOf } from '../../src/dashboard/viewer/placing/geometry';
import type { ReadImage } from '../../src/domain/image/imageDescription';
import { frameWhole } from '../../src/inference/run/preprocess';
import { placedMapOf } from '../../src/inference/run/saliency';
import { imageViewOf } from '../../src/operations/images/imageViewOf';
import { openHere } from '../support/openPictures';
import { describeWith } from '../support/requirements';
import { readReported, reported } from './reported';

interface Grey {
  readonly width: number;
  readonly height: number;
  readonly values: ArrayLike<number>;
}

/** The extent of what is at least half as bright as the brightest sample. */
function extentOf({ width, values }: Grey): { across: number; down: number } {
  const all = Array.from(values);
  const half = Math.max(...all) / 2;
  const inside = all.flatMap((value, at) => (value >= half ? [at] : []));
  const span = (places: number[]) => Math.max(...places) - Math.min(...places) + 1;
  return {
    across: span(inside.map((at) => at % width)),
    down: span(inside.map((at) => Math.floor(at / width))),
  };
}

function expectRound(grey: Grey): void {
  const { across, down } = extentOf(grey);
  expect(across).toBeGreaterThan(grey.width / 4);
  expect(Math.abs(across - down)).toBeLessThanOrEqual(1);
}

const input = { width: 224, height: 224, resampling: 'area-average' } as Parameters<typeof frameWhole>[2];

/** PS3.3 C.7.6.3.1.7; `dcm2pnm` makes these pictures square too, when it scales. */
describeWith([reported], 'a disc of pixels that are not square is as wide as high', () => {
  const files = ['pixel-aspect-ratio', 'nominal-scanned-spacing', 'pixel-spacing'];
  const open = ({ description, pixels }: ReadImage) => openHere(description, pixels);
  const read = (name: string) => readReported(`aspect/${name}.dcm`);

  test.each(files)('%s: preview', async (name) => {
    const { bytes, ...size } = await open(await read(name)).preview(200);
    expect(size).toEqual({ width: 200, height: 200 });
    expectRound({ ...size, values: bytes });
  });

  test.each(files)('%s: tensor, whether padded, cropped or stretched', async (name) => {
    for (const fit of ['pad', 'crop', 'stretch'] as const) {
      const { samples } = await frameWhole(open(await read(name)), 'display', { ...input, fit });
      expectRound({ width: 224, height: 224, values: samples.picture.data });
    }
  });

  test.each(files)('%s: heat map', async (name) => {
    const picture = open(await read(name));
    const { samples, frame } = await frameWhole(picture, 'display', { ...input, fit: 'pad' });
    const { data, ...size } = placedMapOf(samples.picture, frame, picture);
    expect(size).toEqual({ width: 128, height: 128 });
    expectRound({ ...size, values: data });
  });

  test.each(files)('%s: viewer', async (name) => {
    const { description } = await read(name);
    const view = imageViewOf({ ...description, imageId: '0'.repeat(64), studyId: '0'.repeat(64) });
    const matrix = matrixOf(view, 0);
    const screen = { width: 900, height: 600 };
    expect(destination(fit(matrix, screen), matrix, screen)).toMatchObject({ width: 600, height: 600 });
  });
});
