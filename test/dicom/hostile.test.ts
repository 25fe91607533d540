import fc from 'fast-check';
import { createRandom } from '../../src/cli/synthetic/random';
import { readFile } from '../../src/decoder/child/readFile';
import { readDicom } from '../../src/dicom/readDicom';
import { imageDescriptionSchema } from '../../src/domain/image/imageDescription';
import { defaultReadLimits } from '../../src/domain/kernel/limits';
import { RefusedError } from '../../src/domain/reasons/refusals';
import { mutate } from '../hostile/mutations';
import { readSeedFiles } from '../hostile/seedFiles';
import { imageFile, syntaxes } from './dicomBuilder';

const limits = { ...defaultReadLimits, maxPixels: 1_000_000, maxInflatedBytes: 4_000_000 };
const seeds = Object.values(syntaxes)
  .filter((syntax) => syntax !== syntaxes.jpegBaseline)
  .map((syntax) =>
    imageFile(
      {
        rows: 4,
        columns: 4,
        pixels: Array.from({ length: 16 }, (_, index) => index),
        more: [
          [0x00081140, 'SQ', { items: [[[0x00081150, 'UI', '1.2.3']], [[0x00081155, 'UI', '1.2.4']]] }],
          [0x00281050, 'DS', '8'],
          [0x00281051, 'DS', '16'],
          [
            0x00283010,
            'SQ',
            {
              items: [
                [
                  [0x00283002, 'US', [2, 0, 8]],
                  [0x00283006, 'OW', [0, 255]],
                ],
              ],
            },
          ],
        ],
      },
      syntax,
    ),
  );

/** Reads, or refuses by a code: never anything else. */
async function readOrRefuse(bytes: Uint8Array): Promise<void> {
  try {
    const { description, pixels } = await readDicom(bytes, limits);
    expect(imageDescriptionSchema.safeParse(description).success).toBe(true);
    const { rows, columns, frames, samplesPerPixel, bitsAllocated } = description;
    expect(pixels).toHaveLength(rows * columns * frames * samplesPerPixel * (bitsAllocated / 8));
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
  }
}

const edit = fc.record({ at: fc.nat(), value: fc.oneof(fc.constantFrom(0, 0xff, 0x7f, 0x80), fc.nat(255)) });

test('damaged files are read or refused, and nothing else happens', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...seeds),
      fc.array(edit, { minLength: 1, maxLength: 6 }),
      fc.option(fc.nat(), { freq: 4 }),
      async (seed, edits, cut) => {
        const bytes = new Uint8Array(seed);
        for (const { at, value } of edits) bytes[at % bytes.length] = value;
        await readOrRefuse(cut === null ? bytes : bytes.subarray(0, cut % bytes.length));
      },
    ),
    { numRuns: 3000 },
  );
});

test('random bytes behind a DICOM mark are read or refused', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), (bytes) =>
      readOrRefuse(Buffer.concat([Buffer.alloc(128), Buffer.from('DICM'), bytes])),
    ),
    { numRuns: 1000 },
  );
});

/** A few of what `npm run test:hostile` does by the thousand in decoding processes; here a stack trace shows where. */
test('files that the mutator damaged are read, or refused by a reason', async () => {
  const small = (await readSeedFiles()).filter((file) => file.bytes.length < 20_000);
  const random = createRandom(7);
  for (let count = 0; count < 300; count += 1) {
    const { name, bytes } = mutate(small, random);
    const outcome = await readFile(bytes, '', limits).then(
      () => 'read',
      (error: unknown) => (error instanceof RefusedError ? error.code : String(error)),
    );
    expect([name, outcome]).not.toEqual([name, 'internal-error']);
    expect(outcome).not.toContain('Error');
  }
});
