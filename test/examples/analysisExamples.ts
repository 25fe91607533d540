import { drawChest } from '../../src/cli/synthetic/chest';
import type { AnalysisNote } from '../../src/domain/models/analysisNotes';
import type { NotAnalysedReason } from '../../src/domain/reasons/notAnalysedReason';
import { dataSet, type Elements, file, imageFile } from '../dicom/dicomBuilder';
import { video } from '../dicom/video';
import { changed, chest, chestFile, onGround, turned } from './chestFile';
import { type Example, example, type NotFromAFile } from './example';

const saying = (...more: Elements) => chestFile(chest(), more);
const drawn = (change: Parameters<typeof changed>[1]) => chestFile(changed(chest(), change));

/**
 * A file for each reason not to analyse an image, where the models that come with the software are in use. A
 * new reason does not compile without one.
 */
export const notAnalysedExamples: Readonly<Record<NotAnalysedReason, Example | NotFromAFile>> = {
  'no-pixel-data': example('a key object', () =>
    file(
      dataSet([
        [0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.88.59'],
        [0x00080018, 'UI', '2.25.1'],
        [0x00080060, 'CS', 'KO'],
        [0x0020000d, 'UI', '2.25.2'],
        [0x0020000e, 'UI', '2.25.3'],
      ]),
    ),
  ),
  video: example('an endoscopic video', () => video()),
  'no-model': { notFromAFile: 'needs a site where no model is in use' },
  'modality-not-covered': example('a chest of modality MG', () => saying([0x00080060, 'CS', 'MG'])),
  'body-part-not-covered': example('a hand', () => saying([0x00180015, 'CS', 'HAND'])),
  'view-not-covered': example('a lateral chest', () => saying([0x00185101, 'CS', 'LL'])),
  'age-not-covered': example('a chest of a newborn', () => saying([0x00101010, 'AS', '003D'])),
  'multi-frame': example('two frames', () => imageFile({ frames: 2, pixels: [1, 2, 3, 4, 5, 6, 7, 8] })),
  'colour-image': example('a colour picture', () =>
    imageFile({
      samples: 3,
      photometric: 'RGB',
      bits: [8, 8, 7],
      pixelVr: 'OB',
      pixels: new Uint8Array(12).fill(9),
    }),
  ),
  'not-for-presentation': example('a chest FOR PROCESSING', () =>
    saying([0x00080068, 'CS', 'FOR PROCESSING']),
  ),
  localizer: example('a chest of Image Type LOCALIZER', () =>
    saying([0x00080008, 'CS', 'ORIGINAL\\PRIMARY\\LOCALIZER']),
  ),
  'picture-too-small': example('a picture of two by two pixels', () =>
    imageFile({ pixels: [0, 900, 1900, 2900] }),
  ),
  'picture-too-narrow': example('a strip of a chest', () => {
    const { width, data } = drawChest(11, { width: 340, height: 400 });
    return chestFile({ width, height: 130, data: data.subarray(100 * width, 230 * width) });
  }),
  'mostly-border': example('a chest on a black ground nine times its size', () =>
    chestFile(onGround(chest(), 3, 0)),
  ),
  'picture-clipped': example('a chest in black and white alone', () =>
    drawn((value) => (value > 0.4 ? 1 : 0)),
  ),
  'picture-inverted': example('a chest with black and white swapped', () => drawn((value) => 1 - value)),
  'picture-turned': example('a chest on its side', () => chestFile(turned(chest()))),
  'not-the-right-picture': example('noise', () =>
    drawn((_, x, y) => 0.5 + 0.4 * Math.sin(x * 12.9898 + y * 78.233)),
  ),
  'out-of-distribution': example('a chest behind a veil', () =>
    drawn((value, _, y) => (y > 120 ? 0.7 + (value - 0.5) / 10 : value)),
  ),
  'blank-picture': example('one grey', () => drawn(() => 0.5)),
  'region-not-found': example('a chest without lungs', () =>
    drawn((value, x, y) => (x > 30 && x < 270 && y > 60 && y < 300 ? Math.max(value, 0.85) : value)),
  ),
  'analysis-failed': { notFromAFile: 'needs a model that fails' },
};

/** A file for each note of an analysis, in the same way; `also` names others that it cannot be without. */
export const analysisNoteExamples: Readonly<Record<AnalysisNote, Example | NotFromAFile>> = {
  'gate-unsure': example('a chest behind a thick veil', () =>
    drawn((value, _, y) => (y > 30 ? 0.8 + (value - 0.5) / 10 : value)),
  ),
  'region-share-unusual': example(
    'a chest of which a veil leaves the upper third',
    () => drawn((value, _, y) => (y > 120 ? 0.8 + (value - 0.5) / 10 : value)),
    { also: ['region-confidence-unusual'] },
  ),
  'region-confidence-unusual': example('a chest behind a veil', () =>
    drawn((value, _, y) => (y > 120 ? 0.7 + (value - 0.5) / 10 : value)),
  ),
  'region-balance-unusual': example('a chest with one white lung', () =>
    drawn((value, x, y) => (x < 150 && y > 40 ? Math.max(value, 0.8 - 0.02 * ((x + y) % 3)) : value)),
  ),
  'may-be-inverted': example('a chest with black and white swapped', () => drawn((value) => 1 - value)),
  'much-pure-black': example('a chest that is too dark', () => drawn((value) => value - 0.2)),
  'much-pure-white': example('a chest that is too bright', () => drawn((value) => value + 0.2)),
  'border-cut-off': example('a chest in a black frame', () => chestFile(onGround(chest(), 1.5, 0))),
  'age-unknown': example('a chest without an age', () => saying([0x00101010, 'AS', ''])),
  padded: {
    notFromAFile:
      'needs a model that sees the whole picture: the one that comes with the software sees a square in it',
  },
};
