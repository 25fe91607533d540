import type { Vocabulary } from '../vocabulary';

/** How an image is shown, and which of its attributes say so. */
export const displayRules: Vocabulary['displayRules'] = {
  'no-modality-transform': {
    shown: 'The stored values are the modality values.',
    because: 'neither a modality table nor a rescale applies',
  },
  rescale: {
    shown: 'The stored value is multiplied by the slope, and the intercept is added.',
    because: 'Rescale Slope (0028,1053) and Intercept (0028,1052)',
  },
  'modality-table': {
    shown: 'The stored value is looked up in the modality table; a rescale beside it is not applied.',
    because: 'Modality LUT Sequence (0028,3000)',
  },
  'modality-not-for-display': {
    shown: 'The stored values are shown; the modality table or rescale is not applied.',
    because:
      'the modality table or rescale of XA and RF leads back to the X-ray intensity and is not for display',
  },
  'slope-zero': {
    shown: 'The stored values are shown; the rescale and the windows are not applied.',
    because: 'Rescale Slope (0028,1053) is 0, which would make all pixels the same',
  },
  padding: {
    shown: 'Values of the padding do not count for the range from the least to the greatest value.',
    because: 'Pixel Padding Value (0028,0120)',
  },
  window: {
    shown: 'The first window is applied.',
    because: 'Window Center (0028,1050) and Width (0028,1051)',
  },
  'voi-table': {
    shown: 'Without a window, the first VOI table is applied.',
    because: 'VOI LUT Sequence (0028,3010), and no window',
  },
  'no-window': {
    shown:
      'Eight bits or fewer that nothing transforms are shown as they are, everything else from the least to the greatest value.',
    because: 'the file has no window and no VOI table',
  },
  'window-unusable': {
    shown: 'The picture is shown as if it had neither a window nor a VOI table.',
    because: 'no window or VOI table of the file can be used',
  },
  monochrome1: {
    shown: 'Black and white are swapped, as the last step.',
    because: 'Photometric Interpretation (0028,0004) is MONOCHROME1',
  },
  'shape-inverse': {
    shown: 'Black and white are swapped, as the last step, whatever the photometric interpretation.',
    because: 'Presentation LUT Shape (2050,0020) is INVERSE',
  },
  'shape-identity': {
    shown: 'Black and white are not swapped, although the photometric interpretation is MONOCHROME1.',
    because: 'Presentation LUT Shape (2050,0020) is IDENTITY, which counts more than MONOCHROME1',
  },
  colour: {
    shown: 'Models and previews get the luminance of the colours (BT.601).',
    because: 'no window applies to colour',
  },
  'square-pixels': {
    shown: 'Pixels are drawn as wide as high.',
    because: 'no spacing and no aspect ratio of the file says otherwise',
  },
  'pixel-shape': {
    shown: 'Pixels are drawn in their true proportions.',
    because: 'a spacing or Pixel Aspect Ratio (0028,0034) of the file',
  },
};
