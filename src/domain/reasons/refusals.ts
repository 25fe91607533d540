/** Why a file was refused. The set is closed: dashboards, records and tests name these and no others. */
export const refusals = {
  'empty-file': {
    meaning: 'The file has no bytes.',
    remedy: 'Export it again; the transfer was probably cut off.',
  },
  'not-an-image': {
    meaning: 'The content is neither DICOM nor a picture of a supported kind.',
    remedy: 'Send DICOM, JPEG, PNG or TIFF.',
  },
  'extension-mismatch': {
    meaning: "The file's name says one kind of content, the bytes another.",
    remedy: 'Rename the file to what it is, or export it again.',
  },
  truncated: {
    meaning: 'The file ends before its content does.',
    remedy: 'Export it again; the transfer was probably cut off.',
  },
  'malformed-dicom': {
    meaning: 'The DICOM structure cannot be read.',
    remedy: 'Export it again, or check the sender with a DICOM validator.',
  },
  'length-past-end': {
    meaning: 'An element is longer than what holds it.',
    remedy: 'Export it again; the file is damaged.',
  },
  'too-deep': {
    meaning: 'Sequences are nested deeper than any real image needs.',
    remedy: 'Check the sender; such a file is hostile or damaged.',
  },
  'too-many-elements': {
    meaning: 'The file has more elements than any real image needs.',
    remedy: 'Check the sender; such a file is hostile or damaged.',
  },
  'too-large': {
    meaning: 'The file or its picture is larger than the configured limit.',
    remedy: 'Raise the limit in the settings if such images are expected.',
  },
  bomb: {
    meaning: 'The compressed content unpacks to far more than its size justifies.',
    remedy: 'Check the sender; such a file is hostile or damaged.',
  },
  timeout: {
    meaning: 'Reading took longer than the configured limit.',
    remedy: 'Check the sender; raise the limit in the settings if such images are expected.',
  },
  'memory-exceeded': {
    meaning: 'Reading took more memory than the configured limit.',
    remedy: 'Check the sender; raise the limit in the settings if such images are expected.',
  },
  'decoder-crashed': {
    meaning: 'The process that reads files broke down on this one.',
    remedy:
      'Check the sender; the file is hostile, or hits an error in this software: report it to the developers.',
  },
  'unsupported-transfer-syntax': {
    meaning: 'The pixels are compressed in a way that is not read.',
    remedy: 'Let the PACS send the image in a supported transfer syntax.',
  },
  'unsupported-pixel-format': {
    meaning: 'The kind of pixels (bits, samples, photometric interpretation) is not read.',
    remedy: 'Let the PACS send the image in a supported format.',
  },
  'inconsistent-attributes': {
    meaning: 'Attributes that describe the pixels are missing or contradict each other.',
    remedy: 'Check the sender with a DICOM validator.',
  },
  'duplicate-attribute': {
    meaning: 'The same attribute occurs twice with different values.',
    remedy: 'Check the sender with a DICOM validator.',
  },
  'corrupt-pixel-data': {
    meaning: 'The pixels cannot be decoded.',
    remedy: 'Export it again; the file is damaged.',
  },
  'unsafe-preamble': {
    meaning: 'The preamble holds an executable.',
    remedy: 'Check the sender; such a file is hostile.',
  },
  'too-many-members': {
    meaning: 'The export holds more files than the configured limit.',
    remedy: 'Send it in parts, or raise the limit in the settings if such exports are expected.',
  },
  'unsafe-member-name': {
    meaning: 'A name in the export would lead outside of it when unpacked.',
    remedy: 'Check the sender; no export program writes such names.',
  },
  'encrypted-archive': {
    meaning: 'The export, or this file in it, is protected by a password.',
    remedy: 'Export it again without a password; the containers are protected already.',
  },
  'corrupt-archive': {
    meaning: 'The structure of the export contradicts itself, or its content is not what it was.',
    remedy: 'Export it again; the file is damaged, or made to deceive.',
  },
  'unsupported-compression': {
    meaning: 'The export is compressed in a way that is not read.',
    remedy: 'Export it as an ordinary ZIP: files stored or deflated, in one part.',
  },
  'nested-archive': {
    meaning: 'An archive stands where one image was expected, as in an archive inside an export.',
    remedy: 'Unpack it, or drop it into the incoming container as an export of its own.',
  },
  'empty-archive': {
    meaning: 'The export holds no file that could be an image.',
    remedy: 'Export it again; check that the images were selected.',
  },
  'changed-during-read': {
    meaning: 'The file was replaced or removed while it was being read.',
    remedy:
      'Nothing if it was replaced: the new content is read as a file of its own. Send it again if it was removed.',
  },
  'internal-error': {
    meaning: 'The software failed on this file; it is not known to be bad.',
    remedy: 'Report the file to the developers; it stays in the incoming container.',
  },
} as const;

export type RefusalCode = keyof typeof refusals;

/** Where in the file the refusal was met. Never a value that could identify a patient. */
export interface RefusalDetail {
  /** The DICOM tag, `(gggg,eeee)`. */
  readonly tag?: string;
  /** The offending value: a number, a UID of the standard, a code; never free text from the file. */
  readonly value?: string | number;
  /** Byte offset in the file. */
  readonly offset?: number;
}

/** A file that cannot be admitted; it goes to quarantine with this reason. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';

  constructor(
    readonly code: RefusalCode,
    readonly detail: RefusalDetail = {},
    options?: ErrorOptions,
  ) {
    super(describeRefusal(code, detail), options);
  }
}

/** One line for a person: what is wrong, and where. */
export function describeRefusal(code: RefusalCode, detail: RefusalDetail = {}): string {
  const where = [
    detail.tag,
    detail.value === undefined ? undefined : `value ${detail.value}`,
    detail.offset === undefined ? undefined : `offset ${detail.offset}`,
  ].filter((part) => part !== undefined);
  return where.length === 0 ? refusals[code].meaning : `${refusals[code].meaning} (${where.join(', ')})`;
}

/** Why an admitted image has no analysis, and where there is something to do about it, what. It is never "negative". */
export const notAnalysedReasons = {
  'no-pixel-data': 'The DICOM object carries no pixels (a report, a presentation state, a key object).',
  'no-model': 'No model speaks at this site: none is both loaded and promoted.',
  'modality-not-covered': "No model is meant for this image's modality.",
  'body-part-not-covered': "No model is meant for this image's body part.",
  'view-not-covered': "No model is meant for this image's view.",
  'age-not-covered': "No model is meant for this patient's age.",
  'multi-frame': 'No model is meant for images of several frames.',
  'colour-image': 'No model is meant for colour images.',
  'not-for-presentation':
    'The image holds raw detector values that nobody is meant to look at (FOR PROCESSING). Send the one for presentation.',
  localizer: 'The image is a localizer, which serves to plan others.',
  'picture-too-small':
    'The picture has too few pixels to see anything by. Send the full picture, not a thumbnail.',
  'picture-too-narrow':
    'The picture is far longer than wide, as no picture is that the models were made for.',
  'mostly-border': 'Almost all of the picture is an even border. Send it without.',
  'picture-clipped':
    'Most of the picture is pure black or pure white: over-exposed, or shown with the wrong window.',
  'picture-inverted':
    'Black and white are interchanged in the picture. Check its photometric interpretation, and send it again.',
  'picture-turned': 'The picture lies on its side or upside down. Turn it, and send it again.',
  'not-the-right-picture': 'The picture does not show what the models look for.',
  'out-of-distribution': 'The picture does not look like what the models were made for.',
  'blank-picture': 'The picture is blank.',
  'region-not-found': 'The region that the model looks at was not found in the picture.',
  'analysis-failed': 'The model could not be run on this image.',
} as const;

export type NotAnalysedReason = keyof typeof notAnalysedReasons;
