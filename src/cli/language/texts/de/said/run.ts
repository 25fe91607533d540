import type { Texts } from '../../en/english';

export const run: Texts['run'] = {
  starting: 'Die Anwendung startet auf diesem Rechner …',
  stopping: 'Wird beendet …',
  ends: 'Strg-C beendet.',
  warning: (what) => `Warnung: ${what}`,
  file: 'Datei',
  files: 'Dateien',
  cannotRead: (file, why) => `${file} ist nicht lesbar: ${why}.`,
  unreadable: (count) => `${count} nicht lesbar`,
  stalled: (files, seconds) =>
    `${files === 1 ? '1 Datei hat' : `${files} Dateien haben`} kein Ergebnis, und seit ${seconds} s ist nichts geschehen.`,
  appGone:
    'Die Anwendung hat sich beendet, während Dateien offen waren: Starten Sie noch einmal mit TRIAGE_DEBUG=1.',
  notEnded: (file) => `${file}: kein Ergebnis; die Verarbeitung ist nicht zu Ende`,
  notNoticed: (file) => `${file}: kein Ergebnis; die Anwendung hat sie nicht bemerkt`,
  andMore: (count) => `und ${count} weitere`,
  columns: ['Priorität', 'Datei', 'Befunde', 'Warum'],
  took: (files, time, outcomes) => `${files} in ${time}: ${outcomes}.`,
  noneAccounted: 'keine mit Ergebnis',
  legend:
    '! liegt über der Schwelle des Modells, ? knapp darunter. Scores bestimmen die Reihenfolge; sie sind keine Diagnose.',
  demo: {
    files: (count) =>
      `${count} synthetische Dateien: vom Computer gezeichnete Bilder mit erfundenen Daten. Die Anwendung startet …`,
    afterword: `Diese Bilder sind synthetisch: Was ein Netz in Zeichnungen findet, zeigt nicht, wie gut es ist.
Für eigene Bilder: npm run triage -- run DATEI_ODER_ORDNER`,
    worklist: (url) =>
      `\nDie Arbeitsliste: ${url}/\nAnmeldung für die Entwicklung: beliebiger Name, beliebige Rolle.\nStrg-C beendet.`,
  },
  local: {
    data: 'Daten',
    dataOf: (folder) => `${folder} (--data der anderen Befehle)`,
    worklist: 'Liste',
    worklistAt: (url) => `${url}/ (Anmeldung für die Entwicklung: An diesem Rechner kann jeder jeder sein)`,
    drop: 'Ablegen',
    into: (container) => `in den Container „${container}“:`,
    upload: (options) => `npm run triage -- upload ORDNER ${options}`,
    connection: (file) => `oder mit einem Speicherwerkzeug und der Verbindungszeichenfolge in ${file}.`,
    secret: 'Sie öffnet alles, was hier gespeichert ist: Behalten Sie sie für sich.',
    givenStorage: '"…die Zeichenfolge von --storage…"',
    filesDone: (files) => `${files} Dateien sind fertig.`,
    done: (id) => `Eingang ${id}: fertig`,
    arrival: (id, what) => `Eingang ${id}: ${what}`,
    study: (id, what) => `Untersuchung ${id}: ${what}`,
  },
  media: {
    unreadable: (name, code) => `${name} ist nicht lesbar (${code}).`,
    left: (files) =>
      files === 1
        ? '1 Datei neben einem DICOMDIR ist kein DICOM und wurde ausgelassen.'
        : `${files} Dateien neben einem DICOMDIR sind kein DICOM und wurden ausgelassen.`,
    missing: (files, names, more) =>
      `${files === 1 ? '1 Datei, die ein DICOMDIR nennt, fehlt' : `${files} Dateien, die ein DICOMDIR nennt, fehlen`}: ${names}${more > 0 ? ` und ${more} weitere` : ''}.`,
  },
  upload: {
    source: '--source nimmt nur Buchstaben, Ziffern, Leerzeichen und . _ -.',
    noContainer: (name) =>
      `Das Konto hat keinen Container „${name}“: Legen Sie ihn an, oder nennen Sie mit --container einen anderen.`,
    sources: (names) => `Quellen, nach den Namen der Ordner: ${names}.`,
    unnamed: (folders) =>
      `Ordner, die nach Personen benannt sein könnten: ${folders}. Ihre Dateien erhalten keine Quelle (--source nennt eine).`,
    notSent: (file, why) => `${file} wurde nicht gesendet: ${why}.`,
    sent: (size) => `${size} gesendet`,
    done: (files, time, sent, size, known, failed) =>
      `${files} in ${time}: ${sent} gesendet (${size}), ${known} schon dort${failed > 0 ? `, ${failed} nicht gesendet` : ''}.`,
    leftOver: (done, total) => `${done} von ${total} Dateien sind fertig; derselbe Befehl macht dort weiter.`,
  },
  worklist: {
    noResults:
      'Das Konto enthält keine Ergebnisse, und aus ihnen entsteht die Arbeitsliste. Ist es das richtige?',
    needsKey:
      'nur mit dem Standortschlüssel ist zu erkennen, welche Aufzeichnungen von der Anwendung stammen',
    rebuilt: (studies, refusals, open) =>
      `Die Arbeitsliste wurde neu aufgebaut: ${studies} Untersuchungen, ${refusals} abgelehnte Dateien${open === 0 ? '' : `, ${open} Dateien noch ohne Ergebnis`}.`,
  },
};
