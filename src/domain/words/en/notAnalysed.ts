import type { Vocabulary } from '../vocabulary';

const correctAttribute =
  'Correct the attribute at the modality if it is wrong; otherwise add a model for such images.';

/** Why an admitted image has no analysis, and what can be done about it. None of this means "normal". */
export const notAnalysed: Vocabulary['notAnalysed'] = {
  'no-pixel-data': {
    meaning: 'The DICOM object has no pixels (it is a report, a presentation state or a key object).',
  },
  video: {
    meaning: 'It is a video (MPEG or HEVC). Only its attributes were read; its pictures were not.',
    remedy: 'Look at it in the viewer of the PACS, or send it as single pictures.',
  },
  'no-model': {
    meaning: 'No model is in use at this site: none is both loaded and promoted.',
    remedy: 'See which models are loaded: GET /api/health.',
  },
  'modality-not-covered': {
    meaning: "No model is intended for this image's modality.",
    remedy: correctAttribute,
  },
  'body-part-not-covered': {
    meaning: "No model is intended for this image's body part.",
    remedy: correctAttribute,
  },
  'view-not-covered': { meaning: "No model is intended for this image's view.", remedy: correctAttribute },
  'age-not-covered': { meaning: "No model is intended for this patient's age.", remedy: correctAttribute },
  'multi-frame': { meaning: 'No model is intended for images with several frames.' },
  'colour-image': {
    meaning: 'No model is intended for colour images.',
    remedy: 'Send the image itself if this is a screenshot of it.',
  },
  'not-for-presentation': {
    meaning: 'The image holds raw detector values, which are not meant for viewing (FOR PROCESSING).',
    remedy: 'Send the FOR PRESENTATION image.',
  },
  localizer: { meaning: 'The image is a localizer, made to plan other images.' },
  'picture-too-small': {
    meaning: 'The picture has too few pixels to judge.',
    remedy: 'Send the full picture, not a thumbnail.',
  },
  'picture-too-narrow': {
    meaning: 'The picture is a narrow strip, unlike any that the models are made for.',
    remedy: 'Send the picture by itself.',
  },
  'mostly-border': {
    meaning: 'Most of the picture is a uniform border.',
    remedy: 'Send the picture without the border.',
  },
  'picture-clipped': {
    meaning:
      'Too much of the picture is pure black or pure white: it is overexposed, or was saved with the wrong window.',
    remedy: 'Check the exposure and the window in the file.',
  },
  'picture-inverted': {
    meaning: 'Black and white are inverted in the picture.',
    remedy: 'Check the photometric interpretation, and send the picture again.',
  },
  'picture-turned': {
    meaning: 'The picture lies on its side or upside down.',
    remedy: 'Rotate it, and send it again.',
  },
  'not-the-right-picture': { meaning: 'The picture does not look like what the models are made for.' },
  'out-of-distribution': {
    meaning:
      'The region that the model examines is so small and faint in this picture that scores could not be trusted. Severe disease can cause this.',
    remedy: 'Look at the picture.',
  },
  'blank-picture': { meaning: 'The picture is blank.', remedy: 'Check the detector and the export.' },
  'region-not-found': {
    meaning:
      'The region that the model examines was not found in the picture. Severe disease can cause this.',
    remedy: 'Look at the picture.',
  },
  'analysis-failed': {
    meaning: 'The model failed on this image.',
    remedy: 'See the log. The analysis is tried again when the image is sent again.',
  },
};
