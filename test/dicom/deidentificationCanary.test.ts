import { readDicom } from '../../src/dicom/readDicom';
import { defaultReadLimits } from '../../src/domain/kernel/limits';
import { basic, deidentify, everything } from './deidentified';
import { imageFile, syntaxes } from './dicomBuilder';
import { around, group, plantedElements, plantedFile } from './plantedFile';

describe('a canary in every attribute of the table, in all other texts, in private and unknown ones', () => {
  const syntaxNames = ['implicit', 'explicit', 'bigEndian', 'deflated'] as const;

  test.each(syntaxNames)('is nowhere in the result, %s', async (name) => {
    const original = plantedFile(syntaxes[name]);
    for (const options of [basic, everything]) {
      const bytes = Buffer.from(await deidentify(original, options)).toString('latin1');
      expect(around(bytes)).toEqual([]);
    }
  });

  test('nor in the attributes that lie beside an image', async () => {
    const { attributes } = await readDicom(
      imageFile({
        pixels: [1, 2, 3, 4],
        more: plantedElements().filter(([tag]) => group(tag) !== 0x28 && !decisive.has(tag)),
      }),
      defaultReadLimits,
    );
    expect(Object.keys(attributes?.attributes ?? {}).length).toBeGreaterThan(100);
    expect(around(JSON.stringify(attributes))).toEqual([]);
  });

  /** What an image is not read without. */
  const decisive = new Set([0x00080016, 0x00080018, 0x0020000d, 0x0020000e]);
});
