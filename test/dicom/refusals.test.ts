import { deflateRawSync } from 'node:zlib';
import { readDicom } from '../../src/dicom/readDicom';
import { defaultReadLimits, type ReadLimits } from '../../src/domain/kernel/limits';
import type { RefusalCode } from '../../src/domain/reasons/refusalCode';
import { RefusedError } from '../../src/domain/reasons/refusals';
import { processorTime } from '../support/processorTime';
import {
  dataSet,
  type Elements,
  element,
  encodingOf,
  file,
  header,
  imageElements,
  imageFile,
  metaGroup,
  syntaxes,
} from './dicomBuilder';

const pixels = [1, 2, 3, 4];
const image = (more: Elements) => imageFile({ pixels, more });

async function refusal(bytes: Uint8Array, limits: Partial<ReadLimits> = {}): Promise<RefusedError> {
  const error = await readDicom(bytes, { ...defaultReadLimits, ...limits }).catch(
    (thrown: unknown) => thrown,
  );
  if (error instanceof RefusedError) return error;
  throw new Error(`not refused: ${error instanceof Error ? error.stack : 'it was read'}`);
}

/** Sequences within sequences, of undefined length, `depth` of them. */
function nested(depth: number): Buffer {
  const open = Buffer.concat([header(0x00081140, 'SQ', 0xffffffff), header(0xfffee000, '', 0xffffffff)]);
  const close = Buffer.concat([header(0xfffee00d, '', 0), header(0xfffee0dd, '', 0)]);
  return Buffer.concat([...Array<Buffer>(depth).fill(open), ...Array<Buffer>(depth).fill(close)]);
}

function manyTags(count: number): Buffer {
  return Buffer.concat(Array.from({ length: count }, (_, index) => header(0x00110000 + index * 2, 'UN', 0)));
}

const wellFormed = imageFile({ pixels });
const body = dataSet(imageElements({ pixels }));
const withPixelHeader = (length: number, syntax: string = syntaxes.explicit) => {
  const elements = imageElements({ pixels }).slice(0, -1);
  const encoding = encodingOf(syntax);
  const parts = [
    dataSet(elements, encoding),
    header(0x7fe00010, 'OW', length, encoding),
    Buffer.from([1, 0]),
  ];
  return file(Buffer.concat(parts), { transferSyntax: syntax });
};
const preamble = (start: string) => {
  const bytes = Buffer.alloc(128);
  bytes.write(start, 'latin1');
  return bytes;
};

const cases: readonly [what: string, bytes: Uint8Array, code: RefusalCode, detail?: object][] = [
  ['no bytes', new Uint8Array(0), 'empty-file'],
  ['no DICOM', Buffer.from('a letter about a patient, long enough to be looked at'), 'not-an-image'],
  [
    'a program for Windows in the preamble',
    file(body, { preamble: preamble('MZ\x90\0') }),
    'unsafe-preamble',
  ],
  ['a program for Linux in the preamble', file(body, { preamble: preamble('\x7fELF') }), 'unsafe-preamble'],
  ['a script in the preamble', file(body, { preamble: preamble('#!/bin/sh\n') }), 'unsafe-preamble'],
  [
    'an unknown transfer syntax',
    imageFile({ pixels }, '1.2.840.10008.1.2.4.110'),
    'unsupported-transfer-syntax',
    { value: '1.2.840.10008.1.2.4.110' },
  ],
  ['pixel data cut off', wellFormed.subarray(0, -3), 'truncated', { tag: '(7FE0,0010)' }],
  ['the file cut within an element', wellFormed.subarray(0, -61), 'truncated'],
  ['the file cut within a header', wellFormed.subarray(0, -13), 'truncated'],
  ['the file cut within the meta group', wellFormed.subarray(0, 150), 'truncated'],
  ['pixel data longer than the file', withPixelHeader(0x7ffffffe), 'length-past-end', { tag: '(7FE0,0010)' }],
  [
    'pixel data longer than the file, implicit VR',
    withPixelHeader(1_000_000, syntaxes.implicit),
    'length-past-end',
    { tag: '(7FE0,0010)' },
  ],
  [
    'fewer pixels than the picture has',
    imageFile({ pixels: [1, 2, 3] }),
    'truncated',
    { tag: '(7FE0,0010)' },
  ],
  [
    'an item longer than its sequence',
    file(Buffer.concat([header(0x00081140, 'SQ', 8), header(0xfffee000, '', 64), body])),
    'length-past-end',
    { tag: '(FFFE,E000)' },
  ],
  [
    'an element longer than its item',
    file(
      Buffer.concat([
        header(0x00081140, 'SQ', 16),
        header(0xfffee000, '', 8),
        header(0x00080060, 'CS', 30),
        body,
      ]),
    ),
    'length-past-end',
    { tag: '(0008,0060)' },
  ],
  ['a sequence that is never closed', file(header(0x00081140, 'SQ', 0xffffffff)), 'truncated'],
  [
    'text of undefined length',
    file(Buffer.concat([header(0x00081030, 'UT', 0xffffffff), body])),
    'malformed-dicom',
  ],
  [
    'a VR that nobody knows, whose length could be of two kinds',
    file(Buffer.concat([header(0x00091001, 'ZZ', 0), Buffer.alloc(4), body])),
    'malformed-dicom',
    { tag: '(0009,1001)' },
  ],
  ['a second file behind the first', Buffer.concat([wellFormed, wellFormed]), 'malformed-dicom'],
  [
    'file meta information within the data set',
    file(Buffer.concat([dataSet([[0x00080005, 'CS', 'ISO_IR 100']]), metaGroup(syntaxes.explicit), body])),
    'malformed-dicom',
    { tag: '(0002,0000)' },
  ],
  [
    'file meta information that lost its transfer syntax',
    file(body, { meta: metaGroup(syntaxes.explicit).subarray(0, -28) }),
    'malformed-dicom',
    { tag: '(0002,0010)' },
  ],
  ['a patient id in binary', image([[0x00100020, 'US', [4711]]]), 'inconsistent-attributes'],
  ['no item in a sequence', file(element([0x00081140, 'SQ', new Uint8Array(8).fill(1)])), 'malformed-dicom'],
  ['nesting too deep', file(nested(65)), 'too-deep'],
  ['nesting far too deep', file(nested(20_000)), 'too-deep'],
  [
    'a path in a UID',
    image([[0x0020000d, 'UI', '1.2/../../etc/passwd']]),
    'malformed-dicom',
    { tag: '(0020,000D)' },
  ],
  [
    'Rows of one byte',
    image([[0x00280010, 'US', new Uint8Array([2])]]),
    'inconsistent-attributes',
    { tag: '(0028,0010)' },
  ],
  ['two Rows', image([[0x00280010, 'US', [2, 2]]]), 'inconsistent-attributes', { tag: '(0028,0010)' }],
  ['Rows as text', image([[0x00280010, 'DS', '2 ']]), 'inconsistent-attributes', { tag: '(0028,0010)' }],
  ['Rows 0', image([[0x00280010, 'US', [0]]]), 'inconsistent-attributes', { tag: '(0028,0010)' }],
  ['no Columns', image([[0x00280011, 'US', []]]), 'inconsistent-attributes', { tag: '(0028,0011)' }],
  ['more bits stored than allocated', imageFile({ pixels, bits: [16, 17, 16] }), 'inconsistent-attributes'],
  ['a high bit outside', imageFile({ pixels, bits: [16, 12, 16] }), 'inconsistent-attributes'],
  ['a high bit below the stored bits', imageFile({ pixels, bits: [16, 12, 5] }), 'inconsistent-attributes'],
  ['12 bits allocated', imageFile({ pixels, bits: [12, 12, 11] }), 'unsupported-pixel-format'],
  ['3 samples of MONOCHROME2', imageFile({ pixels, samples: 3 }), 'inconsistent-attributes'],
  [
    'an unknown photometric interpretation',
    imageFile({ pixels, photometric: 'ARGB' }),
    'unsupported-pixel-format',
  ],
  ['frames that are no number', image([[0x00280008, 'IS', '1A']]), 'inconsistent-attributes'],
  ['a negative number of frames', image([[0x00280008, 'IS', '-1']]), 'inconsistent-attributes'],
  [
    '65535 x 65535 x 2^31 frames',
    image([
      [0x00280008, 'IS', '2147483648'],
      [0x00280010, 'US', [65535]],
      [0x00280011, 'US', [65535]],
    ]),
    'too-large',
  ],
  ['a slope that is no number', image([[0x00281053, 'DS', 'one']]), 'inconsistent-attributes'],
  ['two kinds of pixel data', image([[0x7fe00008, 'OF', new Uint8Array(16)]]), 'inconsistent-attributes'],
  ['two slopes', image([[0x00281053, 'DS', '1\\2']]), 'inconsistent-attributes', { tag: '(0028,1053)' }],
  ['two UIDs where one is meant', image([[0x0020000d, 'UI', '1.2\\1.3']]), 'malformed-dicom'],
  [
    'two photometric interpretations',
    image([[0x00280004, 'CS', 'MONOCHROME2\\RGB']]),
    'inconsistent-attributes',
  ],
  [
    'encapsulated pixels in an uncompressed syntax',
    imageFile({ pixels: { fragments: [new Uint8Array(0), new Uint8Array(8)] }, pixelVr: 'OB' }),
    'inconsistent-attributes',
  ],
  [
    'plain pixels in a compressed syntax',
    imageFile({ pixels }, syntaxes.jpegBaseline),
    'inconsistent-attributes',
  ],
  [
    'two patient ids',
    file(
      Buffer.concat([
        dataSet([
          [0x00100020, 'LO', 'ONE'],
          [0x00100020, 'LO', 'TWO'],
        ]),
        body,
      ]),
    ),
    'duplicate-attribute',
    { tag: '(0010,0020)' },
  ],
  [
    'a deflated data set that is none',
    file(deflateRawSync(body).fill(0xff, 4), { transferSyntax: syntaxes.deflated }),
    'malformed-dicom',
  ],
];

test.each(cases)('%s is refused', async (_, bytes: Uint8Array, code: RefusalCode, detail: object = {}) => {
  const error = await refusal(bytes);
  expect(error.code).toBe(code);
  expect(error.detail).toMatchObject(detail);
});

test('a deflated data set that was cut is truncated', async () => {
  const whole = imageFile({ pixels }, syntaxes.deflated);
  expect((await refusal(whole.subarray(0, -6))).code).toBe('truncated');
});

test('64 levels are read', async () => {
  const report = element([0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.88.11']);
  const read = await readDicom(file(Buffer.concat([report, nested(64)])), defaultReadLimits);
  expect(read.description.frames).toBe(0);
});

test('elements are counted on all levels, items and fragments too', async () => {
  expect((await refusal(file(manyTags(101)), { maxElements: 100 })).code).toBe('too-many-elements');
  const items = Buffer.concat(Array<Buffer>(101).fill(header(0xfffee000, '', 0)));
  const sequence = element([0x00081140, 'SQ', items]);
  expect((await refusal(file(sequence), { maxElements: 100 })).code).toBe('too-many-elements');
  const fragments = Array<Uint8Array>(101).fill(new Uint8Array(0));
  const encapsulated = element([0x7fe00010, 'OB', { fragments }]);
  expect((await refusal(file(encapsulated), { maxElements: 100 })).code).toBe('too-many-elements');
});

test('a file over the limit is refused before it is looked at', async () => {
  expect((await refusal(wellFormed, { maxFileBytes: 100 })).code).toBe('too-large');
});

/** Each of these took a parser that trusts lengths tens of seconds, or the whole process. */
describe('bombs are refused in time', () => {
  const deflated = (content: Uint8Array) => file(content, { transferSyntax: syntaxes.deflated });
  const bombs: readonly (readonly [string, () => Uint8Array, RefusalCode])[] = [
    [
      'millions of empty items',
      () => deflated(element([0x00081140, 'SQ', Buffer.alloc(24_000_000, header(0xfffee000, '', 0))])),
      'too-many-elements',
    ],
    [
      'millions of tags',
      () =>
        file(
          Buffer.concat(Array.from({ length: 1_000_000 }, (_, index) => header(0x00110000 + index, 'SH', 0))),
        ),
      'too-many-elements',
    ],
    ['a deflated gigabyte', () => bomb(1024), 'bomb'],
    [
      'zeros without end',
      () => file(Buffer.concat([Buffer.alloc(8_000_000), Buffer.from([1])])),
      'malformed-dicom',
    ],
    [
      '60 000 frames in as many fragments that are no pictures',
      () =>
        imageFile(
          {
            frames: 60_000,
            bits: [8, 8, 7],
            pixelVr: 'OB',
            pixels: { fragments: [new Uint8Array(0), ...Array<Uint8Array>(60_000).fill(new Uint8Array(2))] },
          },
          syntaxes.jpegBaseline,
        ),
      'corrupt-pixel-data',
    ],
  ];

  /** Deflated zeros, built by repetition so that the test itself stays small. */
  function bomb(mebibytes: number): Buffer {
    const tail = deflateRawSync(Buffer.alloc(mebibytes * 1024 * 1024), { level: 9 });
    return Buffer.concat([Buffer.alloc(128), Buffer.from('DICM'), metaGroup(syntaxes.deflated), tail]);
  }

  test.each(bombs)('%s', async (_, make, code) => {
    const bytes = make();
    const took = await processorTime(async () => expect((await refusal(bytes)).code).toBe(code));
    expect(took).toBeLessThan(5000);
  });
});

test('a refusal never repeats what the file says of a patient', async () => {
  const secret = 'SECRET^NAME';
  for (const elements of [
    [
      [0x00100010, 'PN', secret],
      [0x00280010, 'DS', secret],
    ],
    [
      [0x00100010, 'PN', secret],
      [0x0020000d, 'UI', `${secret}/..`],
    ],
    [
      [0x00100010, 'PN', secret],
      [0x00280004, 'CS', secret],
    ],
    [
      [0x00100010, 'PN', secret],
      [0x00280008, 'IS', secret],
    ],
  ] as readonly Elements[]) {
    const { message, detail } = await refusal(image(elements));
    expect(message + JSON.stringify(detail)).not.toContain('SECRET');
  }
});
