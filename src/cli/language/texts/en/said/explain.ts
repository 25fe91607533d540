/** `triage explain`. */
export const explain = {
  sections: {
    outcome: 'Outcome',
    why: 'Why',
    whatToDo: 'What to do',
    read: 'What was read',
    notes: 'Notes',
    models: 'Models',
    becomes: 'What it would become',
    pictures: 'Pictures',
  },
  noneOfThem: 'none',
  becomes: {
    outcome: 'outcome',
    priority: 'priority',
    why: 'why',
    intake: 'intake',
    policy: 'policy',
    priorityIs: (priority: string, place: string, due: string) =>
      `${priority}, read as ${place}, due ${due} after its arrival`,
    policyIs: (policy: string, place: string) => `${policy}; by its order alone the study would be ${place}`,
    byItself: 'This is the image by itself: other images of its study can raise it.',
  },
  legend:
    'left: the picture, what was cut out in orange; right: what the network was given; blue: no picture',
  notAFile: (file: string) => `${file} is not a file.`,
  models: {
    none: (why: string) => `no model: ${why}`,
    shadow: (model: string) => `${model} (shadow)`,
    doesNotRun: (model: string, reason: string, why: string) => `${model} does not run (${reason}): ${why}`,
    wouldRun: (model: string) =>
      `${model} would run; its findings are recorded, not shown, and change no priority.`,
    meantFor: (model: string) => `${model} is meant for such images.`,
    noFindings: (reason: string, why: string) => `gave no findings (${reason}): ${why}`,
    wasShown: (what: string) => `was shown ${what}`,
    note: (code: string, text: string) => `note ${code}: ${text}`,
    gate: (gate: string, title: string, percent: string, isThrough: boolean) =>
      `its gate, ${gate}, saw the whole picture: looks like ${title}; ${percent} that it is a picture for this model${isThrough ? ', and let it through' : ''}`,
    finding: (title: string, score: string, stance: string, threshold: string) =>
      `${title}: ${score}, ${stance}${threshold}`,
    wholePicture: 'the whole picture',
    partInPixels: (width: number, height: number, x: number, y: number) =>
      `${width} × ${height} pixels of the picture, from column ${x}, row ${y}`,
    partInSquares: (width: number, height: number, x: number, y: number) =>
      `${width} × ${height} squares as long as the shorter side of a pixel, of the picture, from column ${x}, row ${y}`,
    samples: (where: string, width: number, height: number, blank: string | undefined) =>
      `${where}, as ${width} × ${height} samples${blank === undefined ? '' : `; ${blank} of them padding, or outside the region it looks at`}`,
  },
  read: {
    names: {
      format: 'format',
      transferSyntax: 'transfer syntax',
      sopClass: 'SOP class',
      shows: 'what it shows',
      pixels: 'pixels',
      samples: 'samples',
      bits: 'bits',
      spacing: 'pixel spacing',
      behind: 'behind it',
      compression: 'compression',
      urgency: 'order urgency',
      modality: 'modality values',
      padding: 'padding',
      display: 'shown with',
      inversion: 'inverted',
      shape: 'pixel shape',
    },
    signed: 'signed',
    unsigned: 'unsigned',
    float: 'floating point',
    bits: (stored: number, allocated: number, kind: string) => `${stored} stored in ${allocated}, ${kind}`,
    spacing: (spacing: string) => `${spacing} mm (row, column)`,
    lossy: 'values were lost to compression',
    noUrgency: 'not stated',
    urgency: (orders: string, place: string) => `${orders}, for the policy ${place}`,
    notKept: 'a text that is not kept',
    behind: (bytes: number, pictures: number) =>
      `${bytes} bytes${pictures > 0 ? `, ${pictures === 1 ? '1 further picture' : `${pictures} further pictures`} among them` : ''}; not read`,
    none: 'none',
    size: (columns: number, rows: number, frames: number) =>
      `${columns} × ${rows}, ${frames} ${frames === 1 ? 'frame' : 'frames'}`,
    reduced: (size: string) => `${size}; read smaller from its compressed stream, as far as models need`,
    video: (columns: number, rows: number, frames: number | undefined) =>
      `a video, ${columns} × ${rows}, ${frames === undefined ? 'it does not say how many frames' : `${frames} frames`}; not decoded`,
  },
  display: {
    luminance: 'the luminance of its colours (BT.601)',
    ofFirstFrame: ', of the first frame',
    ofEachFrame: '; each frame has its own, this is the first',
    firstOf: (count: number) => `, the first of ${count}`,
    square: 'square',
    aspect: (aspect: number) => `${aspect} times as high as wide`,
    storedValues: 'stored values as they are',
    linear: (slope: number, intercept: number) => `stored value × ${slope} + ${intercept}`,
    table: (entries: number) => `a table of ${entries} entries`,
    window: (centre: number, width: number, name: string) =>
      `window, centre ${centre}, width ${width}, ${name}`,
    allBits: (bits: number) => `all ${bits} bits as they are`,
    range: 'from the least to the greatest value of the frame',
    swapped: 'yes, black and white are swapped',
    notSwapped: 'no',
    padding: (first: number, last: number) =>
      `${first === last ? `the stored value ${first} is` : `the stored values ${first} to ${last} are`} no picture`,
  },
};
