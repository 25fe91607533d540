import { hasPreview } from '../../../../src/dashboard/viewer/loading/preview';

const large = { rows: 2600, columns: 2000 };

test('a large picture has a preview until it is loaded; a small one, or one that is not known, has none', () => {
  expect(hasPreview(large, 0)).toBe(true);
  expect(hasPreview({ rows: 2000, columns: 2000 }, 0)).toBe(false);
  expect(hasPreview(undefined, 0)).toBe(false);
});

test('the preview, which is of the first frame, never stands for another frame', () => {
  expect([1, 2, 79].map((frame) => hasPreview(large, frame))).toEqual([false, false, false]);
});
