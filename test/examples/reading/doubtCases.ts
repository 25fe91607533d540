import type { ReadImage } from '../../../src/domain/image/imageDescription';
import { type ElementSpec, type Elements, imageFile } from '../../dicom/dicomBuilder';
import { type Case, isNoted, isRead, isRefused, noteOf } from './case';

const pixels = [1, 2, 3, 4];
const image = (...more: ElementSpec[]) => imageFile({ pixels, more });
const signedImage = (...more: ElementSpec[]) => imageFile({ pixels: [-2, -1, 0, 1], signed: true, more });

/** A table of the standard: a modality or VOI LUT in its sequence. */
function table(sequence: number, descriptor: readonly number[], entries: readonly number[]): ElementSpec {
  const item: Elements = [
    [0x00283002, 'US', descriptor],
    [0x00283006, 'OW', entries],
  ];
  return [sequence, 'SQ', { items: [item] }];
}
const modalityTable = 0x00283000;
const voiTable = 0x00283010;

function palette(descriptor: readonly number[], entries: readonly number[]) {
  const colours = [1, 2, 3].flatMap((colour): ElementSpec[] => [
    [0x00281100 + colour, 'US', descriptor],
    [0x00281200 + colour, 'OW', entries],
  ]);
  return imageFile({
    pixels: [0, 1, 2, 3],
    bits: [8, 8, 7],
    pixelVr: 'OB',
    photometric: 'PALETTE COLOR',
    more: colours,
  });
}

const modality = ({ description }: ReadImage) => description.modalityTransform;
const tableOf = (image: ReadImage) => {
  const transform = modality(image);
  if (transform.kind !== 'lut') throw new Error('expected a table');
  return transform.table;
};

/** For rows of the table of doubts about tables, windows and spacings: the files that show them. */
export const doubtCases: Readonly<Record<string, readonly Case[]>> = {
  'slope 0': [noteOf('rescale-slope-zero', (read) => expect(modality(read).kind).toBe('identity'))],
  'slope or intercept is no number, infinite, or several numbers': ['one', 'Infinity', '1\\2'].map((slope) =>
    isRefused('inconsistent-attributes', `a slope of ${slope}`, () => image([0x00281053, 'DS', slope])),
  ),
  'window without a usable width or centre': [
    noteOf('window-ignored', ({ description }) => expect(description.windows).toEqual([])),
  ],
  'VOI LUT function of another name': [
    noteOf('voi-function-unknown', ({ description }) =>
      expect(description.windows[0]?.function).toBe('LINEAR'),
    ),
  ],
  'VOI table that cannot be used, or whose entries are all the same': [
    noteOf('voi-table-ignored', ({ description }) => expect(description.voiTables).toEqual([])),
    isNoted('voi-table-ignored', 'a table of equal entries', () =>
      image(table(voiTable, [4, 0, 8], [7, 7, 7, 7])),
    ),
  ],
  'VOI table that reaches less than a quarter of what its descriptor has room for': [
    noteOf('voi-table-narrow', ({ description }) => expect(description.voiTables[0]?.bits).toBe(3)),
  ],
  'palette whose entries have far fewer bits than its descriptors state: 8 in words of 16': [
    isNoted(
      'palette-narrow',
      'entries up to 200 under 16 bits',
      () => palette([4, 0, 16], [0, 90, 150, 200]),
      ({ description }) => expect(description.palette?.red.bits).toBe(8),
    ),
  ],
  'palette that gives every value the same colour, has fewer entries than it states, or different bits for the three colours':
    [
      isRefused('inconsistent-attributes', 'one colour', () => palette([4, 0, 8], [9, 9, 9, 9])),
      isRefused('inconsistent-attributes', 'too few entries', () => palette([9, 0, 16], [0, 1, 2, 0xffff])),
    ],
  'modality table that cannot be used': [
    isRefused('inconsistent-attributes', 'a table of one entry that states nine', () =>
      image(table(modalityTable, [9, 0, 16], [1])),
    ),
    noteOf('empty-modality-table'),
  ],
  'table descriptor with 0 entries': [
    isRead(
      '65 536 entries under a descriptor of 0',
      () =>
        image(
          table(
            modalityTable,
            [0, 0, 16],
            Array.from({ length: 65_536 }, (_, at) => at),
          ),
        ),
      (read) => expect(tableOf(read).values).toHaveLength(65_536),
    ),
  ],
  'Pixel Padding Value and Range Limit under US or SS': ['US', 'SS'].map((vr) =>
    isRead(
      `-2 under ${vr}`,
      () => signedImage([0x00280120, vr, [-2]], [0x00280121, vr, [-1]]),
      ({ description }) => expect(description.padding).toEqual({ first: -2, last: -1 }),
    ),
  ),
  'first value mapped of a modality, VOI or palette table under US or SS': ['US', 'SS'].map((vr) =>
    isRead(
      `-2 under ${vr}`,
      () =>
        signedImage([
          modalityTable,
          'SQ',
          {
            items: [
              [
                [0x00283002, vr, [4, -2, 16]],
                [0x00283006, 'US', [7, 8, 9, 10]],
              ],
            ],
          },
        ]),
      (read) => expect(tableOf(read).firstMapped).toBe(-2),
    ),
  ),
  'modality table or rescale of XA and XRF': [
    noteOf('modality-lut-not-for-display', (read) => expect(modality(read).kind).toBe('identity')),
    isNoted('modality-lut-not-for-display', 'a rescale of XRF', () =>
      image(
        [0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.12.2'],
        [0x00281052, 'DS', '5'],
        [0x00281053, 'DS', '2'],
      ),
    ),
  ],
  'spacing or aspect ratio that cannot be true': [
    noteOf('pixel-spacing-ignored', ({ description }) => expect(description.pixelSpacing).toBeUndefined()),
  ],
  'spacings and aspect ratio that contradict each other': [
    noteOf('pixel-aspect-contradicts', ({ description }) => expect(description.pixelAspect).toEqual([2])),
  ],
  'entries of 16 bits under a descriptor of 8': [
    isRead(
      'entries up to 0xFF00',
      () => image(table(modalityTable, [4, 0, 8], [0, 0x5500, 0xaa00, 0xff00])),
      (read) => expect(tableOf(read).bits).toBe(16),
    ),
  ],
};
