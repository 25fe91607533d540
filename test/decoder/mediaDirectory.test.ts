import { mediaDirectoryReader } from '../../src/decoder/mediaDirectoryJob';
import { defaultReadLimits } from '../../src/domain/kernel/limits';
import { imageFile } from '../dicom/dicomBuilder';
import { dicomdir } from '../support/dicomdir';
import { testPool } from './support';

const read = mediaDirectoryReader(testPool());

test('the files that a DICOMDIR names', async () => {
  expect(await read(dicomdir('DICOM\\IM1', 'IM2'), defaultReadLimits)).toEqual(['DICOM/IM1', 'IM2']);
});

test.each<[string, Uint8Array, number]>([
  ['not-an-image', imageFile({ pixels: [1, 2, 3, 4] }), 1000],
  ['truncated', dicomdir('IM1').subarray(0, -3), 1000],
  ['too-many-elements', dicomdir('IM1', 'IM2', 'IM3'), 5],
])('%s: one that is refused', async (code, bytes, maxElements) => {
  await expect(read(bytes, { ...defaultReadLimits, maxElements })).rejects.toMatchObject({ code });
});
