import { readDicom } from '../../../src/dicom/readDicom';
import { defaultReadLimits } from '../../../src/domain/kernel/limits';
import { type Elements, imageFile, syntaxes } from '../dicomBuilder';

const read = async (more: Elements, frames = 1, transferSyntax?: string) => {
  const pixels = Array.from({ length: 4 * frames }, (_, index) => index);
  const file = imageFile({ pixels, more, frames }, transferSyntax);
  const { pixelSpacing, pixelAspect, notes } = (await readDicom(file, defaultReadLimits)).description;
  return { pixelSpacing, pixelAspect, notes: notes.filter((note) => note.startsWith('pixel-')) };
};

const spacing = (text: string): Elements => [[0x00280030, 'DS', text]];
const measures = (text: string): Elements => [[0x00289110, 'SQ', { items: [spacing(text)] }]];
const shared = (group: Elements): Elements => [[0x52009229, 'SQ', { items: [group] }]];
const perFrame = (...groups: Elements[]): Elements => [[0x52009230, 'SQ', { items: groups }]];

test.each([
  ['Pixel Spacing', [[0x00280030, 'DS', '0.4\\0.2']], [0.4, 0.2]],
  ['Imager Pixel Spacing', [[0x00181164, 'DS', '0.4\\0.2']], [0.4, 0.2]],
  ['Nominal Scanned Pixel Spacing', [[0x00182010, 'DS', '0.4\\0.2']], [0.4, 0.2]],
  ['Pixel Aspect Ratio', [[0x00280034, 'IS', '2\\1']], undefined],
] as [string, Elements, number[] | undefined][])(
  '%s gives the shape of a pixel',
  async (_, more, millimetres) => {
    expect(await read(more)).toEqual({ pixelSpacing: millimetres, pixelAspect: [2], notes: [] });
  },
);

test('square pixels have no aspect, even if their spacing is rounded', async () => {
  for (const text of ['0.2\\0.2', '0.143\\0.1430001'])
    expect((await read(spacing(text))).pixelAspect).toBeUndefined();
  expect(await read([[0x00280034, 'IS', '1\\1']])).toEqual({ notes: [] });
});

test('of several, the spacing in the patient wins; one that tells of another shape is noted', async () => {
  const detector: Elements = [[0x00181164, 'DS', '0.3\\0.3']];
  const ratio: Elements = [[0x00280034, 'IS', '3\\1']];
  expect(await read([...detector, ...spacing('0.2\\0.2')])).toMatchObject({
    pixelSpacing: [0.2, 0.2],
    notes: [],
  });
  expect(await read([...detector, ...spacing('0.4\\0.2'), ...ratio])).toEqual({
    pixelSpacing: [0.4, 0.2],
    pixelAspect: [2],
    notes: ['pixel-aspect-contradicts'],
  });
});

test.each([
  ['zero', [[0x00280034, 'IS', '2\\0']]],
  ['negative', [[0x00280034, 'IS', '-2\\1']]],
  ['no number', [[0x00280030, 'DS', 'x\\y']]],
  ['one value', [[0x00280030, 'DS', '0.2']]],
  ['three values', [[0x00182010, 'DS', '0.2\\0.2\\0.2']]],
  ['longer than any scanner makes it', [[0x00280034, 'IS', '1000\\1']]],
  ['binary', [[0x00280034, 'US', [2, 1]]]],
] as [string, Elements][])('%s: ignored with a note, and the next one is asked', async (_, more) => {
  expect(await read(more)).toEqual({ notes: ['pixel-spacing-ignored'] });
  if (more[0]?.[0] === 0x00280034) return;
  expect((await read([...more, [0x00280034, 'IS', '2\\1']])).pixelAspect).toEqual([2]);
});

describe('functional groups', () => {
  test.each([syntaxes.explicit, syntaxes.implicit, syntaxes.bigEndian])('shared, in %s', async (syntax) => {
    const more = [...shared(measures('0.4\\0.2')), ...spacing('1\\1')];
    expect(await read(more, 2, syntax)).toEqual({ pixelSpacing: [0.4, 0.2], pixelAspect: [2], notes: [] });
  });

  test('the spacing at the detector, as enhanced XA and XRF state it', async () => {
    const properties: Elements = [[0x00289443, 'SQ', { items: [[[0x00181164, 'DS', '0.1\\0.2']]] }]];
    expect((await read(shared(properties))).pixelAspect).toEqual([0.5]);
  });

  test('each frame has its own, or else the shared one', async () => {
    const more = [
      ...shared(measures('0.4\\0.2')),
      ...perFrame(measures('0.2\\0.2'), [], measures('0.1\\0.2')),
    ];
    expect(await read(more, 3)).toEqual({ pixelSpacing: [0.2, 0.2], pixelAspect: [1, 2, 0.5], notes: [] });
  });

  test('frames that do not differ have one', async () => {
    const more = perFrame(measures('0.4\\0.2'), measures('0.8\\0.4'));
    expect((await read(more, 2)).pixelAspect).toEqual([2]);
  });

  test('groups that are not one for each frame say nothing', async () => {
    expect((await read(perFrame(measures('0.4\\0.2')), 2)).pixelAspect).toBeUndefined();
  });
});

const sourceOf = async (more: Elements, frames = 1) => {
  const pixels = Array.from({ length: 4 * frames }, (_, index) => index);
  return (await readDicom(imageFile({ pixels, more, frames }), defaultReadLimits)).description.spacingFrom;
};
const detector: Elements = [[0x00181164, 'DS', '0.2\\0.2']];

test.each([
  ['in the patient', spacing('0.2\\0.2'), 'pixel-spacing'],
  ['at the detector', detector, 'imager-pixel-spacing'],
  ['on the film', [[0x00182010, 'DS', '0.2\\0.2']] as Elements, 'nominal-scanned-pixel-spacing'],
  // Equal to that at the detector, it is not corrected for magnification.
  ['in the patient, as at the detector', [...detector, ...spacing('0.2\\0.2')], 'imager-pixel-spacing'],
  ['in the patient, corrected', [...detector, ...spacing('0.15\\0.15')], 'pixel-spacing'],
  ['nowhere', [], undefined],
])('a spacing %s says where it is measured', async (_, more, source) => {
  expect(await sourceOf(more)).toBe(source);
});

test('frames of different spacing have none that holds for all', async () => {
  const of = (text: string) => measures(text);
  expect(await sourceOf(perFrame(of('0.2\\0.2'), of('0.2\\0.2')), 2)).toBe('pixel-spacing');
  expect(await sourceOf(perFrame(of('0.2\\0.2'), of('0.3\\0.3')), 2)).toBeUndefined();
});
