/** The page that `triage models report` writes. What the maker of the model wrote stays as it is. */
export const reportPage = {
  onlyClassifiers: (model: string, kind: string) =>
    `${model} is a ${kind} model; a report is about a classifier.`,
  overload: 'More work comes into this room than its readers can do.',
  /** Where the scores of the simulation come from. */
  scores: (list: string, question: string) => `those of ${list}: ${question}`,
  title: (title: string, version: string) => `Report: ${title} ${version}`,
  made: (day: string) => `Stand-alone report, made ${day}`,
  heading: (title: string, model: string) => `${title} (${model})`,
  order:
    'In the order of 21 CFR 892.2080, radiological computer-aided triage and notification software. No authority has reviewed it.',
  use: {
    title: '1. Intended use',
    purpose: 'Purpose',
    output: 'Output',
    scoreFor: (labels: string) =>
      `A score for ${labels}. It orders the reading list; a clinician reads every study.`,
    label: (title: string, meaning: string) => `${title} (${meaning})`,
    images: 'Images',
    kinds: (modalities: string, bodyParts: string, views: string) =>
      `modalities ${modalities}; body parts ${bodyParts}; views ${views}`,
    patients: 'Patients',
    everybody: 'of every age',
    from: (age: number) => `${age} ${age === 1 ? 'year' : 'years'} and older`,
    orUnknown: (patients: string) => `${patients}; also where the file does not state an age`,
    network: 'Network',
    notLookedFor: 'It does not look for',
    mustNot: 'It must not',
  },
  data: {
    title: '2. Data',
    trained: 'Trained on',
    used: (name: string, used: string) => `${name}: ${used}`,
    tested: 'Tested on',
    nothing: 'Nobody has kept an evaluation of this version: nothing is known of how often it is right.',
    columns: ['List', 'What it is to the model', 'Files', 'Patients', 'Analysed', 'Without a score'],
    notStated: 'not stated',
  },
  point: {
    title: '3. Operating point',
    columns: ['Label', 'Threshold', 'Indeterminate band', 'Rule'],
    none: 'none: only scored, never positive',
    chosen: (rule: string, data: string) => `${rule}; chosen on ${data}`,
  },
  performance: {
    title: '4. Stand-alone performance, with sub-groups',
    what: 'Whole files through the pipeline as it runs; intervals of 95 %. A file without a score is never counted as negative.',
    answer: (list: string, role: string, question: string) => `${list} (${role}): ${question}`,
  },
  triage: {
    title: '5. Effective triage',
    nothing:
      'No evaluation has both classes and a threshold of a label that the policy knows: nothing can be said of waiting times.',
    how: (room: string, prevalence: string, policy: string) =>
      `By simulation of a reading room (${room}; prevalence ${prevalence}; policy ${policy}).`,
    scores: (scores: string) => `The scores are ${scores}.`,
    held: 'The simulation is held against queueing theory and against the published tool for triage devices (docs/simulation.md).',
  },
  limits: {
    title: '6. Limits',
    simulated: 'A waiting time that was simulated is not one that was measured in a clinic.',
  },
};
