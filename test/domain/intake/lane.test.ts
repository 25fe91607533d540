import fc from 'fast-check';
import { lanes, standsAt, uncoveredWaitsMs } from '../../../src/domain/intake/lane';

const file = fc.record({
  lane: fc.constantFrom(...lanes),
  received: fc.integer({ min: 0, max: 2 ** 41 }),
});
const place = ({ lane, received }: { lane: (typeof lanes)[number]; received: number }) =>
  standsAt(lane, new Date(received).toISOString());

test('of two files of a lane, the earlier one stands first', () => {
  fc.assert(
    fc.property(file, fc.nat(2 ** 40), (one, later) => {
      const other = { ...one, received: one.received + later };
      expect(place(one) <= place(other)).toBe(true);
    }),
  );
});

test('of two files of one time, the uncovered one never stands first', () => {
  fc.assert(
    fc.property(file, (one) => {
      expect(place(one) <= place({ ...one, lane: 'uncovered' })).toBe(true);
    }),
  );
});

test('no file is overtaken by one that came more than half an hour after it', () => {
  fc.assert(
    fc.property(file, file, fc.nat(2 ** 30), (one, other, more) => {
      const later = { ...other, received: one.received + uncoveredWaitsMs + 1 + more };
      expect(place(one) < place(later)).toBe(true);
    }),
  );
});
