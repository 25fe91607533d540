/** `triage classify`, `decode`, `render` and `deidentify`. */
export const images = {
  classify: {
    notAnalysed: (reason: string, why: string) => `not analysed (${reason}): ${why}`,
    abstained: (model: string, reason: string, why: string) => `${model} abstained (${reason}): ${why}`,
    looksLike: (model: string, title: string, accepted: string) =>
      `${model}: looks like ${title} (accepted kinds together: ${accepted})`,
    note: (code: string, text: string) => `note (${code}): ${text}`,
    notRead: (why: string) => `not read: ${why}`,
    columns: ['#', 'label', 'score', 'threshold', 'model'],
    leftOut: (labels: number, positive: number) =>
      `and ${labels === 1 ? '1 more label' : `${labels} more labels`}${positive === 0 ? '' : `, ${positive} of them positive`} (-k shows more)`,
  },
  decode: {
    frames: (frames: number) => `The image has ${frames} ${frames === 1 ? 'frame' : 'frames'}.`,
    names: {
      format: 'format',
      transferSyntax: 'transfer syntax',
      modality: 'modality',
      bodyPart: 'body part',
      view: 'view',
      pixels: 'pixels',
      samples: 'samples',
      bits: 'bits',
      modalityValues: 'modality values',
      windows: 'windows',
      lossy: 'lossy history',
      note: 'note',
    },
    video: 'a video, not decoded',
    none: 'none',
    size: (columns: number, rows: number, frames: number) => `${columns} x ${rows}, frames: ${frames}`,
    bits: (stored: number, allocated: number, sign: string) => `${stored} stored in ${allocated}, ${sign}`,
    signed: 'signed',
    unsigned: 'unsigned',
    yes: 'yes',
    linear: (slope: number, intercept: number) => `stored × ${slope} + ${intercept}`,
    table: (entries: number) => `through a table of ${entries} entries`,
  },
  deidentify: {
    done: (written: number, warned: number, refused: number) =>
      `${written} written, ${warned} of them with a warning; ${refused} refused.`,
    refused: (file: string, why: string) => `${file}: refused, ${why}`,
    warning: (what: string) => `warning: ${what}`,
    noPicture: {
      'no-pixel-data': 'such an object holds text only, and all of it would be removed',
      video: 'what may identify a patient in its pictures or in its stream is not known',
    },
    noDicom: 'it is not a DICOM file, so what may identify a patient in it is not known',
    burnedIn: 'Text burned into the picture identifies the patient (Burned In Annotation).',
  },
};
