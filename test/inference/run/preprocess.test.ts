import type { ModelInput } from '../../../src/inference/manifest/manifest';
import { frameWhole, standardise, toTensor } from '../../../src/inference/run/preprocess';
import { openGrey } from '../../support/openPictures';

const input: ModelInput = {
  name: 'picture',
  layout: 'NCHW',
  width: 8,
  height: 8,
  channels: ['picture'],
  source: 'display',
  fit: 'pad',
  resampling: 'area-average',
  normalise: { kind: 'standardise', over: 'picture' },
};
const wide = openGrey({
  width: 16,
  height: 8,
  data: Float32Array.from({ length: 128 }, (_, at) => (at % 16 < 8 ? 0.2 : 0.8)),
});

describe('frameWhole', () => {
  test('pad keeps the aspect, and says that it padded and where', async () => {
    const { samples, frame, padded } = await frameWhole(wide, 'display', input);
    expect(frame).toEqual({ x: 0, y: -4, width: 16, height: 16 });
    expect(padded).toBe(true);
    expect([...samples.counts].map(String).join('')).toBe('0'.repeat(16) + '1'.repeat(32) + '0'.repeat(16));
  });

  test('crop keeps the aspect and drops the sides', async () => {
    const { frame, padded } = await frameWhole(wide, 'display', { ...input, fit: 'crop' });
    expect([frame, padded]).toEqual([{ x: 4, y: 0, width: 8, height: 8 }, false]);
  });

  test('crop may leave out the rim as well, as ImageNet networks are shown 224 samples out of 256', async () => {
    const { frame } = await frameWhole(wide, 'display', { ...input, fit: 'crop', cropShare: 0.875 });
    expect(frame).toEqual({ x: 4.5, y: 0.5, width: 7, height: 7 });
    const upright = { ...input, fit: 'crop' as const, cropShare: 0.5, width: 8, height: 16 };
    expect((await frameWhole(wide, 'display', upright)).frame).toEqual({ x: 7, y: 2, width: 2, height: 4 });
  });

  test('stretch uses all of the picture', async () => {
    const { frame, padded } = await frameWhole(wide, 'display', { ...input, fit: 'stretch' });
    expect([frame, padded]).toEqual([{ x: 0, y: 0, width: 16, height: 8 }, false]);
  });

  test('a frame that is not square is filled on its longer axis', async () => {
    const { frame } = await frameWhole(wide, 'display', { ...input, width: 8, height: 16 });
    expect(frame).toEqual({ x: 0, y: -12, width: 16, height: 32 });
  });
});

test('standardise: mean 0 and deviation 1 over what counts, 0 elsewhere', async () => {
  const { samples } = await frameWhole(wide, 'display', input);
  const { data } = toTensor(samples, input);
  expect(data[0]).toBe(0);
  expect(data[16]).toBeCloseTo(-1, 5);
  expect(data[23]).toBeCloseTo(1, 5);
});

test('standardise: a nearly flat picture is not blown up into noise, and nothing to count gives zeros', () => {
  const faint = Float32Array.of(0.5, 0.50001);
  expect(Math.max(...standardise(faint, Uint8Array.of(1, 1)).map(Math.abs))).toBeLessThan(0.01);
  expect([...standardise(faint, Uint8Array.of(0, 0))]).toEqual([0, 0]);
});

test('mean-std: the value range, mean and std of each channel, as ImageNet models want it', async () => {
  const imagenet: ModelInput = {
    ...input,
    channels: ['picture', 'picture', 'picture'],
    fit: 'stretch',
    normalise: {
      kind: 'mean-std',
      valueRange: [0, 255],
      mean: [123.675, 116.28, 103.53],
      std: [58.395, 57.12, 57.375],
    },
  };
  const { dims, data } = toTensor((await frameWhole(wide, 'display', imagenet)).samples, imagenet);
  expect(dims).toEqual([1, 3, 8, 8]);
  expect(data[0]).toBeCloseTo((51 - 123.675) / 58.395, 4);
  expect(data[64]).toBeCloseTo((51 - 116.28) / 57.12, 4);
  expect(data[128 + 7]).toBeCloseTo((204 - 103.53) / 57.375, 4);
});

test('a region channel holds the mask, 0 and 1', async () => {
  const both: ModelInput = { ...input, channels: ['picture', 'region'], preparedBy: 'region' };
  const mask = { width: 8, height: 8, data: Uint8Array.from({ length: 64 }, (_, at) => at % 2) };
  const { data } = toTensor((await frameWhole(wide, 'display', both)).samples, both, mask);
  expect([...data.subarray(64)]).toEqual([...mask.data]);
});
