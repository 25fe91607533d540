import type { DisplayRule } from '../../src/domain/reasons/displayRules';
import type { FlatReason } from '../../src/domain/reasons/flatReason';
import type { ImageFlag } from '../../src/domain/reasons/imageFlags';
import { type ElementSpec, imageFile } from '../dicom/dicomBuilder';
import { notAnalysedExamples } from './analysisExamples';
import { type Example, example } from './example';
import { noteExamples } from './noteExamples';

const pixels = [1, 2, 3, 4];
const image = (...more: ElementSpec[]) => imageFile({ pixels, more });
const colours = () => notAnalysedExamples['colour-image'] as Example;
const rescale = (slope: string): ElementSpec[] => [
  [0x00281052, 'DS', '-10'],
  [0x00281053, 'DS', slope],
];
const window = (width: string): ElementSpec[] => [
  [0x00281050, 'DS', '2'],
  [0x00281051, 'DS', width],
];
const table = (sequence: number): ElementSpec => [
  sequence,
  'SQ',
  {
    items: [
      [
        [0x00283002, 'US', [4, 1, 8]],
        [0x00283006, 'OW', [0, 85, 170, 255]],
      ],
    ],
  },
];

/** A file for each thing that an image or its order says of itself. */
export const flagExamples: Readonly<Record<ImageFlag, Example>> = {
  'lossy-compressed': example('Lossy Image Compression 01', () => image([0x00282110, 'CS', '01'])),
  'burned-in-annotation': example('Burned In Annotation YES', () => image([0x00280301, 'CS', 'YES'])),
  'urgency-unknown': example('Requested Procedure Priority NOTFALL', () =>
    image([0x00401003, 'SH', 'NOTFALL']),
  ),
};

/** A file for each reason why a page gets 256 levels. */
export const flatExamples: Readonly<Record<FlatReason, Example>> = {
  'no-pixels': notAnalysedExamples['no-pixel-data'] as Example,
  video: notAnalysedExamples.video as Example,
  colour: colours(),
  'wide-samples': noteExamples['non-finite-samples'] as Example,
};

/** A file for each rule of how an image is shown. */
export const displayExamples: Readonly<Record<DisplayRule, Example>> = {
  'no-modality-transform': example('a picture of 12 bits', () => image()),
  rescale: example('a slope of 2', () => image(...rescale('2'))),
  'modality-table': example('a modality table', () => image(table(0x00283000))),
  'modality-not-for-display': noteExamples['modality-lut-not-for-display'] as Example,
  'slope-zero': noteExamples['rescale-slope-zero'] as Example,
  padding: example('Pixel Padding Value 1', () => image([0x00280120, 'US', [1]])),
  window: example('a window of width 4', () => image(...window('4'))),
  'voi-table': example('a VOI table', () => image(table(0x00283010))),
  'no-window': example('a picture of 12 bits', () => image()),
  'window-unusable': noteExamples['window-ignored'] as Example,
  monochrome1: example('MONOCHROME1', () => imageFile({ pixels, photometric: 'MONOCHROME1' })),
  'shape-inverse': noteExamples['presentation-contradicts'] as Example,
  'shape-identity': example('IDENTITY with MONOCHROME1', () =>
    imageFile({ pixels, photometric: 'MONOCHROME1', more: [[0x20500020, 'CS', 'IDENTITY']] }),
  ),
  colour: colours(),
  'square-pixels': example('a picture of 12 bits', () => image()),
  'pixel-shape': example('Pixel Aspect Ratio 2 : 1', () => image([0x00280034, 'IS', '2\\1'])),
};
