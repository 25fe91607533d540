import { isMediaDirectory, readMediaDirectory } from '../../src/dicom/mediaDirectory';
import { defaultReadLimits } from '../../src/domain/kernel/limits';
import { dataSet, type Elements, element, encodingOf, file, imageFile, syntaxes } from './dicomBuilder';

const mediaStorageDirectory = '1.2.840.10008.1.3.10';

function meta(transferSyntax: string, sopClass = mediaStorageDirectory): Buffer {
  const content = dataSet([
    [0x00020002, 'UI', sopClass],
    [0x00020010, 'UI', transferSyntax],
  ]);
  return Buffer.concat([element([0x00020000, 'UL', [content.length]]), content]);
}

/** A directory record, PS3.3 F.3.2.2, for a file or for none. */
function record(type: string, fileId?: string, inUse = 0xffff): Elements {
  return [
    [0x00041400, 'UL', [0]],
    [0x00041410, 'US', [inUse]],
    [0x00041420, 'UL', [0]],
    [0x00041430, 'CS', type],
    ...(fileId === undefined ? [] : [[0x00041500, 'CS', fileId] as const]),
  ];
}

function directory(records: readonly Elements[], transferSyntax: string = syntaxes.explicit): Buffer {
  const body = dataSet([[0x00041220, 'SQ', { items: records }]], encodingOf(transferSyntax));
  return file(body, { transferSyntax, meta: meta(transferSyntax) });
}

const records = [
  record('PATIENT'),
  record('STUDY'),
  record('SERIES'),
  record('IMAGE', 'DICOM\\ST1\\IM1'),
  record('IMAGE', 'DICOM\\ST1\\IM2', 0),
  record('SR DOCUMENT', 'REPORT'),
];

test.each([syntaxes.explicit, syntaxes.implicit, syntaxes.bigEndian])(
  'the files that are named and in use, in %s',
  (transferSyntax) => {
    expect(readMediaDirectory(directory(records, transferSyntax), defaultReadLimits)).toEqual([
      'DICOM/ST1/IM1',
      'REPORT',
    ]);
  },
);

test('one that names no file', () => {
  expect(readMediaDirectory(directory([]), defaultReadLimits)).toEqual([]);
});

test('is told by its SOP class', () => {
  const image = imageFile({ pixels: [1, 2, 3, 4] });
  expect(isMediaDirectory(directory(records), defaultReadLimits)).toBe(true);
  expect(isMediaDirectory(image, defaultReadLimits)).toBe(false);
  expect(isMediaDirectory(Buffer.from('DICOMDIR'), defaultReadLimits)).toBe(false);
  expect(() => readMediaDirectory(image, defaultReadLimits)).toThrow(
    expect.objectContaining({ code: 'not-an-image' }),
  );
});

test.each<[string, Buffer]>([
  ['truncated', directory(records).subarray(0, -5)],
  ['malformed-dicom', file(dataSet([[0x00041130, 'CS', 'DISC']]), { meta: meta(syntaxes.explicit) })],
  [
    'unsupported-transfer-syntax',
    file(dataSet([]), { meta: meta(syntaxes.deflated), transferSyntax: syntaxes.deflated }),
  ],
])('%s: one that cannot be read', (code, bytes) => {
  expect(() => readMediaDirectory(bytes, defaultReadLimits)).toThrow(expect.objectContaining({ code }));
});

test('too-many-elements: one without an end', () => {
  const many = directory(Array(1000).fill(record('PRIVATE')));
  expect(() => readMediaDirectory(many, { ...defaultReadLimits, maxElements: 1000 })).toThrow(
    expect.objectContaining({ code: 'too-many-elements' }),
  );
});
