import { noteWords } from '../../../src/dashboard/words/noteWords';
import {
  dueIn,
  duration,
  kindWords,
  percent,
  percentRange,
  stanceWords,
} from '../../../src/dashboard/words/words';

const now = Date.parse('2026-05-01T12:00:00.000Z');

describe('words of the pages', () => {
  test.each([
    [59_000, 'under a minute'],
    [60_000, '1 min'],
    [125 * 60_000, '2 h 5 min'],
    [76 * 3_600_000, '3 d 4 h'],
  ])('%i ms is %s', (milliseconds, words) => {
    expect(duration(milliseconds)).toBe(words);
  });

  test('before and after it is due', () => {
    expect(dueIn('2026-05-01T14:00:00.000Z', now)).toBe('due in 2 h 0 min');
    expect(dueIn('2026-05-01T11:30:00.000Z', now)).toBe('overdue by 30 min');
  });

  test('rounding makes nothing certain', () => {
    expect([0, 0.001, 0.5, 0.999, 1].map(percent)).toEqual(['0 %', '< 1 %', '50 %', '> 99 %', '100 %']);
  });

  test('a range is said once', () => {
    expect(percentRange([0.098, 0.3])).toBe('10–30 %');
  });

  test('a score near its threshold says neither yes nor no, on whichever side it is', () => {
    expect(stanceWords({ stance: 'near', positive: true })).toBe('cannot tell: near the threshold');
    expect(stanceWords({ stance: undefined, positive: true })).toBe('above the threshold');
  });

  test('what is not known of a picture is left out', () => {
    expect(kindWords('DX', undefined, 'PA')).toBe('DX · PA');
    expect(kindWords(undefined)).toBe('plain picture');
  });

  test('notes are said in words, those of a later release as they are', () => {
    expect(noteWords('may-be-inverted')).toBe('Black and white may be interchanged.');
    expect(noteWords('region-width-unusual')).toBe('The region that the model looks at is unusual (width).');
    expect(noteWords('something-new')).toBe('something-new');
  });
});
