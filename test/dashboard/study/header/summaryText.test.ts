import { summaryText } from '../../../../src/dashboard/study/header/summaryText';
import { study } from '../../../e2e/support/views';

const clock = (at: string) => at.slice(0, 10);

test('a summary begins with the disclaimer, and says of every image what a model said', () => {
  const [first] = study().images;
  if (first === undefined) throw new Error('expected an image');
  const silent = { ...first, analyses: [], unrouted: 'no-model' };
  const lines = summaryText(study({ images: [first, silent] }), clock).split('\n');
  expect(lines[0]).toBe('Triage aid. Not a diagnosis. Not cleared for clinical use.');
  expect(lines.slice(1)).toEqual([
    'DX · CHEST, 2 images, version 1',
    expect.stringContaining('Priority: '),
    'Image 1: Lung opacity 82 %, above the threshold (chest-opacity 2.0.0)',
    expect.stringContaining('Image 2: not analysed.'),
    'Not reviewed.',
  ]);
});

test('a summary names what the model does not look for', () => {
  const [image] = study().images;
  const [analysis] = image?.analyses ?? [];
  if (image === undefined || analysis?.outcome !== 'analysed') throw new Error('expected an analysis');
  const blind = { ...image, analyses: [{ ...analysis, notLookedFor: ['pneumothorax', 'nodules'] }] };
  expect(summaryText(study({ images: [blind] }), clock)).toContain(
    'Image 1: chest-opacity 2.0.0 does not look for pneumothorax, nodules.',
  );
});

test('before the first impression it says nothing of what the models found', () => {
  expect(summaryText(study({ awaitsImpression: true }), clock)).not.toContain('opacity');
});
