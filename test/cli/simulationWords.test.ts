import { minutesText, savedText } from '../../src/cli/commands/simulate/simulationWords';

test.each([
  [0.04, '0.0 min'],
  [-0.04, '0.0 min'],
  [-0.06, '-0.1 min'],
  [9.94, '9.9 min'],
  [-12.4, '-12 min'],
])('%d minutes are %s', (minutes, text) => {
  expect(minutesText(minutes)).toBe(text);
});

test('a difference whose interval has both signs is none, and its end is no minus zero', () => {
  expect(savedText({ mean: 0.1, low: -0.01, high: 0.3 }, 'diseased')).toBe(
    'Diseased studies are read neither clearly sooner nor later: 0.1 min (0.0 to 0.3) sooner.',
  );
});
