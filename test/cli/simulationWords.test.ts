import { simulationWords } from '../../src/cli/commands/simulate/simulationWords';
import { spokenEnglish } from '../../src/cli/language/language';
import { spoken as german } from '../../src/cli/language/texts/de/german';

const says = simulationWords(spokenEnglish);

test.each([
  [0.04, '0.0 min'],
  [-0.04, '0.0 min'],
  [-0.06, '-0.1 min'],
  [9.94, '9.9 min'],
  [-12.4, '-12 min'],
])('%d minutes are %s', (minutes, text) => {
  expect(says.minutes(minutes)).toBe(text);
});

test('a difference whose interval has both signs is none, and its end is no minus zero', () => {
  expect(says.saved('diseased', { mean: 0.1, low: -0.01, high: 0.3 })).toBe(
    'Diseased studies are read neither clearly sooner nor later: 0.1 min (0.0 to 0.3) sooner.',
  );
});

test('numbers and sentences are in the language of the person', () => {
  expect(simulationWords(german).saved('others', { mean: -2.5, low: -3, high: -2 })).toBe(
    'Untersuchungen der Übrigen werden 2,5 min (2,0 bis 3,0) später befundet als nach Eingang.',
  );
});
