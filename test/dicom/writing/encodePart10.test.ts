import fc from 'fast-check';
import { Notes } from '../../../src/dicom/notes';
import type { DataSet } from '../../../src/dicom/parsing/dataSet';
import { openPart10 } from '../../../src/dicom/parsing/part10';
import { encodePart10 } from '../../../src/dicom/writing/encodePart10';
import {
  type PlainElement,
  sequenceElement,
  shortElement,
  textElement,
} from '../../../src/dicom/writing/plainElement';
import { defaultReadLimits } from '../../../src/domain/kernel/limits';
import { syntaxes } from '../dicomBuilder';

const values = { transferSyntax: syntaxes.explicit, sopClass: '1.2', sopInstance: '1.3' };

/** Standard attributes of each kind, in another order than they are to be written in. */
const [pixelData, sign, rows, views, meaning, name] = [
  0x7fe00010, 0x00281041, 0x00280010, 0x00540220, 0x00080104, 0x00100010,
];

async function writtenAndRead(elements: readonly PlainElement[]): Promise<DataSet> {
  const notes = new Notes();
  const { dataSet } = await openPart10(encodePart10(elements, values), defaultReadLimits, notes);
  expect(notes.list()).toEqual([]);
  return dataSet;
}

function bytesOf(dataSet: DataSet | undefined, tag: number): Buffer {
  const element = dataSet?.get(tag);
  if (dataSet === undefined || element === undefined) throw new Error('no such element');
  return Buffer.from(dataSet.value(element));
}

const unsigned = fc.integer({ min: 0, max: 0xffff });

test('what is written is what is read, in the order of the tags', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(unsigned, { minLength: 1, maxLength: 40 }),
      fc.integer({ min: -0x8000, max: 0x7fff }),
      fc.array(fc.stringMatching(/^[A-Z][A-Z ]{0,14}[A-Z]$/), { maxLength: 3 }),
      async (words, number, meanings) => {
        const items = meanings.map((text) => [textElement(meaning, 'LO', text)]);
        const dataSet = await writtenAndRead([
          shortElement(pixelData, 'OW', Uint16Array.from(words)),
          shortElement(sign, 'SS', [number]),
          sequenceElement(views, items),
          shortElement(rows, 'US', [words[0] ?? 0]),
          textElement(name, 'PN', ''),
        ]);
        const pixels = bytesOf(dataSet, pixelData);
        expect(words.map((_, index) => pixels.readUInt16LE(index * 2))).toEqual(words);
        expect(pixels).toHaveLength(words.length * 2);
        expect(bytesOf(dataSet, sign).readInt16LE()).toBe(number);
        expect(bytesOf(dataSet, rows).readUInt16LE()).toBe(words[0]);
        expect(bytesOf(dataSet, name)).toHaveLength(0);
        const read = dataSet.items(views).map((item) => bytesOf(item, meaning).toString().trimEnd());
        expect(read).toEqual(meanings);
        expect([...dataSet.elements.keys()]).toEqual([name, rows, sign, views, pixelData]);
      },
    ),
  );
});
