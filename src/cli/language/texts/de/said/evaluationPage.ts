import type { Texts } from '../../en/english';

export const evaluationPage: Texts['evaluationPage'] = {
  evaluationOf: (model) => `Auswertung von ${model}`,
  questions: 'Fragen',
  label: (title, code) => `Label ${title} (${code}).`,
  scored: (files, positives, negatives) =>
    `${files} Dateien mit Score: ${positives} positiv, ${negatives} negativ.`,
  unknown: (files) => `Zu ${files} weiteren sagt die Liste nichts.`,
  none: 'Keine Datei dieser Frage hat einen Score.',
  noPositive:
    'Die Liste enthält keine positive Datei mit Score: Es gibt keine ROC-Kurve, und was übersehen würde, ist nicht bekannt.',
  noNegative:
    'Die Liste enthält keine negative Datei mit Score: Es gibt keine ROC-Kurve, und über Fehlalarme ist nichts bekannt.',

  auc: 'AUC',
  sensitivity: 'Sensitivität',
  specificity: 'Spezifität',
  withoutScore: 'Ohne Score',
  aucMeans: 'wie oft eine positive Datei einen höheren Score hat als eine negative',
  noAuc: 'nicht bestimmbar: Dafür braucht es zwei positive und zwei negative Dateien',
  ofPositives: (positives, threshold) => `von ${positives} Positiven, bei der Schwelle ${threshold}`,
  ofNegatives: (negatives, threshold) => `von ${negatives} Negativen, bei der Schwelle ${threshold}`,
  noThreshold: 'das Label hat keine Schwelle',
  ofKnown: (files) => `von ${files} Dateien mit bekannter Wahrheit; keine davon zählt als negativ`,

  roc: {
    title: 'ROC-Kurve',
    what: 'Was jede Schwelle bewirken würde: Links oben ist gut, die gestrichelte Linie ist der Zufall.',
    of: (question) => `ROC-Kurve: ${question}`,
    auc: (interval) => `AUC ${interval}`,
    aucSentence: (interval) => `AUC ${interval}.`,
    noAuc: 'keine AUC: zu wenige einer Klasse',
    at: (sensitivity, specificity) =>
      `An der Schwelle: Sensitivität ${sensitivity}, Spezifität ${specificity}.`,
    x: '1 − Spezifität (Anteil falsch positiver unter den Negativen)',
    threshold: (threshold) => `● Schwelle ${threshold}`,
    inBand: '━ Scores im unbestimmten Bereich',
    interval: '▒ 95-%-Intervall der Sensitivität',
  },
  reliability: {
    title: 'Sind die Scores Wahrscheinlichkeiten?',
    what: (error) =>
      `Erwarteter Kalibrierungsfehler ${error}; auf der gestrichelten Linie träfe ein Score von 0,3 in drei von zehn Fällen zu.`,
    of: (question) => `Kalibrierung: ${question}`,
    described: (error, meanScore, positives) =>
      `Erwarteter Kalibrierungsfehler ${error}. Der mittlere Score ist ${meanScore}, der Anteil der Positiven ${positives}.`,
    x: 'Mittlerer Score je eines Zehntels der Dateien',
    y: 'Anteil der Positiven',
    counts: 'Dateien je Score',
  },
  distribution: {
    title: 'Scores nach der Wahrheit',
    what: 'Jeder Balken ist ein Anteil seiner Klasse. Nach oben und rechts der Schwelle: erkannt. Nach unten und rechts davon: Fehlalarme.',
    of: (question) => `Scores nach der Wahrheit: ${question}`,
    described: (positives, negatives) =>
      `${positives} Positive über der Linie, ${negatives} Negative darunter.`,
    describedThreshold: (threshold) => `Die Schwelle ist ${threshold}.`,
    positives: (count) => `${count} Positive`,
    negatives: (count) => `${count} Negative`,
    score: 'Score',
    threshold: (threshold) => `Schwelle ${threshold}, unterlegt: unbestimmter Bereich`,
  },
  subgroups: {
    title: 'Untergruppen',
    what: 'Der Punkt ist der Wert, der Balken sein 95-%-Intervall auf einer Linie von 0 bis 1; der senkrechte Strich ist der Wert aller Dateien.',
    thin: (few) => `* weniger als ${few} einer Klasse.`,
    of: (question) => `Untergruppen: ${question}`,
    columns: ['Gruppe', 'Dateien', 'positiv', 'ohne Score', 'AUC', 'Sensitivität', 'Spezifität'],
  },
  confusion: {
    title: (threshold) => `An der Schwelle ${threshold}`,
    of: (question) => `Vierfeldertafel: ${question}`,
    columns: ['in Wahrheit', 'positiv gewertet', 'negativ gewertet', 'ohne Score', 'im Bereich'],
    positive: 'positiv',
    negative: 'negativ',
    missed: (count) => `${count} übersehen`,
    falseAlarms: (count) => `${count} falsch`,
    worst: (sensitivity) =>
      `Ungünstigster Fall: Zählt jede positive Datei ohne Score als übersehen, ist die Sensitivität ${sensitivity}.`,
    band: (low, high) =>
      `Im Bereich ${low}–${high} ist ein Score weder klar positiv noch klar negativ; diese Dateien stehen auch in den ersten Spalten.`,
  },
  unscored: {
    of: (question) => `Dateien ohne Score: ${question}`,
    none: 'Jede Datei dieser Frage hat einen Score.',
    columns: ['Grund', 'Positive', 'Negative'],
    refused: 'abgelehnt',
  },
  numbers: {
    title: 'Die Zahlen hinter den Bildern',
    calibration: 'Kalibrierung, in Zehnteln nach Score',
    calibrationOf: (question) => `Kalibrierung: ${question}`,
    calibrationColumns: ['Scores', 'Mittel', 'positiv', 'Dateien'],
    brier: (brier, meanScore, positives) =>
      `Brier-Score ${brier}; mittlerer Score ${meanScore}, Anteil der Positiven ${positives}.`,
    thresholds: 'Was andere Schwellen hier bewirken',
    thresholdsOf: (question) => `Andere Schwellen: ${question}`,
    thresholdColumns: ['Schwelle', 'Sensitivität', 'Spezifität'],
    notToChoose:
      'Zum Ansehen, nicht zum Auswählen: Eine Schwelle, die an denselben Dateien gewählt wird, an denen man sie misst, steht zu gut da.',
  },
  files: {
    title: (files) => `Alle ${files} Dateien`,
    caption: 'Ergebnisse aller Dateien',
    analysed: 'analysiert',
    notAnalysed: (why) => `nicht analysiert: ${why}`,
    refused: (why) => `abgelehnt: ${why}`,
    noted: (notes) => `Hinweise neben Scores: ${notes}`,
  },
  time: {
    title: 'Zeit je Datei',
    caption: 'Millisekunden je Datei',
    columns: ['Millisekunden', 'Median', '95. Perzentil'],
    read: 'Lesen der Datei',
    models: 'Modelle',
    total: 'zusammen',
    one: (processor) => `Eine Datei nach der anderen, auf ${processor}.`,
    several: (files, processor) =>
      `${files} Dateien zugleich, Warten aufeinander eingeschlossen, auf ${processor}.`,
  },
  cautions: {
    title: 'Was die Zahlen nicht sagen',
    mixture:
      'Sensitivität und Spezifität gelten für diese Mischung von Patienten. Wie oft ein positives Ergebnis stimmt, hängt davon ab, wie häufig der Befund ist; in einer solchen Liste ist das selten wie in der Praxis.',
    chance:
      'Ein Intervall sagt, wie viel bei so vielen Dateien Zufall ist. Es sagt nicht, dass andere Geräte, Patienten oder Befunder gleich sind.',
    truth:
      'Als wahr gilt hier, was die Liste sagt: Ein Label, das aus einem Befundtext gewonnen oder an einem einzigen Bild abgelesen wurde, ist gelegentlich falsch.',
    several:
      'Es wurden mehrere Fragen und Untergruppen betrachtet: Das Beste und das Schlechteste von vielen sieht besser und schlechter aus, als es ist.',
  },
  methods: {
    bootstrap:
      '95-%-Intervalle: durch Ziehen von Patienten mit Zurücklegen, da manche mehrere Dateien haben (2000-mal; nach Wilson für so viele Patienten, wo alle Ziehungen übereinstimmen).',
    deLong: '95-%-Intervalle: nach DeLong für die AUC, nach Wilson für Anteile.',
    apart:
      'Wo die Klassen ganz getrennt sind: nach Wilson für so viele Paare, wie die seltenere Klasse Fälle hat.',
    noPatients:
      'Die Liste nennt keine Patienten: Haben manche mehrere Dateien, sind die Intervalle zu schmal.',
    patients: (patients) => `${patients} Patienten.`,
  },
  comparison: {
    title: (title, model) => `Vergleich mit ${title} (${model})`,
    caption: (model) => `Vergleich mit ${model}`,
    columns: ['Frage', 'Dateien', 'Differenz der AUC', 'p', 'wechseln die Seite', 'zu positiv', 'zu negativ'],
    difference: (value, low, high) => `${value} (${low} bis ${high})`,
    times: (own, other) =>
      `In den Modellen braucht eine Datei ${own.median} ms mit ${own.model} und ${other.median} ms mit ${other.model} (Mediane; 95. Perzentile ${own.p95} und ${other.p95}).`,
    what: (onlyThis, onlyOther) =>
      `Differenz: das andere Modell minus dieses, an den Dateien, für die beide einen Score haben, mit gepaartem Intervall nach DeLong. ${onlyThis} Dateien hat nur dieses Modell analysiert, ${onlyOther} nur das andere.`,
  },
  provenance: {
    title: 'Was gemessen wurde',
    model: 'Modell',
    helper: (kind) => `Mit dem Modell der Art ${kind}`,
    list: 'Liste',
    software: 'Software',
    preprocessing: (software, preprocessing) => `${software}, Vorverarbeitung ${preprocessing}`,
    made: 'Erstellt',
  },
};
