import fc from 'fast-check';
import { pack, unpack } from '../../../src/storage/images/packed';

test('what was packed comes out as it went in, also of several pieces one behind the other', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.uint8Array({ maxLength: 300 }), { minLength: 1, maxLength: 4 }),
      async (pieces) => {
        const packed = Buffer.concat(await Promise.all(pieces.map(pack)));
        expect([...(await unpack(packed))]).toEqual(pieces.flatMap((piece) => [...piece]));
      },
    ),
    { numRuns: 60 },
  );
});

test('content that was cut off is an error', async () => {
  const packed = await pack(Uint8Array.from({ length: 1000 }, (_, index) => index));
  await expect(unpack(packed.subarray(0, 100))).rejects.toThrow('unexpected end');
});
