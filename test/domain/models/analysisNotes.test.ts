import { doubtsOf, noteWords } from '../../../src/domain/models/analysisNotes';

test('a code that nobody knows is shown as it is, whatever it is called', () => {
  expect(noteWords('gate-unsure')).toMatch(/not sure/);
  expect(noteWords('missing-preamble')).toMatch(/no preamble/);
  expect(noteWords('of-next-year')).toBe('of-next-year');
  expect(noteWords('constructor')).toBe('constructor');
});

test('doubts: every note once, without the one that every picture has that is not square', () => {
  const analysis = (...notes: string[]) => ({
    outcome: 'abstained' as const,
    model: { id: 'm', version: '1.0.0', sha256: 'aa' },
    reason: 'blank-picture' as const,
    notes,
  });
  expect(doubtsOf([analysis('padded', 'of-next-year'), analysis('gate-unsure', 'of-next-year')])).toEqual([
    'gate-unsure',
    'of-next-year',
  ]);
});
