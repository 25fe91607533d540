import fc from 'fast-check';
import { countOf, erode, largestParts, type Mask, squareAroundMask } from '../../../src/inference/run/mask';

/** A mask drawn with # and dots. */
function drawn(...lines: string[]): Mask {
  const data = Uint8Array.from(lines.join(''), (mark) => (mark === '#' ? 1 : 0));
  return { width: (lines[0] as string).length, height: lines.length, data };
}
function shown({ width, data }: Mask): string[] {
  const marks = Array.from(data, (value) => (value === 1 ? '#' : '.')).join('');
  return marks.match(new RegExp(`.{${width}}`, 'g')) ?? [];
}
const anyMask = fc
  .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }), fc.infiniteStream(fc.boolean()))
  .map(([width, height, bits]): Mask => {
    const data = Uint8Array.from({ length: width * height }, () => (bits.next().value ? 1 : 0));
    return { width, height, data };
  });

describe('largestParts', () => {
  test('keeps the two largest; parts that touch by a corner only are two', () => {
    const parts = largestParts(drawn('##...', '##.#.', '..#..', '..##.', '..##.'), 2);
    expect(parts.sizes).toEqual([5, 4, 1]);
    expect(shown(parts.kept)).toEqual(['##...', '##...', '..#..', '..##.', '..##.']);
  });

  test('of equally large parts the first in row order is kept, as in the training recipe', () => {
    expect(shown(largestParts(drawn('.#.#', '#...'), 1).kept)).toEqual(['.#..', '....']);
  });

  test('rows do not wrap: the end of one line does not touch the start of the next', () => {
    expect(largestParts(drawn('..#', '#..'), 2).sizes).toEqual([1, 1]);
  });

  test('an empty mask has no parts', () => {
    expect(largestParts(drawn('..', '..'), 2)).toEqual({ sizes: [], kept: drawn('..', '..') });
  });

  test('property: all parts together are the mask', () => {
    fc.assert(
      fc.property(anyMask, (mask) => shown(largestParts(mask, 999).kept).join() === shown(mask).join()),
    );
  });

  test('property: the kept samples are as many as the sizes say', () => {
    fc.assert(
      fc.property(anyMask, (mask) => {
        const { sizes, kept } = largestParts(mask, 2);
        return countOf(kept) === (sizes[0] ?? 0) + (sizes[1] ?? 0);
      }),
    );
  });
});

test('erode takes the rim, and the edge of the grid is rim', () => {
  expect(shown(erode(drawn('#####', '#####', '#####', '####.')))).toEqual([
    '.....',
    '.###.',
    '.##..',
    '.....',
  ]);
});

test('squareAroundMask centres a square on the mask, with the margin on every side', () => {
  const square = squareAroundMask(drawn('......', '.####.', '.####.', '......'), 0.25);
  expect(square).toEqual({ x: 0, y: -1, side: 6 });
});
