import fc from 'fast-check';
import { relatedParts } from '../../src/formats/multipartRelated';

const boundary = 'edge';

function bodyOf(parts: readonly Uint8Array[], preamble = ''): Buffer {
  return Buffer.concat([
    Buffer.from(preamble),
    ...parts.flatMap((part, at) => [
      Buffer.from(
        `${at > 0 || preamble ? '\r\n' : ''}--${boundary}\r\nContent-Type: Application/DICOM; x=1\r\n\r\n`,
      ),
      part,
    ]),
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ]);
}

it('gives every part back byte for byte, whatever it holds', () => {
  const bytes = fc.uint8Array({ maxLength: 50 });
  const tricky = fc
    .constantFrom('\r\n', '\r\n--', '--edge', '\r\n--edg', '\r\n\r\n')
    .map((text) => Buffer.from(text));
  const part = fc.array(fc.oneof(bytes, tricky)).map((some) => Buffer.concat(some));
  const isFree = (some: Buffer) => !some.includes(`\r\n--${boundary}`) && !some.includes(`--${boundary}`);
  fc.assert(
    fc.property(
      fc.array(part.filter(isFree), { minLength: 1 }),
      fc.constantFrom('', 'hello'),
      (parts, preamble) => {
        expect(relatedParts(bodyOf(parts, preamble), boundary)).toEqual(
          parts.map((one) => ({ contentType: 'application/dicom', bytes: one })),
        );
      },
    ),
  );
});

it('gives nothing of a body that was cut off', () => {
  const whole = bodyOf([Buffer.from('one'), Buffer.from('two')]);
  // The line break behind the last delimiter is not needed.
  for (let length = 0; length < whole.length - 2; length += 1)
    expect(relatedParts(whole.subarray(0, length), boundary)).toBeUndefined();
});

it.each([
  '',
  'no parts',
  '--edge',
  '--other\r\n\r\nx\r\n--other--',
  `--edge\r\n${'x'.repeat(9_000)}\r\n\r\n\r\n--edge--`,
])('gives nothing of what is none', (text) =>
  expect(relatedParts(Buffer.from(text), boundary)).toBeUndefined(),
);

it('stops at too many parts', () => {
  expect(relatedParts(bodyOf(Array.from({ length: 5_001 }, () => Buffer.of(1))), boundary)).toBeUndefined();
});
