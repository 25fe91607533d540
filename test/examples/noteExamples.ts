import type { ReadNote } from '../../src/domain/reasons/readNotes';
import {
  dataSet,
  type ElementSpec,
  type Elements,
  element,
  encodingOf,
  file,
  header,
  type ImageSpec,
  imageElements,
  imageFile,
  metaGroup,
  syntaxes,
} from '../dicom/dicomBuilder';
import { type Example, example, type NotFromAFile } from './example';
import { pictureExamples, streamExamples } from './streamExamples';

const pixels = [1, 2, 3, 4];
const elements = imageElements({ pixels });
const body = dataSet(elements);
const implicitBody = file(dataSet(elements, encodingOf(syntaxes.implicit)));
const image = (...more: ElementSpec[]) => imageFile({ pixels, more });
const window = (centre: string, width: string): Elements => [
  [0x00281050, 'DS', centre],
  [0x00281051, 'DS', width],
];
const rescale: Elements = [
  [0x00281052, 'DS', '0'],
  [0x00281053, 'DS', '2'],
];
const table: ElementSpec = [
  0x00283000,
  'SQ',
  {
    items: [
      [
        [0x00283002, 'US', [4, 0, 16]],
        [0x00283006, 'US', [7, 8, 9, 10]],
      ],
    ],
  },
];
const latin = (text: string) => Buffer.from(text, 'latin1');
const named = (set: string, name: Uint8Array) =>
  image(...(set === '' ? [] : [[0x00080005, 'CS', set] as ElementSpec]), [
    0x00100010,
    'PN',
    name.length % 2 === 0 ? name : Buffer.concat([name, latin(' ')]),
  ]);
const ybr = (values: readonly number[]): ImageSpec => ({
  rows: 1,
  samples: 3,
  photometric: 'YBR_FULL_422',
  bits: [8, 8, 7],
  pixelVr: 'OB',
  pixels: values,
});
const frameGroup = (slope: string): Elements => [
  [
    0x00289145,
    'SQ',
    {
      items: [
        [
          [0x00281052, 'DS', '0'],
          [0x00281053, 'DS', slope],
        ],
      ],
    },
  ],
];

function floats(): Buffer {
  const bytes = Buffer.alloc(16);
  for (const [at, value] of [Number.NaN, 1, 2, 3].entries()) bytes.writeFloatLE(value, 4 * at);
  const kept = imageElements({ pixels, bits: [32, 32, 31] }).filter(([tag]) => tag !== 0x7fe00010);
  const own = kept.filter(([tag]) => ![0x00280101, 0x00280102, 0x00280103].includes(tag));
  return file(dataSet([...own, [0x7fe00008, 'OF', bytes]]));
}

/**
 * A small file for each note of reading, which has this note and no other but those in `also`. A new note does
 * not compile without one; `notFromAFile` says why there cannot be any.
 */
export const noteExamples: Readonly<Record<ReadNote, Example | NotFromAFile>> = {
  ...streamExamples,
  ...pictureExamples,
  'missing-preamble': example('a file without preamble and DICM mark', () =>
    Buffer.concat([metaGroup(syntaxes.explicit), body]),
  ),
  'missing-file-meta': example(
    'a file whose data set follows the DICM mark at once',
    () => file(body, { meta: new Uint8Array(0) }),
    { also: ['guessed-transfer-syntax'] },
  ),
  'missing-meta-group-length': example('file meta information without (0002,0000)', () =>
    file(body, { meta: metaGroup(syntaxes.explicit).subarray(12) }),
  ),
  'wrong-meta-group-length': example('(0002,0000) of 9999', () =>
    file(body, {
      meta: Buffer.concat([element([0x00020000, 'UL', [9999]]), metaGroup(syntaxes.explicit).subarray(12)]),
    }),
  ),
  'guessed-transfer-syntax': example('a data set alone', () => body, {
    also: ['missing-file-meta', 'missing-preamble'],
  }),
  'wrong-vr-encoding': example('explicit VR under the implicit transfer syntax', () =>
    file(body, { transferSyntax: syntaxes.implicit }),
  ),
  'odd-length': example('a value of three bytes', () => image([0x00104000, 'LT', latin('odd')])),
  'implicit-vr-element': example('implicit VR under the explicit transfer syntax', () => implicitBody, {
    also: ['one-reader-only'],
  }),
  'harmless-vr': example('Rows as SS', () => image([0x00280010, 'SS', [2]])),
  'long-decimal': example('a rescale slope of 19 characters', () =>
    image([0x00281052, 'DS', '0'], [0x00281053, 'DS', '1.00000000000000001']),
  ),
  'count-with-fraction': example('Number of Frames “1.0”', () => image([0x00280008, 'IS', '1.0'])),
  'zero-frames': example('Number of Frames 0', () => image([0x00280008, 'IS', '0'])),
  'attribute-assumed': example('no Pixel Representation', () => image([0x00280103, 'US', []])),
  'non-finite-samples': example('a float picture with a NaN', floats),
  'trailing-bytes': example('a line break behind the data set', () =>
    Buffer.concat([file(body), latin('\r\n')]),
  ),
  'one-reader-only': example('implicit VR under the explicit transfer syntax', () => implicitBody, {
    also: ['implicit-vr-element'],
  }),
  'out-of-order': example('Body Part Examined before the SOP class', () =>
    file(Buffer.concat([dataSet([[0x00180015, 'CS', 'CHEST']]), body])),
  ),
  'repeated-attribute': example('Specific Character Set twice, with one value', () => {
    const set: ElementSpec = [0x00080005, 'CS', 'ISO_IR 100'];
    return file(Buffer.concat([dataSet([set, set]), body]));
  }),
  'stray-delimiter': example('an item delimiter where nothing is open', () =>
    file(Buffer.concat([header(0xfffee00d, '', 0), body])),
  ),
  'irregular-uid': example('a Study Instance UID with a leading zero', () =>
    image([0x0020000d, 'UI', '1.2.03']),
  ),
  'pixel-data-padded': example('four bytes more than the picture needs', () =>
    imageFile({ pixels: [...pixels, 0, 0] }),
  ),
  'bits-above-stored': example('a bit above the 12 stored ones', () =>
    imageFile({ pixels: [0xf001, 2, 3, 4] }),
  ),
  'one-bit-unpacked': example('a picture of one bit', () =>
    imageFile({ rows: 1, columns: 5, bits: [1, 1, 0], pixelVr: 'OB', pixels: [0b10101, 0] }),
  ),
  'ybr-422-expanded': example('native pixels with halved colour', () => imageFile(ybr([10, 20, 128, 200]))),
  'ybr-422-is-full': example('native pixels called YBR_FULL_422 with full colour', () =>
    imageFile(ybr([10, 1, 2, 20, 3, 4])),
  ),
  'window-ignored': example('a window of width 0', () => image(...window('1', '0'))),
  'voi-function-unknown': example('VOI LUT Function GAMMA', () =>
    image(...window('10', '20'), [0x00281056, 'CS', 'GAMMA']),
  ),
  'voi-table-ignored': example('a VOI table of one entry that states nine', () =>
    image([
      0x00283010,
      'SQ',
      {
        items: [
          [
            [0x00283002, 'US', [9, 0, 8]],
            [0x00283006, 'OW', [1]],
          ],
        ],
      },
    ]),
  ),
  'voi-table-narrow': example('a VOI table of 16 bits whose entries end at 4', () =>
    image([
      0x00283010,
      'SQ',
      {
        items: [
          [
            [0x00283002, 'US', [4, 0, 16]],
            [0x00283006, 'US', [1, 2, 3, 4]],
          ],
        ],
      },
    ]),
  ),
  'palette-narrow': example('a palette of 8 bits in words of 16', () =>
    imageFile({
      pixels: [0, 1, 2, 3],
      bits: [8, 8, 7],
      pixelVr: 'OB',
      photometric: 'PALETTE COLOR',
      more: [0, 1, 2].flatMap(
        (colour): Elements => [
          [0x00281101 + colour, 'US', [4, 0, 16]],
          [0x00281201 + colour, 'OW', [0, 85, 170, 255]],
        ],
      ),
    }),
  ),
  'rescale-slope-zero': example('Rescale Slope 0', () =>
    image([0x00281052, 'DS', '0'], [0x00281053, 'DS', '0']),
  ),
  'modality-table-and-rescale': example('a modality table beside a rescale', () => image(...rescale, table)),
  'empty-modality-table': example('a modality table with nothing in it', () =>
    image([0x00283000, 'SQ', { items: [[[0x00283002, 'US', []]]] }]),
  ),
  'modality-lut-not-for-display': example('an XA image with a modality table', () =>
    image([0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.12.1'], table),
  ),
  'presentation-contradicts': example('INVERSE with MONOCHROME2', () => image([0x20500020, 'CS', 'INVERSE'])),
  'pixel-spacing-ignored': example('Pixel Spacing of one value', () => image([0x00280030, 'DS', '0.2'])),
  'pixel-aspect-contradicts': example('a pixel spacing of 2 : 1 beside an aspect ratio of 3 : 1', () =>
    image([0x00280030, 'DS', '0.4\\0.2'], [0x00280034, 'IS', '3\\1']),
  ),
  'per-frame-transforms': example('two frames with a slope each', () =>
    imageFile({
      pixels: [...pixels, ...pixels],
      frames: 2,
      more: [[0x52009230, 'SQ', { items: [frameGroup('2'), frameGroup('3')] }]],
    }),
  ),
  'per-frame-count': example('two frames and three per-frame groups', () =>
    imageFile({
      pixels: [...pixels, ...pixels],
      frames: 2,
      more: [[0x52009230, 'SQ', { items: [frameGroup('2'), frameGroup('3'), frameGroup('4')] }]],
    }),
  ),
  'character-set-misspelt': example('Specific Character Set “ISO-IR 100”', () =>
    named('ISO-IR 100', latin('M\xfcller')),
  ),
  'character-set-undeclared': example('a name that switches to kanji without declaring them', () =>
    named('', latin('A^B=\x1b$B;3\x1b(B')),
  ),
  'text-may-be-utf-8': example('UTF-8 under Latin 1', () =>
    named('ISO_IR 100', Buffer.from('Jürgen', 'utf8')),
  ),
  'control-characters': example('a name with a bell', () => named('', latin('A\x07B'))),
  'text-not-decoded': example('a letter of no declared set', () => named('', latin('M\xfcller'))),
  'name-partly-decoded': example('a name whose ideographs cannot be decoded', () =>
    named('\\ISO 2022 IR 87', latin('Yamada=\x1b$@;3\x1b(B')),
  ),
  'burned-in-text-likely': example('an ultrasound image', () => image([0x00080060, 'CS', 'US'])),
  'overlay-not-shown': example('an overlay plane', () => image([0x60003000, 'OW', [15]])),
};
