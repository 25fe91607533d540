import type { DisplayRule } from './displayRules';
import type { ImageFlag } from './imageFlags';
import type { NotAnalysedReason } from './notAnalysedReason';
import type { ReadNote } from './readNotes';
import type { RefusalCode } from './refusalCode';

/** A section, annex or context group of the DICOM standard, in its current edition. */
export type Section = `PS3.${number} ${string}`;

/** Sections that a code rests on, the most telling first; none for a rule of this software alone. */
type Sections<Code extends string> = Readonly<Record<Code, readonly Section[]>>;

const jpeg: Section = 'PS3.5 8.2.1';
const window: Section = 'PS3.3 C.11.2.1.2';
const voiTable: Section = 'PS3.3 C.11.2.1.1';
const modality: Section = 'PS3.3 C.11.1';
const notForDisplay: readonly Section[] = ['PS3.3 C.8.7.1.1.2', 'PS3.17 FFF.2.3.1.3.4'];
const photometric: Section = 'PS3.3 C.7.6.3.1.2';
const shape: Section = 'PS3.3 C.11.6.1.2';
const pixelShape: Section = 'PS3.3 C.7.6.3.1.7';
const spacing: Section = 'PS3.3 10.7.1.3';
const characterSet: Section = 'PS3.3 C.12.1.1.2';

export const noteSections: Sections<ReadNote> = {
  'missing-preamble': ['PS3.10 7.1'],
  'missing-file-meta': ['PS3.10 7.1'],
  'missing-meta-group-length': ['PS3.10 7.1'],
  'wrong-meta-group-length': ['PS3.10 7.1'],
  'guessed-transfer-syntax': ['PS3.10 7.1'],
  'wrong-vr-encoding': ['PS3.5 A.1', 'PS3.5 7.1.3'],
  'odd-length': ['PS3.5 7.1.1'],
  'implicit-vr-element': ['PS3.5 7.1'],
  'harmless-vr': ['PS3.6 6'],
  'long-decimal': ['PS3.5 6.2'],
  'count-with-fraction': ['PS3.5 6.2'],
  'zero-frames': ['PS3.3 C.7.6.6.1.1'],
  'attribute-assumed': ['PS3.3 C.7.6.3'],
  'non-finite-samples': ['PS3.3 C.7.6.24', 'PS3.3 C.7.6.25'],
  'trailing-bytes': ['PS3.10 7.2'],
  'one-reader-only': [],
  'out-of-order': ['PS3.5 7.1'],
  'repeated-attribute': ['PS3.5 7.1'],
  'stray-delimiter': ['PS3.5 7.5'],
  'irregular-uid': ['PS3.5 9.1'],
  'pixel-data-padded': ['PS3.5 8.1.1'],
  'bits-above-stored': ['PS3.5 8.1.1'],
  'one-bit-unpacked': ['PS3.5 8.1.1', 'PS3.5 D'],
  'ybr-422-expanded': [photometric],
  'ybr-422-is-full': [photometric],
  'colour-converted': [jpeg],
  'jpeg-not-baseline': [jpeg, 'PS3.5 A.4.1'],
  'jpeg-colour-contradicts': [jpeg],
  'bits-stored-contradicts': [jpeg],
  'jp2-boxes': ['PS3.5 A.4.4'],
  'no-end-mark': ['PS3.5 A.4'],
  'other-codestream': ['PS3.5 A.4'],
  'sign-contradicts': ['PS3.5 8.2.4'],
  'values-clamped': ['PS3.5 8.1.1'],
  'frames-by-markers': ['PS3.5 A.4'],
  'later-frames-not-decoded': [],
  'offset-table-ignored': ['PS3.5 A.4'],
  'window-ignored': [window],
  'voi-function-unknown': ['PS3.3 C.11.2.1.3'],
  'voi-table-ignored': [voiTable],
  'voi-table-narrow': [voiTable],
  'palette-narrow': ['PS3.3 C.7.6.3.1.5', 'PS3.3 C.7.6.3.1.6'],
  'rescale-slope-zero': [modality],
  'modality-table-and-rescale': [modality],
  'empty-modality-table': [modality],
  'modality-lut-not-for-display': notForDisplay,
  'presentation-contradicts': [shape, photometric],
  'pixel-spacing-ignored': [spacing],
  'pixel-aspect-contradicts': [pixelShape, spacing],
  'per-frame-transforms': ['PS3.3 C.7.6.16'],
  'per-frame-count': ['PS3.3 C.7.6.16'],
  'character-set-misspelt': [characterSet],
  'character-set-undeclared': [characterSet, 'PS3.5 6.1.2.5'],
  'text-may-be-utf-8': [characterSet],
  'control-characters': ['PS3.5 6.1.3'],
  'text-not-decoded': [characterSet],
  'name-partly-decoded': ['PS3.5 6.2.1'],
  'burned-in-text-likely': ['PS3.3 C.7.6.1'],
  'overlay-not-shown': ['PS3.3 C.9.2'],
  'orientation-applied': [],
  'alpha-removed': [],
  'grey-as-colour': [],
  'nearly-grey': [],
  'data-behind-picture': [],
  'further-pictures': [],
  'palette-expanded': [],
};

export const refusalSections: Sections<RefusalCode> = {
  'empty-file': [],
  'not-an-image': ['PS3.10 7.1'],
  'archive-not-read': [],
  'format-not-read': [],
  'extension-mismatch': [],
  truncated: ['PS3.5 7.1.1', 'PS3.4 B.5'],
  'malformed-dicom': ['PS3.5 7.1', 'PS3.5 7.5'],
  'length-past-end': ['PS3.5 7.1.1', 'PS3.5 7.5'],
  'too-deep': [],
  'too-many-elements': [],
  'too-large': [],
  bomb: ['PS3.5 A.5'],
  timeout: [],
  'memory-exceeded': [],
  'decoder-crashed': [],
  'unsupported-transfer-syntax': ['PS3.6 A'],
  'unsupported-pixel-format': [photometric],
  'inconsistent-attributes': ['PS3.3 C.7.6.3', 'PS3.5 8.1.1'],
  'duplicate-attribute': ['PS3.5 7.1'],
  'corrupt-pixel-data': ['PS3.5 8.2', 'PS3.5 A.4'],
  'unsafe-preamble': ['PS3.10 7.1'],
  'unsafe-name': [],
  'too-many-members': [],
  'unsafe-member-name': [],
  'encrypted-archive': [],
  'corrupt-archive': [],
  'unsupported-compression': [],
  'nested-archive': [],
  'empty-archive': [],
  'changed-during-read': [],
  'internal-error': [],
};

export const notAnalysedSections: Sections<NotAnalysedReason> = {
  'no-pixel-data': ['PS3.4 B.5'],
  video: ['PS3.5 8.2.5', 'PS3.5 A.4.5'],
  'no-model': [],
  'modality-not-covered': ['PS3.3 C.7.3.1.1.1'],
  'body-part-not-covered': ['PS3.16 L'],
  'view-not-covered': ['PS3.3 C.8.11.5', 'PS3.16 CID 4010'],
  'age-not-covered': ['PS3.3 C.7.2.2'],
  'multi-frame': ['PS3.3 C.7.6.6'],
  'colour-image': [photometric],
  'not-for-presentation': ['PS3.3 C.8.11.1'],
  localizer: ['PS3.3 C.7.6.1.1.2'],
  'picture-too-small': [],
  'picture-too-narrow': [],
  'mostly-border': [],
  'picture-clipped': [],
  'picture-inverted': [],
  'picture-turned': ['PS3.3 C.7.6.1.1.1'],
  'not-the-right-picture': [],
  'out-of-distribution': [],
  'blank-picture': [],
  'region-not-found': [],
  'analysis-failed': [],
};

export const flagSections: Sections<ImageFlag> = {
  'lossy-compressed': ['PS3.3 C.7.6.1.1.5'],
  'burned-in-annotation': ['PS3.3 C.7.6.1'],
  'urgency-unknown': ['PS3.3 C.4.11', 'PS3.3 10.6'],
};

export const displaySections: Sections<DisplayRule> = {
  'no-modality-transform': [modality],
  rescale: [modality],
  'modality-table': [modality],
  'modality-not-for-display': notForDisplay,
  'slope-zero': [modality],
  padding: ['PS3.3 C.7.5.1.1.2'],
  window: [window, 'PS3.3 C.11.2.1.3'],
  'voi-table': [voiTable],
  'no-window': [],
  'window-unusable': [window, voiTable],
  monochrome1: [photometric],
  'shape-inverse': [shape],
  'shape-identity': [shape],
  colour: [photometric],
  'square-pixels': [pixelShape],
  'pixel-shape': [pixelShape, spacing],
};

/** What a note or flag on a record rests on; none if nobody knows the code. */
export function sectionsOfNote(code: string): readonly Section[] {
  const all: Readonly<Record<string, readonly Section[]>> = { ...noteSections, ...flagSections };
  return Object.hasOwn(all, code) ? (all[code] ?? []) : [];
}
