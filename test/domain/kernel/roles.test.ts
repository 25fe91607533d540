import fc from 'fast-check';
import { rights, rightsOf, roles, rolesWith } from '../../../src/domain/kernel/roles';

test('several roles may do what any of them may, and nothing else', () => {
  fc.assert(
    fc.property(fc.subarray([...roles]), (own) => {
      const expected = rights.filter((right) => rolesWith(right).some((role) => own.includes(role)));
      expect(rightsOf(own)).toEqual(expected);
    }),
  );
});

test('every right is had by some role, and nobody without a role has any', () => {
  expect(rights.filter((right) => rolesWith(right).length === 0)).toEqual([]);
  expect(rightsOf([])).toEqual([]);
});

test('only a reviewer sees identities and reviews', () => {
  expect(rolesWith('read-identities')).toEqual(['reviewer']);
  expect(rolesWith('review-studies')).toEqual(['reviewer']);
});
