import type { Texts } from '../en/english';

export const second: Texts['second'] = {
  title: 'Zweites Fenster',
  pictures: 'Bilder',
  follows: 'Zweites Fenster: folgt der Untersuchung, die das erste Fenster zeigt.',
  none: 'Das erste Fenster zeigt keine Untersuchung.',
  alone:
    'Das erste Fenster ist geschlossen oder antwortet nicht, daher wird nichts angezeigt. Öffnen Sie dieses Fenster aus einer Untersuchung heraus.',
  blocked: 'Der Browser erlaubt dieser Seite kein weiteres Fenster. Erlauben Sie es in seinen Einstellungen.',
};
