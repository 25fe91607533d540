import fc from 'fast-check';
import { placedLines } from '../../../../src/dashboard/viewer/measuring/placedLines';

const phone = { width: 390, height: 300 };
const long = 'at the detector, by Imager Pixel Spacing: magnified';

test('a label stands beside its point', () => {
  expect(placedLines(['12.3 mm', 'by Pixel Spacing'], { x: 20, y: 30 }, phone)).toEqual([
    { text: '12.3 mm', x: 30, y: 44 },
    { text: 'by Pixel Spacing', x: 30, y: 61 },
  ]);
});

test('a long one at the edge of a phone is moved into the picture, and broken between words', () => {
  const lines = placedLines(['12.3 mm', long], { x: 380, y: 295 }, phone);
  expect(lines.map(({ text }) => text)).toEqual([
    '12.3 mm',
    'at the detector, by Imager Pixel Spacing:',
    'magnified',
  ]);
  expect(lines[0]?.x).toBeLessThan(100);
  expect(lines.at(-1)?.y).toBeLessThanOrEqual(296);
});

test('whatever it says, and wherever it is, it loses no letter and stays in the view', () => {
  const word = fc.stringMatching(/^[a-z.,:0-9]{1,12}$/);
  const chinese = fc.stringMatching(/^[\u4e00-\u4fff]{1,40}$/);
  const text = fc
    .array(fc.oneof(word, chinese), { minLength: 1, maxLength: 8 })
    .map((words) => words.join(' '));
  const at = fc.record({ x: fc.integer({ min: 0, max: 390 }), y: fc.integer({ min: 0, max: 300 }) });
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 2 }), at, (texts, point) => {
      const lines = placedLines(texts, point, phone);
      const letters = (all: readonly string[]) => all.join('').replaceAll(' ', '');
      expect(letters(lines.map((line) => line.text))).toBe(letters(texts));
      for (const { text: line, x } of lines) {
        expect(x).toBeGreaterThanOrEqual(0);
        const latin = line.replace(/[\u4e00-\u4fff]/g, '').length;
        expect(x + latin * 8 + (line.length - latin) * 15).toBeLessThanOrEqual(390);
      }
    }),
  );
});
