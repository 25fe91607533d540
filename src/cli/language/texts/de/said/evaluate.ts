import type { Texts } from '../../en/english';

export const evaluate: Texts['evaluate'] = {
  refused: (count) => `${count} abgelehnt`,
  anotherFile: (line, file) =>
    `Zeile ${line} der Liste: ${file} ist eine andere Datei als die, die die Liste beschreibt (sha256); stellen Sie sie wieder her, oder berichtigen Sie die Liste.`,
  noName: (text) =>
    `„${text}“ nennt kein Modell; erwartet wird eine ID wie chest-opacity, oder chest-opacity@1.0.0.`,
  helper: (id, kind) =>
    `${id} ist ein Modell der Art ${kind} und bewertet keine Labels; werten Sie einen Klassifikator aus, der es verwendet.`,
  notAdmitted: (model, why) => `${model} ist nicht zugelassen: ${why}.`,
  missing: (count, of, folder, names) =>
    `${count} von ${of} Dateien der Liste liegen nicht in ${folder}: ${names}. Nennen Sie mit --images DIR ihren Ordner, oder nehmen Sie sie aus der Liste.`,
  exists: (file) =>
    `${file} gibt es schon; wählen Sie ein anderes --out, oder ersetzen Sie es mit --overwrite.`,
  noFolder: (file, why) =>
    `${file} ist nicht lesbar: ${why}. Nennen Sie den Ordner einer Version eines Modells.`,
  another: (file, measured, here) =>
    `${file} wurde mit ${measured} gemessen, nicht mit ${here}, wie es hier liegt; führen Sie „triage models evaluate“ erneut aus.`,
  columns: ['Frage', 'Dateien', 'positiv', 'ohne Score', 'AUC', 'Sensitivität', 'Spezifität'],
  title: (model, list) => `${model} an ${list}`,
  files: (listed, analysed, notAnalysed, refused, milliseconds) =>
    `${listed} Dateien: ${analysed} analysiert, ${notAnalysed} nicht analysiert, ${refused} abgelehnt; ${milliseconds} ms je Datei (Median). In Klammern 95-%-Intervalle.`,
  difference: (value, low, high) => `${value} (${low} bis ${high})`,
  notComparable: 'nicht vergleichbar',
  compared: (model, question, auc, flipped, of) =>
    `Mit ${model}: ${question}: AUC ${auc}; ${flipped} von ${of} Dateien wechseln die Seite.`,
};
