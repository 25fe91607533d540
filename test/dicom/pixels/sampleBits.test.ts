import fc from 'fast-check';
import { interleavePlanes } from '../../../src/dicom/pixels/colourLayout';
import { hasBitsToSettle, keepStoredBits, swapBytes } from '../../../src/dicom/pixels/sampleBits';

const seed = 11;

const formats = fc
  .constantFrom(8, 16, 32)
  .chain((bitsAllocated) => fc.tuple(fc.constant(bitsAllocated), fc.integer({ min: 2, max: bitsAllocated })))
  .chain(([bitsAllocated, bitsStored]) =>
    fc.record({
      bitsAllocated: fc.constant(bitsAllocated),
      bitsStored: fc.constant(bitsStored),
      highBit: fc.integer({ min: bitsStored - 1, max: bitsAllocated - 1 }),
      pixelRepresentation: fc.constantFrom(0 as const, 1 as const),
    }),
  );

/** Where in a larger buffer the samples lie, in samples: the address decides how they are looked at. */
const shifts = fc.integer({ min: 0, max: 5 });

/** What PS3.5 8.1.1 says, a bit after the other, in numbers without limits. */
function storedValue(
  pattern: bigint,
  format: { bitsStored: number; highBit: number; pixelRepresentation: 0 | 1 },
) {
  const low = BigInt(format.highBit + 1 - format.bitsStored);
  const bits = BigInt.asUintN(format.bitsStored, pattern >> low);
  return format.pixelRepresentation === 1 ? BigInt.asIntN(format.bitsStored, bits) : bits;
}

test('kept are the stored bits with their sign, and nothing else', () => {
  fc.assert(
    fc.property(
      formats,
      shifts,
      fc.array(fc.nat(), { minLength: 1, maxLength: 90 }),
      (format, shift, values) => {
        const width = format.bitsAllocated / 8;
        const patterns = values.map((value, at) =>
          BigInt.asUintN(format.bitsAllocated, BigInt(value) * BigInt(at + 1)),
        );
        const buffer = new Uint8Array((values.length + shift) * width);
        const pixels = buffer.subarray(shift * width);
        const view = new DataView(pixels.buffer, pixels.byteOffset);
        const write = (at: number, value: bigint) => {
          for (let byte = 0; byte < width; byte += 1)
            view.setUint8(at * width + byte, Number(BigInt.asUintN(8, value >> BigInt(8 * byte))));
        };
        for (const [at, pattern] of patterns.entries()) write(at, pattern);
        const before = Uint8Array.from(pixels);
        const wanted = patterns.map((pattern) => storedValue(pattern, format));
        const expected = Uint8Array.from(pixels);
        const target = new DataView(expected.buffer);
        for (const [at, value] of wanted.entries()) {
          for (let byte = 0; byte < width; byte += 1)
            target.setUint8(at * width + byte, Number(BigInt.asUintN(8, value >> BigInt(8 * byte))));
        }
        const changes = Buffer.compare(before, expected) !== 0;
        // Where High Bit is higher than need be, nobody looks first.
        if (format.highBit === format.bitsStored - 1) expect(hasBitsToSettle(pixels, format)).toBe(changes);
        keepStoredBits(pixels, format);
        expect(Buffer.from(pixels).equals(expected)).toBe(true);
      },
    ),
    { seed, numRuns: 400 },
  );
});

test('zeros and copies of the sign above are no foreign bits; others are', () => {
  const format = { bitsAllocated: 16, bitsStored: 12, highBit: 11, pixelRepresentation: 1 as const };
  const keep = (...values: number[]) =>
    keepStoredBits(new Uint8Array(Uint16Array.from(values).buffer), format);
  expect(keep(0x0fff, 0x07ff, 0)).toBe(false);
  expect(keep(0xffff, 0xf800, 0x0001)).toBe(false);
  expect(keep(0x1fff)).toBe(true);
  expect(keep(0xf001)).toBe(true);
});

test('bytes are reversed in whole groups', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 70 }), fc.constantFrom(2, 4, 8), (bytes, width) => {
      const expected = Uint8Array.from(bytes, (byte, at) => {
        const group = at - (at % width);
        return group + width > bytes.length ? byte : (bytes[group + width - 1 - (at % width)] ?? 0);
      });
      expect(swapBytes(Uint8Array.from(bytes), width)).toEqual(expected);
    }),
    { seed },
  );
});

test('planes become samples', () => {
  const sizes = fc.record({
    rows: fc.integer({ min: 1, max: 5 }),
    columns: fc.integer({ min: 1, max: 5 }),
    frames: fc.integer({ min: 1, max: 3 }),
    bitsAllocated: fc.constantFrom(8, 16, 32),
  });
  fc.assert(
    fc.property(sizes, (size) => {
      const [plane, width] = [size.rows * size.columns, size.bitsAllocated / 8];
      const pixels = Uint8Array.from({ length: plane * 3 * size.frames * width }, (_, at) => (at * 7) % 251);
      const result = interleavePlanes(pixels, { ...size, samplesPerPixel: 3 });
      for (let frame = 0; frame < size.frames; frame += 1) {
        for (let pixel = 0; pixel < plane; pixel += 1) {
          for (let sample = 0; sample < 3; sample += 1) {
            const from = ((frame * 3 + sample) * plane + pixel) * width;
            const to = ((frame * plane + pixel) * 3 + sample) * width;
            expect(result.subarray(to, to + width)).toEqual(pixels.subarray(from, from + width));
          }
        }
      }
    }),
    { seed, numRuns: 50 },
  );
});
