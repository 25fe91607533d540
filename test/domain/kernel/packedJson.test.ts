import { gzipSync } from 'node:zlib';
import { packedJson, unpackedJson } from '../../../src/domain/kernel/packedJson';

test('what is large is stored as gzip, and comes back as it was', () => {
  const large = { list: Array.from({ length: 1_000 }, (_, index) => `item ${index}`) };
  const { bytes, contentEncoding } = packedJson(large);
  expect(contentEncoding).toBe('gzip');
  expect(bytes.length).toBeLessThan(JSON.stringify(large).length / 2);
  expect(JSON.parse(unpackedJson(bytes).toString())).toEqual(large);
});

test('what is small is stored as it is', () => {
  const stored = packedJson({ a: 1 });
  expect(stored).toEqual({ bytes: Buffer.from('{"a":1}') });
  expect(unpackedJson(stored.bytes)).toBe(stored.bytes);
});

test('what somebody else packed does not fill the memory, and what is cut off is no JSON', () => {
  const bomb = Buffer.concat(Array.from({ length: 65 }, () => gzipSync(Buffer.alloc(2 ** 20, ' '))));
  expect(() => unpackedJson(bomb)).toThrow('larger than');
  expect(() => unpackedJson(gzipSync(Buffer.alloc(100)).subarray(0, 20))).toThrow();
});
