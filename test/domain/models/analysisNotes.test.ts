import { doubtsOf } from '../../../src/domain/models/analysisNotes';

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
