import fc from 'fast-check';
import { asSiteKey } from '../../../../src/domain/kernel/identifiers/ids';
import { pseudonymsOf } from '../../../../src/domain/kernel/identifiers/pseudonyms';

const keyOf = (byte: number) => asSiteKey(new Uint8Array(32).fill(byte));
const here = pseudonymsOf(keyOf(1));
const elsewhere = pseudonymsOf(keyOf(2));

test('a UID stands for a UID: under the root of UUIDs, at most 64 characters, always the same', () => {
  fc.assert(
    fc.property(fc.string(), (uid) => {
      const other = here.uid(uid);
      expect(other).toMatch(/^2\.25\.[1-9]\d{0,38}$/);
      expect(here.uid(uid)).toBe(other);
      expect(elsewhere.uid(uid)).not.toBe(other);
      const uuid = BigInt(other.slice(5)).toString(16).padStart(32, '0');
      // Version 8 and the variant of RFC 9562.
      expect(uuid).toMatch(/^[0-9a-f]{12}8[0-9a-f]{3}[89ab][0-9a-f]{15}$/);
    }),
  );
});

test('different UIDs have different ones', () => {
  const uids = Array.from({ length: 10_000 }, (_, index) => here.uid(`1.2.${index}`));
  expect(new Set(uids).size).toBe(uids.length);
});

test('days are whole, from 1 to 3650, and depend on patient and site', () => {
  const days = Array.from({ length: 5_000 }, (_, index) => here.daysEarlier(`ID${index}`));
  expect(days.every((count) => Number.isInteger(count) && count >= 1 && count <= 3650)).toBe(true);
  expect(new Set(days).size).toBeGreaterThan(2_000);
  expect(here.daysEarlier('ID1')).toBe(days[1]);
  expect(elsewhere.daysEarlier('ID1')).not.toBe(days[1]);
});

test('what stands for a patient tells nothing of what stands for a UID of the same text', () => {
  expect(here.patient('1.2.3')).toMatch(/^[0-9A-F]{16}$/);
  const uid = BigInt(here.uid('1.2.3').slice(5)).toString(16).toUpperCase();
  expect(uid).not.toContain(here.patient('1.2.3').slice(0, 8));
});
