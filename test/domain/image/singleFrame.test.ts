import { singleFrame } from '../../../src/domain/image/singleFrame';
import { greyDescription } from '../../support/greyDescription';

const pixels = Uint8Array.of(1, 2, 3, 4, 5, 6);

test('a frame takes what holds for it, and its pixels', () => {
  const windows = [{ centre: 1, width: 2, function: 'LINEAR' as const }];
  const modalityTransform = { kind: 'linear' as const, slope: 2, intercept: 0 };
  const whole = {
    ...greyDescription(2, 1),
    frames: 3,
    perFrame: [1, 2, 3].map((slope) => ({ modalityTransform: { ...modalityTransform, slope }, windows })),
  };
  expect(singleFrame(whole, pixels, 1)).toEqual({
    description: { ...greyDescription(2, 1), modalityTransform, windows },
    pixels: Uint8Array.of(3, 4),
  });
});

test('the shape of its pixels is its own, or that of all', () => {
  const whole = { ...greyDescription(2, 1), frames: 3 };
  const aspectOfFrame1 = (pixelAspect: number[]) =>
    singleFrame({ ...whole, pixelAspect }, pixels, 1).description.pixelAspect;
  expect([aspectOfFrame1([1, 2, 3]), aspectOfFrame1([4])]).toEqual([[2], [4]]);
});

test('where frames do not differ, what holds for all holds for it', () => {
  const whole = { ...greyDescription(3, 1), frames: 2 };
  expect(singleFrame(whole, pixels, 1)).toEqual({
    description: greyDescription(3, 1),
    pixels: Uint8Array.of(4, 5, 6),
  });
});
