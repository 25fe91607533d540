import { boundaryOf, isModestForm } from '../../../../src/functions/http/support/formBounds';
import { processorTime } from '../../../support/processorTime';

const part = (headers: string, content: string) =>
  `--x\r\nContent-Disposition: form-data; name="a"; filename="a.png"${headers}\r\n\r\n${content}\r\n`;
const isModest = (...parts: readonly string[]) =>
  isModestForm(Buffer.from(`${parts.join('')}--x--\r\n`), 'x');

test('a form with one large file and some fields is read', () => {
  expect(isModest(part('', '--\r\n'.repeat(1_000_000)), part('', 'chest'))).toBe(true);
  expect(isModest(...Array.from({ length: 15 }, () => part('', 'field')))).toBe(true);
});

test('one of many parts, or of headers without an end, is not parsed, and found so at once', async () => {
  const took = await processorTime(() => {
    expect(isModest(part('', '1').repeat(500_000))).toBe(false);
    expect(isModest(part('\r\nA: b'.repeat(2_000_000), '1'))).toBe(false);
    expect(isModest(part('', 'file'), part(`; more="${'a'.repeat(20_000)}"`, '1'))).toBe(false);
  });
  expect(took).toBeLessThan(2000);
});

test.each([
  ['multipart/form-data; boundary=x', 'x'],
  ['multipart/form-data; charset=utf-8; Boundary="a b"; more=1', 'a b'],
  ['multipart/form-data', undefined],
  ['multipart/form-data; boundary=""', undefined],
  [`multipart/form-data; boundary=${'x'.repeat(73)}`, 'x'.repeat(73)],
  [`multipart/form-data; boundary=${'x'.repeat(129)}`, undefined],
])('the boundary of %s', (type, boundary) => {
  expect(boundaryOf(type)).toBe(boundary);
});
