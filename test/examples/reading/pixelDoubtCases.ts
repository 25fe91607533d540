import { type ElementSpec, imageFile } from '../../dicom/dicomBuilder';
import { type Case, isNoted, isRefused, noteOf, shownLevels, storedValues } from './case';

const pixels = [1, 2, 3, 4];
const image = (...more: ElementSpec[]) => imageFile({ pixels, more });

/** A picture of 2 × 2 bytes as RLE: one segment with one literal run. */
const rlePicture = Buffer.concat([
  Buffer.from([1, 0, 0, 0, 64]),
  Buffer.alloc(59),
  Buffer.from([3, 1, 2, 3, 4, 0]),
]);

function compressed(...pictures: readonly Uint8Array[]): Buffer {
  const fragments = [new Uint8Array(0), ...pictures];
  return imageFile({ pixels: { fragments }, pixelVr: 'OB', bits: [8, 8, 7] }, '1.2.840.10008.1.2.5');
}

/** More frames than are stated; the refusal says how many. */
function severalFrames(what: string, value: string, make: () => Uint8Array): Case {
  return isRefused('inconsistent-attributes', what, make, { value });
}

/** For rows of the table of doubts about pixels and their attributes: the files that show them. */
export const pixelDoubtCases: Readonly<Record<string, readonly Case[]>> = {
  'Bits Stored, High Bit, Pixel Representation, Samples per Pixel or Planar Configuration missing': [
    ...[0x00280101, 0x00280102, 0x00280103, 0x00280002].map((tag) =>
      isNoted('attribute-assumed', `no (0028,${(tag & 0xffff).toString(16).padStart(4, '0')})`, () =>
        image([tag, 'US', []]),
      ),
    ),
    isNoted('attribute-assumed', 'colour without Planar Configuration', () =>
      imageFile({
        samples: 3,
        photometric: 'RGB',
        bits: [8, 8, 7],
        pixelVr: 'OB',
        pixels: new Uint8Array(12),
        more: [[0x00280006, 'US', []]],
      }),
    ),
  ],
  'Bits Stored missing where High Bit is there': [
    isNoted(
      'attribute-assumed',
      'High Bit 9',
      () => image([0x00280101, 'US', []], [0x00280102, 'US', [9]]),
      ({ description }) => expect(description.bitsStored).toBe(10),
    ),
  ],
  'more bits stored than allocated, a High Bit that they do not fit under': [
    isRefused('inconsistent-attributes', '17 bits in 16', () => imageFile({ pixels, bits: [16, 17, 16] })),
    isRefused('inconsistent-attributes', '12 bits under High Bit 10', () =>
      imageFile({ pixels, bits: [16, 12, 10] }),
    ),
  ],
  'number of frames 0': [noteOf('zero-frames', ({ description }) => expect(description.frames).toBe(1))],
  'bytes behind the last frame, fewer than a frame has': [
    noteOf('pixel-data-padded', (read) => expect(storedValues(read)).toEqual(pixels)),
  ],
  'a whole frame more than Number of Frames says, or than the one that its absence means, blank or not; further compressed pictures behind the last one, in fragments of their own or not':
    [
      severalFrames('two pictures, and nothing says how many', '2 pictures instead of 1', () =>
        imageFile({ pixels: [...pixels, 5, 6, 7, 8] }),
      ),
      severalFrames('three pictures for two', '3 pictures instead of 2', () =>
        imageFile({ pixels: [...pixels, 5, 6, 7, 8, 3, 1, 4, 1], frames: 2 }),
      ),
      severalFrames('a blank one behind the first', '2 pictures instead of 1', () =>
        imageFile({ pixels: [...pixels, 0, 0, 0, 0] }),
      ),
      severalFrames('two compressed ones in fragments of their own', '2 pictures instead of 1', () =>
        compressed(rlePicture, rlePicture),
      ),
    ],
  'very many compressed samples in all frames together': [
    noteOf('later-frames-not-decoded', ({ description }) => expect(description.frames).toBe(2)),
  ],
  'overlays, in planes of their own or in unused bits': [
    noteOf('overlay-not-shown'),
    noteOf('bits-above-stored', (read) => expect(storedValues(read)).toEqual(pixels)),
  ],
  'float samples that are NaN or infinite': [
    noteOf('non-finite-samples', (read) => {
      expect(new Float32Array(read.pixels.slice().buffer)[0]).toBeNaN();
      expect(shownLevels(read)[0]).toBe(0);
    }),
  ],
};
