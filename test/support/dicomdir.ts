import { dataSet, element, file, syntaxes } from '../dicom/dicomBuilder';

/** A DICOMDIR that lists these files; the parts of a path are separated by backslashes. */
export function dicomdir(...fileIds: string[]): Buffer {
  const meta = dataSet([
    [0x00020002, 'UI', '1.2.840.10008.1.3.10'],
    [0x00020010, 'UI', syntaxes.explicit],
  ]);
  const items = fileIds.map((fileId) => [[0x00041500, 'CS', fileId] as const]);
  return file(dataSet([[0x00041220, 'SQ', { items }]]), {
    meta: Buffer.concat([element([0x00020000, 'UL', [meta.length]]), meta]),
  });
}
