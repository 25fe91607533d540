import type { Texts } from '../en/english';

export const model: Texts['model'] = {
  card: 'Modellkarte',
  noCard: 'Diese Version kam ohne Modellkarte.',
  evaluations: 'Was gemessen wurde',
  notMeasured: 'Diese Version kam ohne Auswertung.',
  unreadable: (names) => `Diese Auswertungen sind nicht lesbar: ${names}.`,
  comparisons: 'Vergleich mit der freigegebenen Version',
  comparisonsWhy:
    'An denselben Bildern dieses Standorts, seit Beginn der Zählung. Keine der beiden ist die Wahrheit: Ein Unterschied sagt, wo man hinsehen sollte, nicht wer recht hat.',
  against: (label, other) => `${label}, verglichen mit ${other.replace('@', ' ')}`,
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
  falsePositiveRate: 'falsch positiv unter den Negativen',
  sensitivityAxis: 'erkannt unter den Positiven',
  calibration: (error) => `Treffen die Scores zu? Kalibrierungsfehler ${error}`,
  meanScore: 'mittlerer Score',
  observed: 'tatsächlich positiv',
  bin: (score, observed, files) => `Score ${score}: ${observed} von ${files} positiv`,
  scores: 'Scores und Schwelle',
  positives: (count) => `Positive (${count})`,
  negatives: (count) => `Negative (${count})`,
  spokenScores: (positives, negatives) =>
    `Scores von ${positives} Positiven über der Linie und ${negatives} Negativen darunter`,
};
