const scoresByTruth = (question: string) => `Scores by truth: ${question}`;

/** The page that `triage models evaluate` writes. Titles of lists, questions and groups are as their list says. */
export const evaluationPage = {
  evaluationOf: (model: string) => `Evaluation of ${model}`,
  questions: 'Questions',
  label: (title: string, code: string) => `Label ${title} (${code}).`,
  scored: (files: number, positives: number, negatives: number) =>
    `${files} files with a score: ${positives} positive, ${negatives} negative.`,
  unknown: (files: number) => `Of ${files} others the list does not say.`,
  none: 'No file of this question got a score.',
  noPositive:
    'The list holds no positive with a score: there is no ROC curve, and nothing is known of what would be missed.',
  noNegative:
    'The list holds no negative with a score: there is no ROC curve, and nothing is known of false alarms.',

  auc: 'AUC',
  sensitivity: 'Sensitivity',
  specificity: 'Specificity',
  withoutScore: 'Without a score',
  aucMeans: 'how often a positive scores higher than a negative',
  noAuc: 'cannot be said: it takes two positives and two negatives',
  ofPositives: (positives: number, threshold: string) =>
    `of ${positives} positives, at the threshold ${threshold}`,
  ofNegatives: (negatives: number, threshold: string) =>
    `of ${negatives} negatives, at the threshold ${threshold}`,
  noThreshold: 'the label has no threshold',
  ofKnown: (files: number) => `of ${files} files with a known truth; none of them counts as negative`,

  roc: {
    title: 'ROC curve',
    what: 'What every threshold would do: high on the left is good, the dashed line is chance.',
    of: (question: string) => `ROC curve: ${question}`,
    auc: (interval: string) => `AUC ${interval}`,
    aucSentence: (interval: string) => `AUC ${interval}.`,
    noAuc: 'no AUC: too few of one class',
    at: (sensitivity: string, specificity: string) =>
      `At the threshold: sensitivity ${sensitivity}, specificity ${specificity}.`,
    x: '1 − specificity (share of negatives called positive)',
    threshold: (threshold: string) => `● threshold ${threshold}`,
    inBand: '━ scores in the indeterminate band',
    interval: '▒ 95 % interval of the sensitivity',
  },
  reliability: {
    title: 'Are scores probabilities?',
    what: (error: string) =>
      `Expected calibration error ${error}; on the dashed line a score of 0.3 would come true three times in ten.`,
    of: (question: string) => `Reliability: ${question}`,
    described: (error: string, meanScore: string, positives: string) =>
      `Expected calibration error ${error}. The mean score is ${meanScore}, the share of positives ${positives}.`,
    x: 'Mean score of a tenth of the files',
    y: 'Share that is positive',
    counts: 'files of each score',
  },
  distribution: {
    title: 'Scores by truth',
    what: 'Each bar is a share of its class. Upwards and right of the threshold: found. Downwards and right of it: false alarms.',
    of: scoresByTruth,
    described: (positives: number, negatives: number) =>
      `${positives} positives above the line, ${negatives} negatives below it.`,
    describedThreshold: (threshold: string) => `The threshold is ${threshold}.`,
    positives: (count: number) => `${count} positives`,
    negatives: (count: number) => `${count} negatives`,
    score: 'Score',
    threshold: (threshold: string) => `threshold ${threshold}, shaded: indeterminate band`,
  },
  subgroups: {
    title: 'Sub-groups',
    what: 'The dot is the value, the bar its 95 % interval on a line from 0 to 1; the upright line is the value of all files.',
    thin: (few: number) => `* fewer than ${few} of a class.`,
    of: (question: string) => `Sub-groups: ${question}`,
    columns: ['group', 'files', 'positive', 'no score', 'AUC', 'sensitivity', 'specificity'],
  },
  confusion: {
    title: (threshold: string) => `At the threshold ${threshold}`,
    of: (question: string) => `Confusion table: ${question}`,
    columns: ['in truth', 'called positive', 'called negative', 'no score', 'in the band'],
    positive: 'positive',
    negative: 'negative',
    missed: (count: number) => `${count} missed`,
    falseAlarms: (count: number) => `${count} false`,
    worst: (sensitivity: string) =>
      `Worst case: with every positive without a score counted as missed, the sensitivity is ${sensitivity}.`,
    band: (low: string, high: string) =>
      `In the band ${low}–${high} a score is neither clearly positive nor clearly negative; those files are in the first columns too.`,
  },
  unscored: {
    of: (question: string) => `Files without a score: ${question}`,
    none: 'Every file of this question got a score.',
    columns: ['why', 'positives', 'negatives'],
    refused: 'refused',
  },
  numbers: {
    title: 'The numbers behind the pictures',
    calibration: 'Calibration, in tenths by score',
    calibrationOf: (question: string) => `Calibration: ${question}`,
    calibrationColumns: ['scores', 'mean', 'positive', 'files'],
    brier: (brier: string, meanScore: string, positives: string) =>
      `Brier score ${brier}; mean score ${meanScore}, share of positives ${positives}.`,
    thresholds: 'What other thresholds do here',
    thresholdsOf: (question: string) => `Other thresholds: ${question}`,
    thresholdColumns: ['threshold', 'sensitivity', 'specificity'],
    notToChoose:
      'To look at, not to choose by: a threshold that is chosen on the files it is reported on is flattered.',
  },
  files: {
    title: (files: number) => `All ${files} files`,
    caption: 'Outcomes of all files',
    analysed: 'analysed',
    notAnalysed: (why: string) => `not analysed: ${why}`,
    refused: (why: string) => `refused: ${why}`,
    noted: (notes: string) => `Noted beside scores: ${notes}`,
  },
  time: {
    title: 'Time a file',
    caption: 'Milliseconds a file',
    columns: ['milliseconds', 'median', '95th percentile'],
    read: 'reading the file',
    models: 'models',
    total: 'together',
    one: (processor: string) => `One file at a time, on ${processor}.`,
    several: (files: number, processor: string) =>
      `${files} files at once, waiting for each other included, on ${processor}.`,
  },
  cautions: {
    title: 'What the numbers do not say',
    mixture:
      'Sensitivity and specificity hold for this mixture of patients. How often a positive result is right depends on how frequent the finding is, which in a list like this is seldom as in practice.',
    chance:
      'An interval says how much is chance in so many files. It does not say that other scanners, patients or readers are alike.',
    truth:
      'What is true here is what the list says: a label that was mined from a report, or read from one picture, is wrong now and then.',
    several:
      'Several questions and sub-groups were looked at: the best and the worst of many look better and worse than they are.',
  },
  methods: {
    bootstrap:
      '95 % intervals: by drawing patients with replacement, since some have several files (2000 times; Wilson’s for that many patients where all draws agree).',
    deLong: '95 % intervals: DeLong’s for the AUC, Wilson’s for shares.',
    apart: 'Where the classes are wholly apart: Wilson’s of as many pairs as the rarer class has cases.',
    noPatients:
      'The list does not name patients: should some have several files, the intervals are too narrow.',
    patients: (patients: number) => `${patients} patients.`,
  },
  comparison: {
    title: (title: string, model: string) => `Against ${title} (${model})`,
    caption: (model: string) => `Comparison with ${model}`,
    columns: ['question', 'files', 'AUC difference', 'p', 'change sides', 'to positive', 'to negative'],
    difference: (value: string, low: string, high: string) => `${value} (${low} to ${high})`,
    times: (own: { model: string; median: string; p95: string }, other: typeof own) =>
      `In the models a file takes ${own.median} ms with ${own.model} and ${other.median} ms with ${other.model} (medians; 95th percentiles ${own.p95} and ${other.p95}).`,
    what: (onlyThis: number, onlyOther: number) =>
      `Difference: the other model minus this one, on the files that both scored, with DeLong’s paired interval. ${onlyThis} files only this model analysed, ${onlyOther} only the other.`,
  },
  provenance: {
    title: 'What was measured',
    model: 'Model',
    helper: (kind: string) => `With the ${kind} model`,
    list: 'List',
    software: 'Software',
    preprocessing: (software: string, preprocessing: string) => `${software}, preprocessing ${preprocessing}`,
    made: 'Made',
  },
};
