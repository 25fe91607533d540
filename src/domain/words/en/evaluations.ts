import type { EvaluationWords } from '../evaluationWords';

const roles: EvaluationWords['roles'] = {
  training: {
    name: 'training data',
    caution:
      'The model was trained on these files: the numbers show how well it remembers them, not how well it will do.',
  },
  validation: {
    name: 'validation data',
    caution:
      'Thresholds, calibration or the recipe were chosen on files like these: the numbers are better than they will be on other files.',
  },
  test: {
    name: 'held-back test',
    caution:
      'The files were held back, but come from the same sources as the training data: elsewhere the model may do worse.',
  },
  external: {
    name: 'external test',
    caution:
      'The files come from other sources than the training data. Another site can still differ from both.',
  },
  unstated: {
    name: 'role not stated',
    caution: 'It is not stated whether the model was trained on these files (--role).',
  },
};

const measures = { auc: 'AUC', sensitivity: 'sensitivity', specificity: 'specificity' };

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

export const evaluations: EvaluationWords = {
  roles,
  limits: {
    age: (least) => ({
      about: 'Age.',
      text: `Nothing is known for patients under ${least} ${least === 1 ? 'year' : 'years'}.`,
    }),
    noExternalTest: {
      about: 'No external test.',
      text: 'No evaluation with positives and negatives from elsewhere is kept with this model. Expect it to do worse there than the numbers above say.',
    },
    elsewhere: ({ from, to }, question, { before, there, change, isLess }) => ({
      about: `From ${from} to ${to}.`,
      text: `${capital(question)}: AUC ${before} where the model was made, ${there} there: ${change} ${isLess ? 'less' : 'more'}.`,
    }),
    apart: (list, column, question, parts) => ({
      about: `${list}, by ${column}.`,
      text: `${capital(question)}: ${parts.join('; ')}.`,
    }),
    differs: (measure, groups) =>
      `${measures[measure]} ${groups.map(({ name, measured }) => `${measured} for ${name}`).join(', ')}`,
    tooFew: (list, question, few, groups) => ({
      about: `${list}, too few.`,
      text: `${capital(question)}: fewer than ${few} of a class for ${groups.join(', ')}.`,
    }),
    role: (role) => ({ about: `${capital(roles[role].name)}.`, text: roles[role].caution }),
    truth: {
      text: 'What is true is what the lists say: labels that were mined from reports, or read from one picture, are wrong now and then.',
    },
    list: (title, limit) => ({ about: `${title}.`, text: limit }),
  },
};
