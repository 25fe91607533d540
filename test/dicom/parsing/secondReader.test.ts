import { Notes } from '../../../src/dicom/notes';
import { createSource, DataSet } from '../../../src/dicom/parsing/dataSet';
import { confirmBySecondReader } from '../../../src/dicom/parsing/secondReader';
import { tags } from '../../../src/dicom/tags';

/** Rows 2 and Columns 3, explicit VR little endian. */
const bytes = Uint8Array.from([
  ...[0x28, 0x00, 0x10, 0x00, 0x55, 0x53, 0x02, 0x00, 0x02, 0x00],
  ...[0x28, 0x00, 0x11, 0x00, 0x55, 0x53, 0x02, 0x00, 0x03, 0x00],
]);

/** The data set as a scan would leave it that saw these elements. */
function scanned(source: Uint8Array, ...elements: [tag: number, offset: number, length: number][]): DataSet {
  const dataSet = new DataSet(createSource(source, true));
  for (const [tag, offset, length] of elements) dataSet.elements.set(tag, { tag, vr: 'US', offset, length });
  return dataSet;
}

function confirm(dataSet: DataSet): readonly string[] {
  const notes = new Notes();
  confirmBySecondReader(dataSet, 0, true, notes);
  return notes.list();
}

describe('two readers', () => {
  test('that see the same bytes have nothing to say', () => {
    expect(confirm(scanned(bytes, [tags.rows, 8, 2], [tags.columns, 18, 2]))).toEqual([]);
  });

  test.each([
    ['at another place', [tags.rows, 18, 2], '(0028,0010)'],
    ['of another length', [tags.rows, 8, 1], '(0028,0010)'],
  ] as const)('refuse an attribute that one sees %s', (_how, rows, tag) => {
    const dataSet = scanned(bytes, [...rows], [tags.columns, 18, 2]);
    expect(() => confirm(dataSet)).toThrow(
      expect.objectContaining({ code: 'inconsistent-attributes', detail: expect.objectContaining({ tag }) }),
    );
  });

  test('refuse an attribute that only one sees', () => {
    expect(() => confirm(scanned(bytes, [tags.rows, 8, 2]))).toThrow(
      expect.objectContaining({ code: 'inconsistent-attributes', detail: { tag: '(0028,0011)' } }),
    );
    expect(() =>
      confirm(scanned(bytes, [tags.rows, 8, 2], [tags.columns, 18, 2], [tags.patientId, 8, 2])),
    ).toThrow(expect.objectContaining({ detail: expect.objectContaining({ tag: '(0010,0020)' }) }));
  });

  test('where the second gives up, it is noted', () => {
    const cut = bytes.subarray(0, 13);
    expect(confirm(scanned(cut, [tags.rows, 8, 2]))).toEqual(['one-reader-only']);
  });
});
