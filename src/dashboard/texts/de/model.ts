import type { Texts } from '../en/english';

export const model: Texts['model'] = {
  card: 'Modellkarte',
  noCard: 'Diese Version kam ohne Modellkarte.',
  evaluations: 'Was gemessen wurde',
  notMeasured: 'Diese Version kam ohne Auswertung.',
  unreadable: (names) => `Diese Auswertungen sind nicht lesbar: ${names}.`,
  comparisons: 'Im Vergleich mit der Version, die angezeigt wird',
  comparisonsWhy:
    'An denselben Bildern dieses Hauses, seit Beginn der Zählung. Keine der beiden ist die Wahrheit: Ein Unterschied sagt, wo man hinsehen sollte, nicht wer recht hat.',
  against: (label, other) => `${label}, gegen ${other.replace('@', ' ')}`,
  sameSide: (share) => `Beide sagen dasselbe: ${share}.`,
  meanDifference: (difference) => `Mittlerer Unterschied der Scores: ${difference}.`,
  whoSaidWhat: 'Bilder nach dem, was jede Version sagte',
  thisSaid: 'Diese Version sagte',
  otherSaid: (side) => `die andere: ${side}`,
  sides: { positive: 'positiv', negative: 'negativ', abstained: 'nichts' },
  differences: 'Score dieser Version minus Score der anderen',
  between: (low, high) =>
    low === undefined ? `bis ${high}` : high === undefined ? `über ${low}` : `${low} bis ${high}`,
  files: (listed, analysed, notAnalysed, refused) =>
    `${listed} Dateien: ${analysed} analysiert, ${notAnalysed} nicht analysiert, ${refused} abgelehnt.`,
  counts: (n, positives, negatives) => `${n} mit Score: ${positives} positiv, ${negatives} negativ`,
  auc: (value) => `AUC ${value}`,
  sensitivity: (value) => `Sensitivität ${value}`,
  specificity: (value) => `Spezifität ${value}`,
  roc: 'ROC-Kurve',
  falsePositiveRate: 'positiv genannt unter den Negativen',
  sensitivityAxis: 'gefunden unter den Positiven',
  calibration: (error) => `Treffen die Scores zu? Kalibrierfehler ${error}`,
  meanScore: 'mittlerer Score',
  observed: 'traf zu',
  bin: (score, observed, files) => `Score ${score}: ${observed} von ${files}`,
  scores: 'Scores und der Schwellenwert',
  positives: (count) => `Positive (${count})`,
  negatives: (count) => `Negative (${count})`,
  spokenScores: (positives, negatives) =>
    `Scores von ${positives} Positiven über der Linie und ${negatives} Negativen darunter`,
};
