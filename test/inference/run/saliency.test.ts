import type { ClassifierManifest } from '../../../src/inference/manifest/manifest';
import { heatMapsOf } from '../../../src/inference/run/saliency';

const label = (name: string) => ({ name, calibration: { kind: 'none' }, operatingPoint: { threshold: 0.2 } });
const manifest = { labels: [label('first'), label('second')] } as ClassifierManifest;
const certain = [1, 1];

/** Maps of 4 × 4 cells: the first says no everywhere, the second yes in its cell (column 3, row 0) only. */
function evidence() {
  const data = new Float32Array(32).fill(-20);
  data[16 + 3] = 20;
  return { dims: [1, 2, 4, 4], data };
}
const everywhere = { dims: [1, 2, 4, 4], data: new Float32Array(32).fill(20) };
const square = { width: 1024, height: 1024 };

test('maps have the aspect of the picture and its longer side has 128 samples', () => {
  const box = { x: 0, y: 0, width: 1000, height: 1000 };
  const maps = heatMapsOf(manifest, evidence(), certain, { width: 1000, height: 500 }, { box });
  expect(maps.map(({ label, width, height }) => [label, width, height])).toEqual([
    ['first', 128, 64],
    ['second', 128, 64],
  ]);
});

test('the hot cell lies where the crop was, and a label without evidence stays dark', () => {
  const box = { x: 200, y: 400, width: 400, height: 400 };
  const [first, second] = heatMapsOf(manifest, evidence(), certain, square, { box });
  expect(Math.max(...(first?.data ?? [1]))).toBeLessThan(1e-6);
  const hottest = second?.data.indexOf(Math.max(...second.data)) ?? -1;
  const [x, y] = [((hottest % 128) + 0.5) * 8, (Math.floor(hottest / 128) + 0.5) * 8];
  expect(x).toBeGreaterThan(500);
  expect(x).toBeLessThan(600);
  expect(y).toBeGreaterThan(400);
  expect(y).toBeLessThan(500);
});

test('outside the crop there is nothing: the network did not look there', () => {
  const box = { x: 256, y: 256, width: 512, height: 512 };
  const [map] = heatMapsOf(manifest, everywhere, certain, square, { box });
  expect(map?.data[0]).toBe(0);
  expect(map?.data.filter((value) => value > 0.99).length).toBe(64 * 64);
});

test('cells without region are not drawn', () => {
  const box = { x: 0, y: 0, width: 1024, height: 1024 };
  const left = {
    width: 8,
    height: 8,
    data: Uint8Array.from({ length: 64 }, (_, at) => (at % 8 < 4 ? 1 : 0)),
  };
  const [map] = heatMapsOf(manifest, everywhere, certain, square, { box, region: left });
  expect(map?.data[64 * 128 + 20]).toBeCloseTo(1, 6);
  expect(map?.data[64 * 128 + 100]).toBe(0);
});

test.each([
  [0, 0],
  [0.1, 0.25],
  [0.2, 0.5],
  [0.6, 0.75],
  [1, 1],
])('at score %d, with the threshold at 0.2, a map is at most %d', (score, brightest) => {
  const box = { x: 0, y: 0, width: 1024, height: 1024 };
  const [map] = heatMapsOf(manifest, everywhere, [score, score], square, { box });
  expect(Math.max(...(map?.data ?? []))).toBeCloseTo(brightest, 6);
});
