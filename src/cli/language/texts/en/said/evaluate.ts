/** `triage models evaluate` on a terminal; its page has its own texts, and its JSON is English. */
export const evaluate = {
  refused: (count: number) => `${count} refused`,
  anotherFile: (line: number, file: string) =>
    `Line ${line} of the list: ${file} is another file than the one that the list describes (sha256); restore it, or correct the list.`,
  noName: (text: string) =>
    `"${text}" names no model; expected an id such as chest-opacity, or chest-opacity@1.0.0.`,
  helper: (id: string, kind: string) =>
    `${id} is a ${kind} model and scores no labels; evaluate a classifier that uses it.`,
  notAdmitted: (model: string, why: string) => `${model} is not admitted: ${why}.`,
  missing: (count: number, of: number, folder: string, names: string) =>
    `${count} of the ${of} files of the list are not in ${folder}: ${names}. Say where they are with --images DIR, or take them out of the list.`,
  exists: (file: string) => `${file} is there already; choose another --out, or --overwrite it.`,
  noFolder: (file: string, why: string) =>
    `${file} cannot be read: ${why}. Name the folder of one version of a model.`,
  another: (file: string, measured: string, here: string) =>
    `${file} was measured with ${measured}, not with ${here} as it is here; run "triage models evaluate" again.`,
  columns: ['question', 'files', 'positive', 'no score', 'AUC', 'sensitivity', 'specificity'],
  title: (model: string, list: string) => `${model} on ${list}`,
  files: (listed: number, analysed: number, notAnalysed: number, refused: number, milliseconds: string) =>
    `${listed} files: ${analysed} analysed, ${notAnalysed} not analysed, ${refused} refused; ${milliseconds} ms a file (median). 95 % intervals in brackets.`,
  difference: (value: string, low: string, high: string) => `${value} (${low} to ${high})`,
  notComparable: 'cannot be compared',
  compared: (model: string, question: string, auc: string, flipped: number, of: number) =>
    `With ${model}: ${question}: AUC ${auc}; ${flipped} of ${of} files change sides.`,
};
