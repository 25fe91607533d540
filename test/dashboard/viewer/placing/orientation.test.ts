import fc from 'fast-check';
import {
  fromScreen,
  mirroredAcross,
  mirroredDown,
  type Orientation,
  onScreen,
  orientationWords,
  stepBefore,
  toScreen,
  turnedEdges,
  turnedRight,
  upright,
} from '../../../../src/dashboard/viewer/placing/orientation';

const size = { width: 400, height: 201 };
const edges = { left: 'R', top: 'H', right: 'L', bottom: 'F' };
const orientation: fc.Arbitrary<Orientation> = fc.record({
  quarterTurns: fc.constantFrom(0, 1, 2, 3),
  mirrored: fc.boolean(),
});
const point = fc.record({ x: fc.integer({ min: 0, max: 400 }), y: fc.integer({ min: 0, max: 400 }) });

test('what is turned and mirrored is found again where it is drawn, in whole pixels', () => {
  fc.assert(
    fc.property(orientation, point, (turned, at) => {
      const way = toScreen(turned, size);
      const seen = onScreen(way, at);
      expect([Number.isInteger(seen.x), Number.isInteger(seen.y)]).toEqual([true, true]);
      const back = fromScreen(way, seen);
      expect([back.x + 0, back.y + 0]).toEqual([at.x, at.y]);
    }),
  );
});

test('a turn to the right brings the upper left corner to the upper right', () => {
  const way = toScreen(turnedRight(upright, 1), size);
  expect(onScreen(way, { x: 0, y: 0 })).toEqual({ x: 400, y: 0 });
  // As the picture is turned, a step down on the screen is one to the right in it.
  const { x, y } = stepBefore(way, 0, 5);
  expect([x + 0, y + 0]).toEqual([5, 0]);
});

test('mirroring on the screen exchanges its sides, however the picture is turned', () => {
  fc.assert(
    fc.property(orientation, point, (turned, at) => {
      const seen = onScreen(toScreen(turned, size), at);
      expect(onScreen(toScreen(mirroredAcross(turned), size), at)).toEqual({ x: 400 - seen.x, y: seen.y });
      expect(onScreen(toScreen(mirroredDown(turned), size), at)).toEqual({ x: seen.x, y: 201 - seen.y });
    }),
  );
});

test('four turns, and mirroring twice, change nothing', () => {
  fc.assert(
    fc.property(orientation, (turned) => {
      expect(turnedRight(turned, 4)).toEqual(turned);
      expect(mirroredAcross(mirroredAcross(turned))).toEqual(turned);
      expect(mirroredDown(mirroredDown(turned))).toEqual(turned);
    }),
  );
});

test('the sides of the patient go with the picture', () => {
  expect(turnedEdges(edges, upright)).toEqual(edges);
  expect(turnedEdges(edges, mirroredAcross(upright))).toEqual({ ...edges, left: 'L', right: 'R' });
  expect(turnedEdges(edges, turnedRight(upright, 1))).toEqual({
    top: 'R',
    right: 'H',
    bottom: 'L',
    left: 'F',
  });
  const both = turnedRight(mirroredAcross(upright), 1);
  expect(turnedEdges(edges, both)).toEqual({ top: 'L', right: 'H', bottom: 'R', left: 'F' });
});

test('a picture that is not as it was made says so', () => {
  expect(orientationWords(upright)).toBe('');
  expect(orientationWords({ quarterTurns: 3, mirrored: true })).toBe('Mirrored, Turned 270°');
});
