import fc from 'fast-check';
import { lookFirst } from '../../src/dicom/firstLook';
import { type ElementSpec, imageFile, syntaxes } from './dicomBuilder';

const pixels = new Uint8Array(256 * 1024);
const large = (more: ElementSpec[], syntax: string = syntaxes.explicit) =>
  imageFile({ rows: 256, columns: 512, pixels, more }, syntax);

const asked: ElementSpec[] = [
  [0x00080068, 'CS', 'FOR PROCESSING'],
  [0x00180015, 'CS', 'CHEST'],
  [0x00401003, 'SH', 'stat '],
];

test.each([syntaxes.explicit, syntaxes.implicit, syntaxes.bigEndian])(
  'the urgency and the kind of a file in %s, of which only the beginning is there',
  (syntax) => {
    const look = lookFirst(large(asked, syntax).subarray(0, 4096));
    expect(look).toEqual({
      modality: 'DX',
      bodyPart: 'CHEST',
      forProcessing: true,
      orderUrgency: ['STAT'],
    });
  },
);

test('the urgency of an order within the file counts', () => {
  const order: ElementSpec = [0x00400275, 'SQ', { items: [[[0x00401003, 'SH', 'URGENT']]] }];
  expect(lookFirst(large([order]).subarray(0, 4096))).toEqual({ modality: 'DX', orderUrgency: ['URGENT'] });
});

test('a key object is told from pictures', () => {
  const look = lookFirst(
    large([
      [0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.88.59'],
      [0x00080060, 'CS', 'KO'],
    ]),
  );
  expect(look).toEqual({ modality: 'KO', keyObjects: true });
});

test('a value that is no text leaves the others as they are', () => {
  const file = large([
    [0x00080060, 'US', [1]],
    [0x00401003, 'SH', 'HIGH'],
  ]);
  expect(lookFirst(file)).toEqual({ orderUrgency: ['HIGH'] });
});

test('what lies behind the first 64 KiB is not looked at', () => {
  const long: ElementSpec = [0x00091001, 'OB', new Uint8Array(70_000)];
  expect(lookFirst(large([long, ...asked]))).toEqual({ modality: 'DX', forProcessing: true });
});

test.each([
  ['nothing', new Uint8Array(0)],
  ['a plain picture', Buffer.from('\x89PNG\r\n\x1a\n0123456789')],
  ['a deflated file', large(asked, syntaxes.deflated)],
])('of %s nothing is said', (_, bytes) => {
  expect(lookFirst(bytes)).toEqual({});
});

test('no bytes make it fail', () => {
  const seeds = Object.values(syntaxes).map((syntax) =>
    imageFile({ pixels: [1, 2, 3, 4], more: asked }, syntax),
  );
  fc.assert(
    fc.property(
      fc.constantFrom(...seeds),
      fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 20 }),
      fc.nat(),
      (seed, changes, length) => {
        const bytes = Buffer.from(seed);
        for (const [at, value] of changes) bytes[at % bytes.length] = value;
        lookFirst(bytes.subarray(0, length % (bytes.length + 1)));
      },
    ),
  );
});
