import type { Vocabulary } from '../vocabulary';

export const notRetried: Vocabulary['notRetried'] = {
  unknown: 'there is no such file, or it was erased',
  'was-read': 'it was not refused',
  superseded: 'a later version of it stands for it',
  'inside-export': 'it came inside an export: send that again',
  replaced: 'its name holds another version by now, which counts by itself',
  'no-copy': 'the file was gone before a copy could be kept: send it again',
  'unsafe-name': 'its name would be refused again: send it under another one',
};

export const notDismissed: Vocabulary['notDismissed'] = {
  unknown: 'there is no such file, or it was erased',
  'not-refused': 'it was not refused',
};
