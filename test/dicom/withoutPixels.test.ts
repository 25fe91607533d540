import { writeDx } from '../../src/cli/synthetic/writeDx';
import { readDicom } from '../../src/dicom/readDicom';
import { defaultReadLimits } from '../../src/domain/kernel/limits';
import { dataSet, type Elements, file, imageElements, imageFile, metaGroup, syntaxes } from './dicomBuilder';

const pixels = [1, 2, 3, 4];

/** A radiograph with everything that a generated one has: sequences, codes, dates. */
const radiograph = Buffer.from(
  writeDx(
    { width: 4, height: 4, data: new Float32Array(16).fill(0.5) },
    {
      photometric: 'MONOCHROME2',
      studyUid: '2.25.1',
      seriesUid: '2.25.2',
      sopUid: '2.25.3',
      patientName: 'SYNTHETIC^Cut',
      patientId: 'CUT',
      ageYears: 50,
      sex: 'O',
      bodyPart: 'CHEST',
      view: 'PA',
    },
  ),
);
const jpegElements = imageElements({
  pixels: { fragments: [new Uint8Array(0), Buffer.alloc(20, 1)] },
  pixelVr: 'OB',
});

/** Preamble, mark, and the first bytes of an element: from here on it is seen that a file is DICOM. */
const recognised = 132;

const whole: [what: string, bytes: Buffer][] = [
  ['a generated DX', radiograph],
  ['implicit VR', imageFile({ pixels }, syntaxes.implicit)],
  ['big endian', imageFile({ pixels }, syntaxes.bigEndian)],
  ['deflated', imageFile({ pixels }, syntaxes.deflated)],
  ['JPEG', file(dataSet(jpegElements), { transferSyntax: syntaxes.jpegBaseline })],
];

async function outcome(bytes: Uint8Array): Promise<string> {
  return readDicom(bytes, defaultReadLimits).then(
    ({ description }) => `read, ${description.frames} frames`,
    (error: { code?: string }) => error.code ?? String(error),
  );
}

test.each(whole)('%s, cut at any length, is never a report: it is to be sent again', async (_, bytes) => {
  const cuts = new Map<string, number[]>();
  for (let length = recognised; length < bytes.length; length += 1) {
    const code = await outcome(bytes.subarray(0, length));
    cuts.set(code, [...(cuts.get(code) ?? []), length]);
  }
  expect([...cuts.keys()]).toEqual(['truncated']);
});

test('what is cut before the mark is refused as well', async () => {
  for (let length = 0; length < recognised; length += 1)
    expect(await outcome(radiograph.subarray(0, length))).toMatch(/^(empty-file|not-an-image)$/);
});

const sopClass = (uid: string): Elements[number] => [0x00080016, 'UI', uid];
const storage = '1.2.840.10008.5.1.4.1.1.';

test.each([
  ['a CT without pixels', [sopClass(`${storage}2`)]],
  ['an enhanced RT image', [sopClass(`${storage}481.23`)]],
  ['a class of the standard that is not known', [sopClass(`${storage}999`)]],
  ['no class at all', [[0x00080060, 'CS', 'DX']]],
  ['a vendor’s class that describes pixels', [sopClass('1.3.12.2.1107.5.9.1'), [0x00280002, 'US', [1]]]],
  ['a report that describes pixels', [sopClass(`${storage}88.11`), [0x00280100, 'US', [16]]]],
] as [string, Elements][])('%s is truncated', async (_, elements) => {
  const meta = new Uint8Array(metaGroup(syntaxes.explicit));
  expect(await outcome(file(dataSet(elements), { meta }))).toBe('truncated');
});

test.each([
  ['88.11', 'a report'],
  ['88.59', 'a key object'],
  ['11.1', 'a presentation state'],
  ['9.1.1', 'an ECG'],
  ['104.1', 'a PDF'],
  ['481.5', 'a plan'],
  ['66', 'raw data'],
])('%s, %s, has no pixels and needs none', async (uid) => {
  expect(await outcome(file(dataSet([sopClass(storage + uid)])))).toBe('read, 0 frames');
});

test('the Rows and Columns of a spectrum, and a vendor’s class without pixels, are no sign of a picture', async () => {
  const spectrum: Elements = [sopClass(`${storage}4.2`), [0x00280010, 'US', [1]], [0x00280011, 'US', [1]]];
  expect(await outcome(file(dataSet(spectrum)))).toBe('read, 0 frames');
  expect(await outcome(file(dataSet([sopClass('1.3.12.2.1107.5.9.1')])))).toBe('read, 0 frames');
});
