import { createHmac } from 'node:crypto';
import {
  arrivalIdOf,
  asSiteKey,
  isId,
  normaliseEtag,
  studyIdOf,
  studyIdOfPicture,
} from '../../../../src/domain/kernel/identifiers/ids';

const key = asSiteKey(new Uint8Array(32).fill(7));
const otherKey = asSiteKey(new Uint8Array(32).fill(8));

describe('ids', () => {
  test('an arrival is the HMAC-SHA-256 of container, name and version', () => {
    const expected = createHmac('sha256', Buffer.alloc(32, 7))
      .update('arrival\0incoming\0a.dcm\x000x8DC')
      .digest('hex');
    expect(arrivalIdOf(key, 'incoming', 'a.dcm', '"0x8DC"')).toBe(expected);
  });

  test('the quotes of an ETag do not make another arrival', () => {
    const spellings = ['0x8DC', '"0x8DC"', 'W/"0x8DC"'];
    expect(new Set(spellings.map((etag) => arrivalIdOf(key, 'c', 'n', etag))).size).toBe(1);
    expect(spellings.map(normaliseEtag)).toEqual(['0x8DC', '0x8DC', '0x8DC']);
  });

  test('fields do not run into each other', () => {
    expect(arrivalIdOf(key, 'a', 'bc', 'd')).not.toBe(arrivalIdOf(key, 'ab', 'c', 'd'));
  });

  test('the same UID is another id at another site, and for another purpose', () => {
    const uid = '1.2.826.0.1.3680043.8.498.1';
    const ids = [studyIdOf(key, uid), studyIdOf(otherKey, uid), studyIdOfPicture(key, uid)];
    expect(new Set(ids).size).toBe(3);
    expect(ids.every(isId)).toBe(true);
  });

  test('a short site key is refused', () => {
    expect(() => asSiteKey(new Uint8Array(31))).toThrow(RangeError);
  });

  test.each([undefined, '', '../secret', 'A'.repeat(64), 'a'.repeat(63), `${'a'.repeat(64)}\n`])(
    '%j is no id',
    (text) => {
      expect(isId(text)).toBe(false);
    },
  );
});
