import { analysisNotes } from '../../../src/domain/models/analysisNotes';
import { notAnalysedReasons } from '../../../src/domain/reasons/notAnalysedReason';
import { readNotes } from '../../../src/domain/reasons/readNotes';
import { refusalCodes } from '../../../src/domain/reasons/refusalCode';
import {
  kindWords,
  notAnalysedAdvice,
  notAnalysedWords,
  noteWords,
  refusalAdvice,
  refusalWords,
  words,
} from '../../../src/domain/words/words';

const now = Date.parse('2026-05-01T12:00:00.000Z');
const { values } = words;

describe('values have one form', () => {
  test.each([
    [59_000, 'under a minute'],
    [60_000, '1 min'],
    [120 * 60_000, '2 h'],
    [125 * 60_000, '2 h 5 min'],
    [72 * 3_600_000, '3 d'],
    [76 * 3_600_000, '3 d 4 h'],
  ])('%i ms is %s', (milliseconds, text) => {
    expect(values.duration(milliseconds)).toBe(text);
  });

  test('a command that took long says so as everything else does', () => {
    expect([4_230, 99_900, 180_000].map(values.elapsed)).toEqual(['4.2 s', '99.9 s', '3 min']);
  });

  test('before and after it is due', () => {
    expect(values.due('2026-05-01T14:00:00.000Z', now)).toBe('due in 2 h');
    expect(values.due('2026-05-01T11:30:00.000Z', now)).toBe('overdue by 30 min');
  });

  test('rounding makes nothing certain', () => {
    expect([0, 0.001, 0.5, 0.999, 1].map(values.percent)).toEqual([
      '0 %',
      '< 1 %',
      '50 %',
      '> 99 %',
      '100 %',
    ]);
  });

  test('a range is said once, and so is a share with its interval', () => {
    expect(values.percentRange([0.098, 0.3])).toBe('10–30 %');
    expect(values.countedShare({ k: 12, n: 16, low: 0.5, high: 0.9 })).toBe('75 % (50–90 %), 12 of 16');
    expect(values.countedShare({ k: 0, n: 0, low: 0, high: 1 })).toBe('none yet');
  });
});

describe('reasons', () => {
  const sentences = [
    ...refusalCodes.map((code) => refusalAdvice(code)),
    ...notAnalysedReasons.map(notAnalysedAdvice),
    ...[...analysisNotes, ...readNotes].map(noteWords),
  ];

  test('are whole sentences, none said twice', () => {
    expect(sentences.filter((text) => !/^[A-Z].*[^.]\.$/s.test(text))).toEqual([]);
    expect(new Set(sentences).size).toBe(sentences.length);
  });

  test('where in the file it was met stands before the full stop', () => {
    expect(refusalWords('truncated', { offset: 512 })).toBe(
      'The file ends before its content is complete (offset 512).',
    );
    expect(refusalWords('inconsistent-attributes', { tag: '(0028,0010)', value: 0 })).toBe(
      'Attributes that describe the pixels are missing or contradict each other ((0028,0010), value 0).',
    );
  });

  test('what to do is said where there is something to do', () => {
    expect(notAnalysedAdvice('picture-turned')).toBe(
      'The picture lies on its side or upside down. Rotate it, and send it again.',
    );
    expect(notAnalysedAdvice('multi-frame')).toBe(notAnalysedWords('multi-frame'));
  });

  test('a code that nobody knows is shown as it is, whatever it is called', () => {
    for (const code of ['of-next-year', 'constructor'])
      expect([noteWords(code), notAnalysedWords(code), notAnalysedAdvice(code)]).toEqual([code, code, code]);
  });

  // The region model notes a value below its usual range and one above it alike.
  test.each(['share', 'confidence', 'balance'] as const)(
    'an unusual %s is said without a direction',
    (measure) => {
      expect(noteWords(`region-${measure}-unusual`)).toMatch(
        /small or large|low or unusually high|size ratio/,
      );
    },
  );
});

test('what is not known of a picture is left out', () => {
  expect(kindWords('DX', undefined, 'PA')).toBe('DX · PA');
  expect(kindWords(undefined)).toBe('picture');
});
