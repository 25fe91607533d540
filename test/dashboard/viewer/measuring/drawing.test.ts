import {
  heldAt,
  lastPoint,
  withMoved,
  withoutUnfinished,
  withPoint,
} from '../../../../src/dashboard/viewer/measuring/drawing';
import type { Mark } from '../../../../src/dashboard/viewer/measuring/marks';

const at = (x: number, y = 0) => ({ x, y });

test('points make marks, one after the other', () => {
  const marks = [1, 2, 3].reduce<Mark[]>((known, x) => withPoint(known, 'length', at(x)), []);
  expect(marks).toEqual([
    { tool: 'length', points: [at(1), at(2)] },
    { tool: 'length', points: [at(3)] },
  ]);
  expect(lastPoint(marks)).toEqual({ mark: 1, point: 0 });
});

test('what another tool left unfinished is dropped', () => {
  const begun = withPoint([], 'angle', at(1));
  expect(withPoint(begun, 'length', at(2))).toEqual([{ tool: 'length', points: [at(2)] }]);
  expect(withoutUnfinished(begun)).toEqual([]);
});

test('the nearest point within reach is taken hold of, and moves alone', () => {
  const marks: Mark[] = [{ tool: 'length', points: [at(0), at(10)] }];
  const to = (x: number) => (point: { x: number }) => Math.abs(point.x - x);
  expect(heldAt(marks, 5, to(7))).toEqual({ mark: 0, point: 1 });
  expect(heldAt(marks, 5, to(20))).toBeUndefined();
  expect(withMoved(marks, { mark: 0, point: 1 }, at(99))).toEqual([
    { tool: 'length', points: [at(0), at(99)] },
  ]);
});
