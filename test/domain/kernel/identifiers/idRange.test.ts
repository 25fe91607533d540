import fc from 'fast-check';
import { partOf, rangeAfter } from '../../../../src/domain/kernel/identifiers/idRange';
import { hexId } from '../../arbitraries';

test('ranges of any lengths, one after the other, hold every id once in each round', () =>
  fc.assert(
    fc.property(
      fc.array(fc.string(), { minLength: 1, maxLength: 20 }),
      fc.infiniteStream(fc.nat(2)),
      (names, chance) => {
        const ids = [...new Set(names.map(hexId))];
        let range = '';
        let isFirst = false;
        const found: string[] = [];
        for (let steps = 0; !isFirst; steps += 1) {
          // Too long, at first more than half of the time.
          if (chance.next().value > 0 && steps < 20 && range.length < 4) {
            range = partOf(range);
            continue;
          }
          found.push(...ids.filter((id) => id.startsWith(range)));
          ({ next: range, isFirst } = rangeAfter(range, chance.next().value === 0));
        }
        expect(found.sort()).toEqual(ids.sort());
        expect(/^0*$/.test(range)).toBe(true);
      },
    ),
    { numRuns: 200 },
  ));

test('after a part comes the next of the same length; where little is, a longer one', () => {
  expect(rangeAfter('00f', false)).toEqual({ next: '010', isFirst: false });
  expect(rangeAfter('00f', true)).toEqual({ next: '01', isFirst: false });
  expect(rangeAfter('001', true)).toEqual({ next: '002', isFirst: false });
  expect(rangeAfter('fff', false)).toEqual({ next: '000', isFirst: true });
  expect(rangeAfter('', true)).toEqual({ next: '', isFirst: true });
});
