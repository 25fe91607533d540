import fc from 'fast-check';
import { pack, unpackRange } from '../../src/storage/packed';

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

test('any stretch of what was packed comes out as it went in; past the end there is nothing', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ maxLength: 300 }),
      fc.nat(320),
      fc.nat(320),
      fc.integer({ min: 1, max: 64 }),
      async (bytes, start, length, size) => {
        const packed = await pack(bytes);
        const range = await unpackRange(inPieces(packed, size), start, length);
        expect([...range]).toEqual([...bytes.subarray(start, start + length)]);
      },
    ),
    { numRuns: 60 },
  );
});

test('nothing is read after the end of the stretch', async () => {
  const packed = await pack(
    Uint8Array.from({ length: 8_000_000 }, (_, index) => (index * 2654435761) >>> 24),
  );
  let read = 0;
  async function* counted() {
    for await (const piece of inPieces(packed, 10_000)) {
      read += piece.length;
      yield piece;
    }
  }
  await unpackRange(counted(), 1000, 1000);
  expect(read).toBeLessThan(packed.length / 2);
});

test('content that was cut off is an error', async () => {
  const packed = await pack(Uint8Array.from({ length: 1000 }, (_, index) => index));
  await expect(unpackRange(inPieces(packed.subarray(0, 100), 50), 900, 50)).rejects.toThrow('unexpected end');
});
