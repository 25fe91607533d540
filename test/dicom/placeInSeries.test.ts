import fc from 'fast-check';
import { readDicom } from '../../src/dicom/readDicom';
import { defaultReadLimits } from '../../src/domain/kernel/limits';
import { type Elements, imageFile } from './dicomBuilder';

const read = (more: Elements) => readDicom(imageFile({ pixels: [1, 2, 3, 4], more }), defaultReadLimits);
const axial = '1\\0\\0\\0\\1\\0';

describe('the place of an image in its study', () => {
  test('is its series, its number and its position along the normal', async () => {
    const { description } = await read([
      [0x00200011, 'IS', '3'],
      [0x00200013, 'IS', ' 12 '],
      [0x00200032, 'DS', '-120\\-80\\-431.5'],
      [0x00200037, 'DS', axial],
    ]);
    expect(description).toMatchObject({ seriesNumber: 3, instanceNumber: 12, position: -431.5 });
  });

  test.each([
    ['sagittal', '0\\1\\0\\0\\0\\-1', -7],
    ['coronal', '1\\0\\0\\0\\0\\-1', 8],
    ['axial', axial, 9],
  ])('in %s planes it counts along their normal', async (_, orientation, position) => {
    const { description } = await read([
      [0x00200032, 'DS', '7\\8\\9'],
      [0x00200037, 'DS', orientation],
    ]);
    expect(description.position).toBe(position);
  });

  test('what cannot be read is left out, and refuses nothing', async () => {
    const numbers = fc.constantFrom('', 'one', '1.5', '1\\2', '9'.repeat(12), 'NaN', '1e999', '--');
    await fc.assert(
      fc.asyncProperty(
        numbers,
        numbers,
        numbers,
        numbers,
        async (series, instance, position, orientation) => {
          const { description } = await read([
            [0x00080022, 'DA', series],
            [0x00200011, 'IS', series],
            [0x00200013, 'IS', instance],
            [0x00200032, 'DS', position],
            [0x00200037, 'DS', orientation],
          ]);
          expect(description.position).toBeUndefined();
          for (const value of [description.seriesNumber, description.instanceNumber])
            if (value !== undefined) expect(Number.isSafeInteger(value)).toBe(true);
        },
      ),
      { numRuns: 50 },
    );
  });

  test.each<[string, Elements, object]>([
    [
      'both in one',
      [[0x0008002a, 'DT', '20250102101500.5+0100']],
      { takenDate: '20250102', takenTime: '101500.5' },
    ],
    [
      'acquisition before content',
      [
        [0x00080022, 'DA', '20250102'],
        [0x00080023, 'DA', '20250103'],
        [0x00080032, 'TM', '101500'],
        [0x00080033, 'TM', '111500'],
      ],
      { takenDate: '20250102', takenTime: '101500' },
    ],
    ['the old form', [[0x00080023, 'DA', '2005.03.01']], { takenDate: '2005.03.01' }],
  ])('when it was taken is kept with the identity alone: %s', async (_, more, taken) => {
    const { identity, description } = await read(more);
    expect(identity).toMatchObject(taken);
    expect(JSON.stringify(description)).not.toMatch(/2025|2005/);
  });
});
