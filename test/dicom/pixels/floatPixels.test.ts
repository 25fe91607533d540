import { readDicom } from '../../../src/dicom/readDicom';
import { defaultReadLimits } from '../../../src/domain/kernel/limits';
import { displayPicture } from '../../../src/imaging/transforms/displayPicture';
import { modalityPicture } from '../../../src/imaging/transforms/modalityPicture';
import { dataSet, type ElementSpec, encodingOf, file, imageElements, syntaxes } from '../dicomBuilder';

const floatTag = 0x7fe00008;
const doubleTag = 0x7fe00009;

interface Spec {
  readonly bits?: 32 | 64;
  readonly syntax?: string;
  readonly more?: readonly ElementSpec[];
}

/** A picture of 2 x 2 floats, or doubles. */
function floatFile(
  values: readonly number[],
  { bits = 32, syntax = syntaxes.explicit, more = [] }: Spec = {},
) {
  const encoding = encodingOf(syntax);
  const bytes = Buffer.alloc((values.length * bits) / 8);
  values.forEach((value, index) => {
    if (bits === 32) bytes[encoding.littleEndian ? 'writeFloatLE' : 'writeFloatBE'](value, 4 * index);
    else bytes[encoding.littleEndian ? 'writeDoubleLE' : 'writeDoubleBE'](value, 8 * index);
  });
  const replaced = new Set(more.map(([tag]) => tag));
  const bitsAllocated: ElementSpec = [0x00280100, 'US', [bits]];
  const own: ElementSpec[] = [
    ...(replaced.has(0x00280100) ? [] : [bitsAllocated]),
    bits === 32 ? [floatTag, 'OF', bytes] : [doubleTag, 'OD', bytes],
    ...more,
  ];
  const left = new Set([0x7fe00010, 0x00280101, 0x00280102, 0x00280103]);
  const elements = imageElements({ pixels: [], more: own }).filter(([tag]) => !left.has(tag));
  return file(dataSet(elements, encoding), { transferSyntax: syntax });
}

const read = (bytes: Uint8Array) => readDicom(bytes, defaultReadLimits);

test.each([
  ['floats', { bits: 32 as const }],
  ['doubles', { bits: 64 as const }],
  ['big endian floats', { syntax: syntaxes.bigEndian }],
  ['big endian doubles', { bits: 64 as const, syntax: syntaxes.bigEndian }],
  ['implicit VR', { syntax: syntaxes.implicit }],
])('%s are read as they are', async (_, spec: Spec) => {
  const values = [0, -1.5, 0.25, 1e30];
  const { description, pixels } = await read(floatFile(values, spec));
  const bits = spec.bits ?? 32;
  expect(description).toMatchObject({
    sampleType: 'float',
    bitsAllocated: bits,
    bitsStored: bits,
    notes: [],
  });
  const { buffer } = pixels.slice();
  const expected = bits === 32 ? Float32Array.from(values) : Float64Array.from(values);
  expect([...(bits === 32 ? new Float32Array(buffer) : new Float64Array(buffer))]).toEqual([...expected]);
});

test('without a window the picture shows the values in it, from the least to the greatest', async () => {
  const { description, pixels } = await read(floatFile([-2, 0, 1, 2]));
  expect([...displayPicture(description, pixels).data]).toEqual([0, 0.5, 0.75, 1]);
  const wide = await read(floatFile([-1e308, 0, 1e308, 1e308], { bits: 64 }));
  expect([...displayPicture(wide.description, wide.pixels).data]).toEqual([0, 0.5, 1, 1]);
});

test('a window and a rescale hold for floats too', async () => {
  const more: ElementSpec[] = [
    [0x00281050, 'DS', '10'],
    [0x00281051, 'DS', '20'],
    [0x00281052, 'DS', '1'],
    [0x00281053, 'DS', '10'],
    [0x00281056, 'CS', 'LINEAR_EXACT'],
  ];
  const { description, pixels } = await read(floatFile([-0.1, 0.4, 0.9, 1.9], { more }));
  const shown = [...displayPicture(description, pixels).data];
  for (const [index, expected] of [0, 0.25, 0.5, 1].entries()) expect(shown[index]).toBeCloseTo(expected, 6);
});

/** The clinical bug: one NaN makes the whole tensor NaN, and the score with it. */
test('what is no number or infinite is noted, shown at the ends, and never reaches a tensor', async () => {
  const values = [Number.NaN, 1, 3, Number.POSITIVE_INFINITY];
  const { description, pixels } = await read(floatFile(values));
  expect(description.notes).toEqual(['non-finite-samples']);
  expect([...new Float32Array(pixels.slice().buffer)]).toEqual(values);
  expect([...displayPicture(description, pixels).data]).toEqual([0, 0, 1, 1]);
  expect([...modalityPicture(description, pixels).data]).toEqual([1, 1, 3, 3]);
  const none = await read(floatFile([Number.NaN, Number.NaN, Number.NEGATIVE_INFINITY, Number.NaN]));
  expect([...modalityPicture(none.description, none.pixels).data]).toEqual([0, 0, 0, 0]);
  const { data } = displayPicture(none.description, none.pixels);
  expect(data.every((value) => value >= 0 && value <= 1)).toBe(true);
});

test('float padding does not count', async () => {
  const value = Buffer.alloc(4);
  value.writeFloatLE(-1000);
  const { description, pixels } = await read(
    floatFile([-1000, 0, 1, 2], { more: [[0x00280122, 'FL', value]] }),
  );
  expect(description.padding).toEqual({ first: -1000, last: -1000 });
  expect([...displayPicture(description, pixels).data]).toEqual([0, 0, 0.5, 1]);
});

test.each<[string, Uint8Array, string]>([
  ['too few samples', floatFile([1, 2, 3]), 'truncated'],
  [
    'bits that are not the element’s',
    floatFile([1, 2, 3, 4], { more: [[0x00280100, 'US', [16]]] }),
    'inconsistent-attributes',
  ],
  ['colour', floatFile([1, 2, 3, 4], { more: [[0x00280002, 'US', [3]]] }), 'inconsistent-attributes'],
  [
    'a palette',
    floatFile([1, 2, 3, 4], { more: [[0x00280004, 'CS', 'PALETTE COLOR']] }),
    'unsupported-pixel-format',
  ],
  [
    'integers as well',
    floatFile([1, 2, 3, 4], { more: [[doubleTag, 'OD', new Uint8Array(32)]] }),
    'inconsistent-attributes',
  ],
])('%s is refused', async (_, bytes, code) => {
  await expect(read(bytes)).rejects.toMatchObject({ code });
});
