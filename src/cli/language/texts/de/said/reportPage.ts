import type { Texts } from '../../en/english';

export const reportPage: Texts['reportPage'] = {
  onlyClassifiers: (model, kind) =>
    `${model} ist ein Modell der Art ${kind}; ein Bericht behandelt einen Klassifikator.`,
  overload: 'In diesem Befundraum kommt mehr Arbeit an, als seine Befunder leisten können.',
  scores: (list, question) => `die von ${list}: ${question}`,
  title: (title, version) => `Bericht: ${title} ${version}`,
  made: (day) => `Bericht über das Modell allein, erstellt am ${day}`,
  heading: (title, model) => `${title} (${model})`,
  order:
    'In der Reihenfolge von 21 CFR 892.2080, „radiological computer-aided triage and notification software“. Keine Behörde hat ihn geprüft.',
  use: {
    title: '1. Zweckbestimmung',
    purpose: 'Zweck',
    output: 'Ergebnis',
    scoreFor: (labels) =>
      `Ein Score für ${labels}. Er ordnet die Arbeitsliste; jede Untersuchung wird ärztlich befundet.`,
    label: (title, meaning) => `${title} (${meaning})`,
    images: 'Bilder',
    kinds: (modalities, bodyParts, views) =>
      `Modalitäten ${modalities}; Körperregionen ${bodyParts}; Projektionen ${views}`,
    patients: 'Patienten',
    everybody: 'jeden Alters',
    from: (age) => `ab ${age} ${age === 1 ? 'Jahr' : 'Jahren'}`,
    orUnknown: (patients) => `${patients}; auch wenn die Datei kein Alter nennt`,
    network: 'Netz',
    notLookedFor: 'Es sucht nicht nach',
    mustNot: 'Es darf nicht',
  },
  data: {
    title: '2. Daten',
    trained: 'Trainiert an',
    used: (name, used) => `${name}: ${used}`,
    tested: 'Getestet an',
    nothing: 'Zu dieser Version liegt keine Auswertung vor: Wie oft sie recht hat, ist nicht bekannt.',
    columns: ['Liste', 'Was sie für das Modell ist', 'Dateien', 'Patienten', 'Analysiert', 'Ohne Score'],
    notStated: 'nicht angegeben',
  },
  point: {
    title: '3. Arbeitspunkt',
    columns: ['Label', 'Schwelle', 'Unbestimmter Bereich', 'Regel'],
    none: 'keine: nur Score, nie positiv',
    chosen: (rule, data) => `${rule}; gewählt an ${data}`,
  },
  performance: {
    title: '4. Leistung des Modells allein, mit Untergruppen',
    what: 'Ganze Dateien auf dem Weg, den sie im Betrieb nehmen; 95-%-Intervalle. Eine Datei ohne Score zählt nie als negativ.',
    answer: (list, role, question) => `${list} (${role}): ${question}`,
  },
  triage: {
    title: '5. Wirkung der Triage',
    nothing:
      'Keine Auswertung hat beide Klassen und eine Schwelle zu einem Label, das die Triage-Regeln kennen: Über Wartezeiten lässt sich nichts sagen.',
    how: (room, prevalence, policy) =>
      `Durch Simulation eines Befundraums (${room}; Prävalenz ${prevalence}; Triage-Regeln ${policy}).`,
    scores: (scores) => `Die Scores sind ${scores}.`,
    held: 'Die Simulation ist mit der Warteschlangentheorie und mit dem veröffentlichten Werkzeug für Triage-Produkte verglichen (docs/simulation.md).',
  },
  limits: {
    title: '6. Grenzen',
    simulated: 'Eine simulierte Wartezeit ist keine, die in einer Klinik gemessen wurde.',
  },
};
