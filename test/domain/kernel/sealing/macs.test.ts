import fc from 'fast-check';
import { asSiteKey } from '../../../../src/domain/kernel/identifiers/ids';
import { type MacPurpose, Macs } from '../../../../src/domain/kernel/sealing/macs';
import { testMacs } from '../../../support/siteSecret';

const purposes: MacPurpose[] = ['audit record', 'audit head', 'pending change'];
const value = { b: 1, a: ['x', { d: null, c: undefined }] };

test('a code is that of the value, however its members are ordered', () => {
  const mac = testMacs.of('audit record', value);
  expect(mac).toMatch(/^[0-9a-f]{64}$/);
  expect(testMacs.holds('audit record', { a: ['x', { d: null }], b: 1 }, mac)).toBe(true);
});

test.each([undefined, null, '', 7, {}, ['0'.repeat(64)], '0'.repeat(64), 'A'.repeat(64), '0'.repeat(63)])(
  '%j is no code',
  (mac) => {
    expect(testMacs.holds('audit record', value, mac)).toBe(false);
  },
);

test('a code is for one purpose, one site and one value', () => {
  const other = new Macs(asSiteKey(Buffer.alloc(32, 8)));
  const anything = fc.jsonValue();
  fc.assert(
    fc.property(anything, anything, fc.constantFrom(...purposes), (one, another, purpose) => {
      const mac = testMacs.of(purpose, one);
      for (const wanted of purposes) expect(testMacs.holds(wanted, one, mac)).toBe(wanted === purpose);
      expect(other.holds(purpose, one, mac)).toBe(false);
      if (testMacs.of(purpose, another) !== mac) expect(testMacs.holds(purpose, another, mac)).toBe(false);
      expect(testMacs.holds(purpose, [one], mac)).toBe(false);
    }),
  );
});
