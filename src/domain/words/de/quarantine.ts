import type { Vocabulary } from '../vocabulary';

export const notRetried: Vocabulary['notRetried'] = {
  unknown: 'diese Datei gibt es nicht, oder sie wurde getilgt',
  'was-read': 'sie wurde nicht abgelehnt',
  superseded: 'eine spätere Fassung ist an ihre Stelle getreten',
  'inside-export': 'sie kam in einem Export: Senden Sie diesen erneut',
  replaced: 'unter ihrem Namen liegt inzwischen eine andere Fassung, die für sich zählt',
  'no-copy': 'die Datei verschwand, bevor eine Kopie gesichert war: Senden Sie sie erneut',
  'unsafe-name': 'ihr Name würde wieder abgelehnt: Senden Sie sie unter einem anderen',
};

export const notDismissed: Vocabulary['notDismissed'] = {
  unknown: 'diese Datei gibt es nicht, oder sie wurde getilgt',
  'not-refused': 'sie wurde nicht abgelehnt',
};
