import type { Texts } from '../../en/english';

/** @param studies whose studies */
const savedOf = (studies: string) => ({
  tooFew: `Für Untersuchungen ${studies} lässt sich nicht sagen, was die Triage-Regeln ändern: Es waren zu wenige.`,
  unclear: (sooner: string) =>
    `Untersuchungen ${studies} werden weder deutlich früher noch später befundet: ${sooner} früher.`,
  sooner: (time: string) => `Untersuchungen ${studies} werden ${time} früher befundet als nach Eingang.`,
  later: (time: string) => `Untersuchungen ${studies} werden ${time} später befundet als nach Eingang.`,
});

export const simulate: Texts['simulate'] = {
  written: (files) => `Geschrieben: ${files}`,
  overload: (share) =>
    `Es kommt mehr Arbeit, als diese Befunder leisten können (${share} ihrer Zeit): Die Liste würde ohne Ende wachsen.`,
  noQuestion: (questions, number) =>
    `Die Auswertung hat ${questions} Fragen; eine Frage ${number} gibt es nicht.`,
  either: 'Nennen Sie entweder einen Standort oder eine Auswertung.',
  readers:
    'Ein Standort sagt nicht, wie viele befunden und wie lange: Nennen Sie --readers und --reading-minutes, oder einen Befundraum.',
  noCurve: (question) => `„${question}“ hat keine ROC-Kurve: Die Liste enthält nur eine Klasse.`,
  noThreshold: (question) => `„${question}“ hat keine Schwelle.`,
  noRoom: (file, problems) => `${file} beschreibt keinen Befundraum: ${problems}.`,
  noScore: (days, label) =>
    `Keine Untersuchung der letzten ${days} Tage hat einen Score für ${label}; --finding nennt ein anderes Label.`,
  about: {
    scores: 'Scores des Befundraums',
    rates: 'Sensitivität und Spezifität des Befundraums',
    evaluation: (model, list, question) => `Scores von ${model} an ${list}: ${question}`,
    site: (studies, days) =>
      `${studies} Untersuchungen der letzten ${days} Tage dieses Standorts, nach Stunden in UTC; ein Score zählt als Wahrscheinlichkeit einer Erkrankung`,
  },
  orders: {
    asItCame: 'nach Eingang (älteste zuerst)',
    asOrdered: 'nach Auftrag, ohne Modell',
    triaged: 'nach den Triage-Regeln',
    byScore: 'nur nach dem Score',
  },
  minutes: (number) => `${number} min`,
  estimate: (mean, low, high) => `${mean} min (${low} bis ${high})`,
  percent: (number) => `${number} %`,
  saved: { diseased: savedOf('Erkrankter'), others: savedOf('der Übrigen') },
  cameAtOnce: (studies) => `${studies}, zugleich eingegangen`,
  cameOver: (studies, hours) => `${studies}, in ${hours} Stunden eingegangen`,
  intro: (studies, repetitions, busy, policy, about) =>
    `Zeit bis zur Befundung, ${studies} Untersuchungen in ${repetitions} Wiederholungen, Befunder zu ${busy} ausgelastet; Triage-Regeln ${policy}; ${about}.`,
  waits: ['befundet', 'Erkrankte: Mittel', 'Median', '95 %', 'Übrige: Mittel', 'Median', '95 %'],
  places: [
    'in einer Liste von',
    'befundet',
    'Erkrankte in der letzten Hälfte',
    'Median der Erkrankten',
    'Median der Übrigen',
  ],
  explain: 'Minuten vom Eingang bis zur Befundung, ohne diese selbst; in Klammern 95-%-Intervalle.',
};
