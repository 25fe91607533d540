import type { Texts } from '../en/english';

const groups: Readonly<Record<string, string>> = {
  other: 'andere',
  unstated: 'nicht angegeben',
  answered: 'mit Ergebnis',
  abstained: 'Enthaltung',
  kept: 'Einordnung beibehalten',
  changed: 'Einordnung geändert',
};

const directions = { more: 'höher', less: 'niedriger' } as const;

export const drift: Texts['drift'] = {
  features: {
    score: {
      title: 'Scores',
      what: 'Kalibrierte Scores dieses Labels.',
      toDo: 'Prüfen Sie, ob sich auch die Bilder geändert haben (Helligkeit, Größe, Projektion, Hersteller). Wenn nicht, hat sich das Patientenkollektiv geändert: Messen Sie das Modell an annotierten Bildern dieses Standorts.',
    },
    brightness: {
      title: 'Helligkeit',
      what: 'Mittlere Helligkeit der Modelleingabe: 0 schwarz, 1 weiß.',
      toDo: 'Sehen Sie sich neue Bilder an: invertiert, ohne Fenster oder mit neuer Verarbeitung am Gerät? Fragen Sie diejenigen, die die Geräte betreuen.',
    },
    size: {
      title: 'Größe',
      what: 'Längere Seite des Bildes, in Pixeln.',
      toDo: 'Möglich sind ein neues Gerät, ein anderer Export oder unterwegs verkleinerte Bilder: Fragen Sie den PACS-Administrator.',
    },
    view: {
      title: 'Projektionen',
      what: 'Projektion des Bildes laut Datei.',
      toDo: 'Ein weiterer Raum oder eine weitere Station sendet, oder ein Gerät gibt die Projektion anders an. Das Modell wurde an bestimmten Projektionen gemessen: siehe seine Karte.',
    },
    manufacturer: {
      title: 'Gerätehersteller',
      what: 'Hersteller des Geräts laut Datei.',
      toDo: 'Ein neues Gerät sendet. Messen Sie das Modell an annotierten Bildern dieses Geräts, bevor Sie sich auf seine Befunde verlassen.',
    },
    abstention: {
      title: 'Enthaltungen',
      what: 'Bilder, die dem Modell vorgelegt wurden und zu denen es keinen Befund lieferte.',
      toDo: 'Die Gründe stehen bei den Untersuchungen: Abgewiesen werden Bilder, für die das Modell nicht gemacht ist. Sehen Sie nach, welche Quelle sie sendet.',
    },
    agreement: {
      title: 'Übereinstimmung der Befunder',
      what: 'Beurteilungen, die die Einordnung der Untersuchung beibehielten.',
      toDo: 'Lesen Sie die Gründe der Änderungen auf der Seite Rückmeldung. Irrt sich das Modell öfter, setzen Sie es zurück.',
    },
  },
  group: (group) => groups[group] ?? group,
  rate: (days, chance) =>
    `Was jede Modellversion sieht und sagt, verglichen mit ihren ersten Wochen hier. Wo sich nichts ändert, löst ein Merkmal einer Version in ${days} Tagen mit einer Wahrscheinlichkeit von höchstens ${chance} einen Fehlalarm aus. Ein Alarm sagt, dass sich etwas geändert hat, nicht dass das Modell falsch liegt; kein Alarm beweist nicht, dass es richtig liegt.`,
  nothing: 'Noch ist nichts gezählt',
  nothingWhy: 'Sobald Modelle Bilder analysieren, erscheint hier jede Version.',
  above: (bound) => `über ${bound}`,
  upTo: (bound) => `≤ ${bound}`,
  over: (bound) => `> ${bound}`,
  alarm: (share, direction, since) => `Anteil ${share}: ${directions[direction]} als üblich seit ${since}.`,
  usual: (low, high) => `Üblich: ${low} bis ${high}.`,
  sinceThen: (share) => `Seither: ${share}.`,
  shares: (group, before, now) => `${group}: ${before}, jetzt ${now}`,
  learning: (counted, needed, days) =>
    `Noch wird gelernt, was üblich ist: ${counted} von mindestens ${needed}, aus mindestens ${days} Tagen.`,
  reference: (from, to, counted) => `Grau: Referenz ${from} bis ${to} (${counted}).`,
  recent: (from, counted) => `Farbe: seit ${from} (${counted}).`,
  nearness: (share) => `${share} des Weges zu einem Alarm.`,
  end: 'Diesen Alarm beenden …',
  ended: 'Der Alarm ist beendet.',
  restart: {
    title: (feature, model) => `Alarm beenden: ${feature}, ${model}`,
    explain: 'Was ist ab jetzt üblich?',
    keep: 'Dasselbe wie zuvor: Die Ursache ist behoben.',
    renew: 'Was ab jetzt kommt: Die Änderung ist gewollt.',
    action: 'Alarm beenden',
  },
};
