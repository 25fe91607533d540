import type { Texts } from '../en/english';

export const feedback: Texts['feedback'] = {
  title: 'Was Beurteilungen über die Modelle sagen',
  reviewsOf: 'Beurteilungen',
  explain:
    'Übereinstimmung ist nicht Genauigkeit: Wer die Antwort des Modells gesehen hat, neigt ihr zu. Balken sind 95-%-Intervalle (Wilson).',
  unknownUrgency: 'Dringlichkeiten in Aufträgen, die die Triage-Regeln nicht kennen',
  unknownMeans: 'Ihre Untersuchungen stehen dort, wo die Regeln unbekannte Angaben einordnen.',
  otherTexts: 'andere Texte',
  none: 'Keine Beurteilungen in dieser Zeit',
  noneYet:
    'Sobald Befunder dem Ergebnis der Modelle zustimmen oder es ändern, erscheinen hier die Zahlen je Modellversion.',
  spans: { 7: 'letzte 7 Tage', 30: 'letzte 30 Tage', 90: 'letzte 90 Tage', '': 'alle' },
  noneInTime: 'Keine Beurteilungen in dieser Zeit.',
  day: (day, agreed, of) => `${day}: ${agreed} von ${of} stimmten überein`,
  atMost: (reviews) => `höchstens ${reviews} am Tag`,
  cannotAssess: (reviews, count) => `${reviews}, davon ${count} „nicht beurteilbar“`,
  kept: 'Befunder behielt die Einordnung bei',
  allStudies: 'alle Untersuchungen',
  positive: 'Modell sagte positiv',
  negative: 'Modell sagte negativ',
  reasons: 'Gründe für Änderungen',
  byDay: 'Beurteilungen je Tag, und wie viele übereinstimmten',
  revised: 'Erster Eindruck nach Anzeige des Scores geändert',
  noImpressions: 'Keine ersten Eindrücke in dieser Zeit.',
  changed: 'geändert',
  towards: (towards, away, share) => `${towards} zum Modell hin, ${away} vom Modell weg; ${share}`,
  times: {
    title: 'Zeiten ab Eingang des ersten Bildes',
    until: 'Bis',
    studies: 'Untersuchungen',
    median: 'Median',
    within: '9 von 10 binnen',
    inTime: 'Vor der Fälligkeit',
    notification: 'zur ersten Nachricht',
    decision: 'zur Entscheidung',
  },
};
