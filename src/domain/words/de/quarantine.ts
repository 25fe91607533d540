import type { Vocabulary } from '../vocabulary';

export const notRetried: Vocabulary['notRetried'] = {
  unknown: 'diese Datei gibt es nicht, oder sie wurde getilgt',
  'was-read': 'sie wurde nicht abgelehnt',
  superseded: 'eine spätere Fassung steht für sie',
  'inside-export': 'sie kam in einem Export: senden Sie diesen erneut',
  replaced: 'unter ihrem Namen liegt inzwischen eine andere Fassung, die für sich zählt',
  'no-copy': 'die Datei war weg, bevor eine Kopie aufbewahrt werden konnte: senden Sie sie erneut',
  'unsafe-name': 'ihr Name würde wieder abgelehnt: senden Sie sie unter einem anderen',
};

export const notDismissed: Vocabulary['notDismissed'] = {
  unknown: 'diese Datei gibt es nicht, oder sie wurde getilgt',
  'not-refused': 'sie wurde nicht abgelehnt',
};
