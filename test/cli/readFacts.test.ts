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

test.each([
  [{ bytes: 31, pictures: 0 }, '31 bytes; not read'],
  [{ bytes: 5000, pictures: 1 }, '5000 bytes, 1 further picture among them; not read'],
  [{ bytes: 9000, pictures: 2 }, '9000 bytes, 2 further pictures among them; not read'],
])('what lies behind a picture is counted: %#', (behind, text) => {
  const image = { ...greyDescription(2, 2), imageId: hexId('image'), studyId: hexId('study'), behind };
  expect(new Map(readFacts(image, 'routine')).get('behind it')).toBe(text);
});
