import { readFacts } from '../../src/cli/commands/explain/readFacts';
import { hexId } from '../domain/arbitraries';
import { greyDescription } from '../support/greyDescription';

test('what was read of an image says each thing once', () => {
  const image = {
    ...greyDescription(2, 2),
    imageId: hexId('image'),
    studyId: hexId('study'),
    pixelSpacing: [0.4, 0.2] as const,
    pixelAspect: [2],
  };
  const facts = readFacts(image, 'routine');
  expect(new Set(facts.map(([name]) => name)).size).toBe(facts.length);
  expect(new Map(facts).get('pixel shape')).toMatch(/^2 times as high as wide \(.*Pixel Aspect Ratio/);
});
