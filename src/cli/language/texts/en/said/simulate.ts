/** @param studies at the start of a sentence @param few in one */
const savedOf = (studies: string, few: string) => ({
  tooFew: `There were too few ${few} to say what the policy changes for them.`,
  unclear: (sooner: string) => `${studies} are read neither clearly sooner nor later: ${sooner} sooner.`,
  sooner: (time: string) => `${studies} are read ${time} sooner than as they came.`,
  later: (time: string) => `${studies} are read ${time} later than as they came.`,
});

/** `triage simulate` on a terminal; its page has its own texts, and its JSON is English. */
export const simulate = {
  written: (files: string) => `Written: ${files}`,
  overload: (share: string) =>
    `More work comes than these readers can do (${share} of their time): the list would grow without end.`,
  noQuestion: (questions: number, number: number) =>
    `The evaluation has ${questions} questions; there is no ${number}.`,
  either: 'Name either a site or an evaluation.',
  readers:
    'A site does not say how many read, and how long: say --readers and --reading-minutes, or name a room.',
  noCurve: (question: string) => `"${question}" has no ROC curve: its list holds one class alone.`,
  noThreshold: (question: string) => `"${question}" has no threshold.`,
  noRoom: (file: string, problems: string) => `${file} describes no reading room: ${problems}.`,
  noScore: (days: number, label: string) =>
    `No study of the last ${days} days has a score for ${label}; --finding names another label.`,
  /** Where the scores come from. */
  about: {
    scores: 'scores of the room',
    rates: 'sensitivity and specificity of the room',
    evaluation: (model: string, list: string, question: string) =>
      `scores of ${model} on ${list}: ${question}`,
    site: (studies: number, days: number) =>
      `${studies} studies of the last ${days} days of this site, by UTC hour; a score counts as the chance to be diseased`,
  },
  orders: {
    asItCame: 'as they came (first in, first out)',
    asOrdered: 'as ordered, without a model',
    triaged: 'by the triage policy',
    byScore: 'by the score alone',
  },
  minutes: (number: string) => `${number} min`,
  estimate: (mean: string, low: string, high: string) => `${mean} min (${low} to ${high})`,
  percent: (number: string) => `${number} %`,
  saved: {
    diseased: savedOf('Diseased studies', 'diseased studies'),
    others: savedOf('Other studies', 'other studies'),
  },
  cameAtOnce: (studies: number) => `${studies} that came at once`,
  cameOver: (studies: number, hours: number) => `${studies} that came over ${hours} hours`,
  intro: (studies: number, repetitions: number, busy: string, policy: string, about: string) =>
    `Time to read, ${studies} studies in ${repetitions} repetitions, readers busy ${busy} of their time; policy ${policy}; ${about}.`,
  waits: ['read', 'diseased: mean', 'median', '95 %', 'others: mean', 'median', '95 %'],
  places: ['in a list of', 'read', 'diseased in the last half', 'median of diseased', 'median of others'],
  explain: 'Minutes from arrival until read, without the reading itself; 95 % intervals in brackets.',
};
