import { stepsOf } from '../../../../src/dashboard/viewer/input/wheel';

test.each([100, 120, 400])('a notch of %i pixels is one step, either way', (pixels) => {
  expect(stepsOf(pixels, 0).steps).toBe(1);
  expect(stepsOf(-pixels, 0).steps).toBe(-1);
});

test('small turns of a trackpad add up to a step', () => {
  let [steps, rest] = [0, 0];
  for (let turn = 0; turn < 20; turn += 1) {
    const turned = stepsOf(10, rest);
    steps += turned.steps;
    rest = turned.rest;
  }
  expect(steps).toBe(5);
});

test('turning back does not first undo what was left', () => {
  expect(stepsOf(-39, 39)).toEqual({ steps: 0, rest: -39 });
});
