import { type ElementSpec, type Elements, imageFile } from '../../dicom/dicomBuilder';
import { openHere } from '../../support/openPictures';
import { type Case, isRead, noteOf, shownLevels } from './case';

const pixels = [1, 2, 3, 4];
const image = (...more: ElementSpec[]) => imageFile({ pixels, more });
const eight = { bits: [8, 8, 7], pixelVr: 'OB' } as const;
const window = (centre: string, width: string): ElementSpec[] => [
  [0x00281050, 'DS', centre],
  [0x00281051, 'DS', width],
];
const measures = (text: string): Elements => [[0x00289110, 'SQ', { items: [[[0x00280030, 'DS', text]]] }]];
const properties = (text: string): Elements => [[0x00289443, 'SQ', { items: [[[0x00181164, 'DS', text]]] }]];
const shared = (group: Elements): ElementSpec => [0x52009229, 'SQ', { items: [group] }];
const ownOf = (group: Elements): ElementSpec => [0x52009230, 'SQ', { items: [group] }];
const aspectIs = (aspect: number) => (read: Parameters<Parameters<typeof isRead>[2]>[0]) =>
  expect(read.description.pixelAspect).toEqual([aspect]);

/** For each numbered rule of what is shown: the files that show it. */
export const shownCases: Readonly<Record<string, readonly Case[]>> = {
  'Modality LUT *or* rescale, once.': [
    noteOf('modality-table-and-rescale', ({ description }) =>
      expect(description.modalityTransform.kind).toBe('lut'),
    ),
    noteOf('rescale-slope-zero', ({ description }) => expect(description.windows).toEqual([])),
    noteOf('modality-lut-not-for-display'),
  ],
  'The first VOI window,': [
    isRead(
      'two windows: the first one is applied',
      () => image(...window('2.5\\100', '4\\1000')),
      (read) => expect(shownLevels(read)).toEqual([43, 128, 212, 255]),
    ),
    isRead(
      'a LINEAR window of width 0.5 is left out, an exact one is not',
      () => image(...window('2', '0.5'), [0x00281056, 'CS', 'LINEAR_EXACT']),
      ({ description }) => expect(description.windows).toHaveLength(1),
    ),
    noteOf('window-ignored'),
    isRead(
      '8 bits without a window are shown as they are',
      () => imageFile({ ...eight, pixels: [0, 60, 120, 180] }),
      (read) => expect(shownLevels(read)).toEqual([0, 60, 120, 180]),
    ),
    isRead(
      '12 bits without a window are shown from the least to the greatest value, padding not counted',
      () => imageFile({ pixels: [4000, 0, 10, 20], more: [[0x00280120, 'US', [4000]]] }),
      (read) => expect(shownLevels(read).slice(1)).toEqual([0, 128, 255]),
    ),
    ...(
      [
        ['a blank frame', [7, 7, 7, 7]],
        ['a frame of padding', [1, 1, 1, 1]],
      ] as const
    ).map(([what, values]) =>
      isRead(
        `${what} is the middle grey`,
        () => imageFile({ pixels: values, more: [[0x00280120, 'US', [1]]] }),
        (read) => expect(shownLevels(read)).toEqual([128, 128, 128, 128]),
      ),
    ),
  ],
  'Inversion, once and last:': [
    isRead(
      'MONOCHROME1',
      () => imageFile({ ...eight, pixels: [0, 60, 120, 180], photometric: 'MONOCHROME1' }),
      (read) => expect(shownLevels(read)).toEqual([255, 195, 135, 75]),
    ),
    noteOf('presentation-contradicts', (read) => expect(shownLevels(read)).toEqual([255, 170, 85, 0])),
  ],
  "the frame's own functional group,": [
    isRead(
      'a group for the frame, one for all, and the data set',
      () =>
        image(ownOf(measures('0.8\\0.2')), shared(measures('0.75\\0.25')), [0x00280030, 'DS', '0.4\\0.2']),
      aspectIs(4),
    ),
    isRead(
      'a group for all frames, and the data set',
      () => image(shared(measures('0.75\\0.25')), [0x00280030, 'DS', '0.4\\0.2']),
      aspectIs(3),
    ),
    isRead('Frame Pixel Data Properties', () => image(shared(properties('0.4\\0.2'))), aspectIs(2)),
  ],
  'there Pixel Spacing,': [
    ...(
      [
        ['Pixel Spacing', 0x00280030, 'DS', '0.4\\0.2'],
        ['Imager Pixel Spacing', 0x00181164, 'DS', '0.4\\0.2'],
        ['Nominal Scanned Pixel Spacing', 0x00182010, 'DS', '0.4\\0.2'],
        ['Pixel Aspect Ratio', 0x00280034, 'IS', '2\\1'],
      ] as const
    ).map(([what, tag, vr, text]) =>
      isRead(
        `${what}: twice as high as wide in the preview`,
        () => image([tag, vr, text]),
        (read) => {
          aspectIs(2)(read);
          expect(openHere(read.description, read.pixels)).toMatchObject({ width: 2, height: 4 });
        },
      ),
    ),
    noteOf('pixel-aspect-contradicts'),
  ],
};
