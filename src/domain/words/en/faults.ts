import type { Vocabulary } from '../vocabulary';

const types: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'true or false',
  int: 'a whole number',
  number: 'a number',
  object: 'an object',
  string: 'a text',
};

const units = {
  characters: { one: 'character', many: 'characters' },
  entries: { one: 'entry', many: 'entries' },
} as const;

function counted(count: number, of: keyof typeof units): string {
  return `${count} ${count === 1 ? units[of].one : units[of].many}`;
}

export const faults: Vocabulary['faults'] = {
  wrongType: (expected) => `must be ${types[expected] ?? expected}`,
  notOneOf: (values) =>
    values.length === 1 ? `must be ${values[0]}` : `must be one of: ${values.join(', ')}`,
  tooSmall: (least, of) =>
    of === 'value' ? `must be at least ${least}` : `needs at least ${counted(least, of)}`,
  tooLarge: (most, of) =>
    of === 'value' ? `must be at most ${most}` : `may have at most ${counted(most, of)}`,
  wrongFormat: (format) => `is not a valid ${format}`,
  tooShortToSearch: (letters) =>
    `needs ${letters} more ${letters === 1 ? 'letter or digit' : 'letters or digits'}`,
  own: {
    'comment-needed': 'is needed with the reason "other"',
    'name-in-url':
      'may name a patient, and a URL is kept in many places: send it as JSON to POST /api/worklist/search',
    'not-a-heat-map': 'must be a model and one of its labels, model/label',
    'not-a-uid': 'must be a DICOM UID',
    'not-a-blob-name': 'must be the name of a blob, without “.” or “..”',
    'not-a-model-name': 'must be an id, or id@version',
    'not-a-time': 'must be a date such as 2026-05-01, or an ISO time',
    'not-an-id': 'must be 64 hexadecimal digits',
    'not-an-ordinal': 'must be a whole number from 1',
    'not-frames': 'must be numbers of frames, from 1, separated by commas',
  },
  wrong: 'is not valid',
  unknownKeys: (count) =>
    `${count === 1 ? '1 key is' : `${count} keys are`} not known here (not repeated, as it may name a patient).`,
  sentence: (key, fault) => `${key} ${fault}.`,
  body: 'The body',
};
