import { readDicom } from '../../src/dicom/readDicom';
import { defaultReadLimits } from '../../src/domain/kernel/limits';
import type { ReadNote } from '../../src/domain/reasons/readNotes';
import {
  dataSet,
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
const elements = imageElements({ pixels });
const body = dataSet(elements);
const implicitBody = dataSet(elements, encodingOf(syntaxes.implicit));
const afterGroupLength = metaGroup(syntaxes.explicit).subarray(12);

function slopeBytes(): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleLE(2);
  return bytes;
}

/** What the real world sends, and what must still come out of it: the four pixels, and a note. */
type Case = [what: string, bytes: Uint8Array, note: ReadNote];
const cases: Case[] = [
  ['no preamble', Buffer.concat([metaGroup(syntaxes.explicit), body]), 'missing-preamble'],
  ['no meta information', file(body, { meta: new Uint8Array(0) }), 'missing-file-meta'],
  ['nothing before an explicit data set', body, 'guessed-transfer-syntax'],
  ['nothing before an implicit data set', implicitBody, 'guessed-transfer-syntax'],
  [
    'nothing before a big endian data set',
    dataSet(elements, encodingOf(syntaxes.bigEndian)),
    'guessed-transfer-syntax',
  ],
  ['no meta group length', file(body, { meta: afterGroupLength }), 'missing-meta-group-length'],
  [
    'a wrong meta group length',
    file(body, { meta: Buffer.concat([element([0x00020000, 'UL', [9999]]), afterGroupLength]) }),
    'wrong-meta-group-length',
  ],
  [
    'an explicit data set that is said to be implicit',
    file(body, { transferSyntax: syntaxes.implicit }),
    'wrong-vr-encoding',
  ],
  ['an implicit data set that is said to be explicit', file(implicitBody), 'implicit-vr-element'],
  ['zeros after the data set', Buffer.concat([file(body), Buffer.alloc(130)]), 'trailing-bytes'],
  ['a line break after the data set', Buffer.concat([file(body), Buffer.from('\r\n')]), 'trailing-bytes'],
  ['filling after the data set', Buffer.concat([file(body), Buffer.alloc(64, 0xff)]), 'trailing-bytes'],
  ['a number of frames of 0', imageFile({ pixels, more: [[0x00280008, 'IS', '0']] }), 'zero-frames'],
  [
    'a number of frames as 1.0',
    imageFile({ pixels, more: [[0x00280008, 'IS', '1.0']] }),
    'count-with-fraction',
  ],
  ['no Pixel Representation', imageFile({ pixels, more: [[0x00280103, 'US', []]] }), 'attribute-assumed'],
  [
    'neither Bits Stored nor High Bit',
    imageFile({
      pixels,
      more: [
        [0x00280101, 'US', []],
        [0x00280102, 'US', []],
      ],
    }),
    'attribute-assumed',
  ],
  ['no Samples per Pixel', imageFile({ pixels, more: [[0x00280002, 'US', []]] }), 'attribute-assumed'],
  [
    'a slope of more than 16 characters',
    imageFile({ pixels, more: [[0x00281053, 'DS', '1.00000000000000001']] }),
    'long-decimal',
  ],
  ['a slope as FD', imageFile({ pixels, more: [[0x00281053, 'FD', slopeBytes()]] }), 'harmless-vr'],
  [
    'a VOI LUT function that is none',
    imageFile({
      pixels,
      more: [
        [0x00281050, 'DS', '10'],
        [0x00281051, 'DS', '20'],
        [0x00281056, 'CS', 'GAMMA'],
      ],
    }),
    'voi-function-unknown',
  ],
  [
    'a value of odd length',
    imageFile({ pixels, more: [[0x00104000, 'LT', Buffer.from('odd')]] }),
    'odd-length',
  ],
  ['Rows as UN', imageFile({ pixels, more: [[0x00280010, 'UN', new Uint8Array([2, 0])]] }), 'harmless-vr'],
  [
    'a transfer syntax as AE',
    file(body, {
      meta: Buffer.from(
        metaGroup(syntaxes.explicit)
          .toString('latin1')
          .replace(/UI(?=..1\.2\.840\.10008\.1\.2)/s, 'AE'),
        'latin1',
      ),
    }),
    'harmless-vr',
  ],
  ['Rows as SS', imageFile({ pixels, more: [[0x00280010, 'SS', [2]]] }), 'harmless-vr'],
  ['more pixel bytes than pixels', imageFile({ pixels: [1, 2, 3, 4, 0, 0] }), 'pixel-data-padded'],
  [
    'the same attribute twice with one value',
    file(
      Buffer.concat([
        dataSet([
          [0x00080005, 'CS', 'ISO_IR 100'],
          [0x00080005, 'CS', 'ISO_IR 100'],
        ]),
        body,
      ]),
    ),
    'repeated-attribute',
  ],
  [
    'elements out of order',
    file(Buffer.concat([dataSet([[0x00180015, 'CS', 'CHEST']]), body])),
    'out-of-order',
  ],
  ['a delimiter too many', file(Buffer.concat([header(0xfffee00d, '', 0), body])), 'stray-delimiter'],
  ['a UID with a leading zero', imageFile({ pixels, more: [[0x0020000d, 'UI', '1.2.03']] }), 'irregular-uid'],
  [
    'a hash in place of a UID',
    imageFile({ pixels, more: [[0x0020000d, 'UI', '05fa52f0e599f17b8186ff18fcdf2b55']] }),
    'irregular-uid',
  ],
  ...['REM SAMPLES 1', 'A_1', '1.2.840: 5', '(none)'].map(
    (text): Case => [
      `${text} in place of a UID`,
      imageFile({ pixels, more: [[0x0020000e, 'UI', text]] }),
      'irregular-uid',
    ],
  ),
  [
    'a modality table that holds nothing',
    imageFile({ pixels, more: [[0x00283000, 'SQ', { items: [[[0x00283002, 'US', []]]] }]] }),
    'empty-modality-table',
  ],
  ['a rescale slope of zero', imageFile({ pixels, more: [[0x00281053, 'DS', '0']] }), 'rescale-slope-zero'],
  [
    'a window of width 0',
    imageFile({
      pixels,
      more: [
        [0x00281050, 'DS', '1'],
        [0x00281051, 'DS', '0'],
      ],
    }),
    'window-ignored',
  ],
  [
    'a window that is no number',
    imageFile({
      pixels,
      more: [
        [0x00281050, 'DS', 'NaN'],
        [0x00281051, 'DS', '10'],
      ],
    }),
    'window-ignored',
  ],
  ['a centre without a width', imageFile({ pixels, more: [[0x00281050, 'DS', '10']] }), 'window-ignored'],
  [
    'a VOI table that is too short',
    imageFile({
      pixels,
      more: [
        [
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
        ],
      ],
    }),
    'voi-table-ignored',
  ],
  [
    'INVERSE with MONOCHROME2',
    imageFile({ pixels, more: [[0x20500020, 'CS', 'INVERSE']] }),
    'presentation-contradicts',
  ],
];

test.each(cases)('%s is read, and noted', async (_, bytes, note) => {
  const { description, pixels: stored } = await readDicom(bytes, defaultReadLimits);
  expect([...new Uint16Array(stored.slice().buffer)]).toEqual(pixels);
  expect(description.notes).toContain(note);
});

test('a well-formed file has no notes', async () => {
  expect((await readDicom(file(body), defaultReadLimits)).description.notes).toEqual([]);
});

test('padding that is an element of its own (FFFC,FFFC) is no oddity, PS3.10 7.2', async () => {
  const padded = Buffer.concat([file(body), element([0xfffcfffc, 'OB', new Uint8Array(40)])]);
  expect((await readDicom(padded, defaultReadLimits)).description.notes).toEqual([]);
});

test('a preamble that serves TIFF as well is fine', async () => {
  const preamble = Buffer.alloc(128);
  preamble.write('II*\0', 'latin1');
  expect((await readDicom(file(body, { preamble }), defaultReadLimits)).description.frames).toBe(1);
});

test('a sequence under UN is read as implicit VR, and does not hide what follows', async () => {
  const implicit = encodingOf(syntaxes.implicit);
  const item = element([0x00080100, 'SH', 'CODE'], implicit);
  const sequence = Buffer.concat([
    header(0x00081032, 'UN', 0xffffffff),
    header(0xfffee000, '', item.length),
    item,
    header(0xfffee0dd, '', 0),
  ]);
  const { description } = await readDicom(file(Buffer.concat([sequence, body])), defaultReadLimits);
  expect(description).toMatchObject({ rows: 2, columns: 2, frames: 1 });
});

test('a report has no pixels and is no error', async () => {
  const report = dataSet([
    [0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.88.11'],
    [0x00080060, 'CS', 'SR'],
    [0x0020000d, 'UI', '2.25.7'],
  ]);
  const { description, pixels: none, identity } = await readDicom(file(report), defaultReadLimits);
  expect(description).toMatchObject({ frames: 0, rows: 0, columns: 0, modality: 'SR' });
  expect(none).toHaveLength(0);
  expect(identity.studyInstanceUid).toBe('2.25.7');
});

test('a text in place of a UID gives a UID: the same for the same text, whatever pads it', async () => {
  const uidOf = async (text: string) =>
    (await readDicom(imageFile({ pixels, more: [[0x0020000e, 'UI', text]] }), defaultReadLimits)).identity
      .seriesInstanceUid;
  const uid = await uidOf('REM SAMPLES 1');
  expect(uid).toMatch(/^2\.25\.[1-9]\d{1,38}$/);
  expect(await uidOf('REM SAMPLES 1  ')).toBe(uid);
  expect(await uidOf('REM SAMPLES 2')).not.toBe(uid);
  expect(await uidOf('REM_SAMPLES_1')).not.toBe(uid);
});

test('without Bits Stored, High Bit says how many there are', async () => {
  const bytes = imageFile({ pixels, bits: [16, 12, 9], more: [[0x00280101, 'US', []]] });
  const { description } = await readDicom(bytes, defaultReadLimits);
  expect(description).toMatchObject({ bitsStored: 10, notes: ['attribute-assumed'] });
});
