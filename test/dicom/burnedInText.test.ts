import { readDicom } from '../../src/dicom/readDicom';
import { defaultReadLimits } from '../../src/domain/kernel/limits';
import { type Elements, imageFile } from './dicomBuilder';

const describeIt = async (more: Elements) =>
  (await readDicom(imageFile({ pixels: [1, 2, 3, 4], more }), defaultReadLimits)).description;

const ultrasound: Elements = [[0x00080060, 'CS', 'US']];
const capture: Elements = [[0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.7']];
const multiFrameCapture: Elements = [[0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.7.2']];
const digitisedFilm: Elements = [[0x00080064, 'CS', 'DF']];
const annotated = (value: string): Elements => [[0x00280301, 'CS', value]];

test.each([
  ['an ultrasound image', ultrasound, true],
  ['a secondary capture', capture, true],
  ['a secondary capture of several frames', multiFrameCapture, true],
  ['a digitised film', digitisedFilm, true],
  ['a radiograph', [], false],
  ['an ultrasound image that says it has none', [...ultrasound, ...annotated('NO')], false],
] as [string, Elements, boolean][])('%s', async (_, more, likely) => {
  const { notes } = await describeIt(more);
  expect(notes.includes('burned-in-text-likely')).toBe(likely);
});

test('writing that the file itself tells of is said once, and as a fact', async () => {
  const description = await describeIt([...ultrasound, ...annotated('YES')]);
  expect(description.burnedInAnnotation).toBe(true);
  expect(description.notes).not.toContain('burned-in-text-likely');
});
