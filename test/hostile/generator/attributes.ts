import { defaultReadLimits } from '../../../src/domain/kernel/limits';
import { type ElementSpec, imageFile, syntaxes } from '../../dicom/dicomBuilder';
import { group, type HostileFile, whole } from './hostileFile';

const pixels = [1, 2, 3, 4];
const image = (...more: ElementSpec[]) => imageFile({ pixels, more });
const endless = (rows: number, columns: number, frames: string) =>
  image([0x00280008, 'IS', frames], [0x00280010, 'US', [rows]], [0x00280011, 'US', [columns]]);

/** Attributes of which a reader could make a wrong picture, or none in any time. */
export const attributes: readonly HostileFile[] = [
  ...group('Rows of length 1, or typed DS', 'inconsistent-attributes', [
    ['Rows of one byte', (random) => image([0x00280010, 'US', new Uint8Array([whole(random, 1, 255)])])],
    ['Rows typed DS', () => image([0x00280010, 'DS', '2 '])],
    [
      'Columns of three bytes',
      (random) => image([0x00280011, 'US', new Uint8Array([2, 0, whole(random, 0, 255)])]),
    ],
    ['Bits Allocated as text', () => image([0x00280100, 'IS', '16'])],
  ]),
  ...group('65535 x 65535 x 2^31 frames', 'too-large', [
    ['2^31 frames', () => endless(65_535, 65_535, '2147483648')],
    ['a frame of 4 gigapixels', () => endless(65_535, 65_535, '1')],
    ['as many frames as digits allow', () => endless(1, 1, '9999999999')],
  ]),
  ...group('unsupported-transfer-syntax', 'unsupported-transfer-syntax', [
    ['JPEG XL', () => imageFile({ pixels }, '1.2.840.10008.1.2.4.110')],
    ['deflated frames', () => imageFile({ pixels }, '1.2.840.10008.1.2.8.1')],
    ['of its own', (random) => imageFile({ pixels }, `2.25.${whole(random, 1, 1e9)}`)],
  ]),
  ...group('unsupported-pixel-format', 'unsupported-pixel-format', [
    ['12 bits allocated', () => imageFile({ pixels, bits: [12, 12, 11] })],
    ['ARGB', () => imageFile({ pixels, photometric: 'ARGB' })],
    ['an interpretation of its own', () => imageFile({ pixels, photometric: 'MONOCHROME3' })],
  ]),
  ...group('inconsistent-attributes', 'inconsistent-attributes', [
    [
      'more bits stored than allocated',
      (random) => imageFile({ pixels, bits: [16, whole(random, 17, 64), 16] }),
    ],
    ['three samples of grey', () => imageFile({ pixels, samples: 3 })],
    ['a slope that is no number', () => image([0x00281053, 'DS', 'one'])],
    ['plain pixels called MPEG-2', () => imageFile({ pixels }, '1.2.840.10008.1.2.4.100')],
    ['plain pixels called HEVC', () => imageFile({ pixels }, '1.2.840.10008.1.2.4.107')],
    ['a palette that is missing', () => imageFile({ pixels, photometric: 'PALETTE COLOR' })],
  ]),
  ...group('corrupt-pixel-data', 'corrupt-pixel-data', [
    ['a JPEG that is none', () => compressed(new Uint8Array(64).fill(0x55))],
    ['a JPEG of its first marker', () => compressed(new Uint8Array([0xff, 0xd8, 0xff, 0xff]))],
    [
      'no fragments',
      () => imageFile({ pixels: { fragments: [] }, bits: [8, 8, 7], pixelVr: 'OB' }, syntaxes.jpegBaseline),
    ],
  ]),
  ...group('too-large', 'too-large', [
    ['a window of a million numbers', () => image([0x00281050, 'UT', '1\\'.repeat(1_000_000)])],
    ['a palette of more pixels than memory', () => endless(40_000, 40_000, '1')],
    ['a file over the limit', () => Buffer.alloc(defaultReadLimits.maxFileBytes + 1, 'DICM')],
  ]),
];

function compressed(stream: Uint8Array): Buffer {
  const fragments = [new Uint8Array(0), stream];
  return imageFile({ pixels: { fragments }, bits: [8, 8, 7], pixelVr: 'OB' }, syntaxes.jpegBaseline);
}
