import type { Texts } from '../../en/english';

export const files: Texts['files'] = {
  addYes: {
    retry: (files) =>
      `Nichts wurde geändert (erneut zu versuchende Dateien: ${files}). Mit --yes geschieht es.`,
    dismiss: (files) =>
      `Nichts wurde geändert (Dateien, die von der Liste kämen: ${files}). Mit --yes geschieht es.`,
  },
  find: {
    limit: '--limit ist eine Anzahl von Dateien.',
    noState: (state, states) => `Den Stand „${state}“ gibt es nicht: ${states}.`,
    tooShort: 'Geben Sie mindestens zwei Zeichen des Namens an.',
    noId: 'Es gibt keine Datei und keine Untersuchung mit dieser ID, oder sie wurde getilgt.',
    none: (since) => `Seit ${since}:00 UTC ging keine solche Datei ein; --since reicht weiter zurück.`,
    found: (total, since, shown) =>
      `${total} seit ${since}:00 UTC eingegangen${shown < total ? `; gezeigt werden die letzten ${shown} (--limit)` : ''}.`,
  },
  dismiss: {
    done: 'von der Liste genommen',
    not: (file, why) => `${file} bleibt auf der Liste: ${why}.`,
  },
  retry: {
    choose: 'Nennen Sie Dateien mit den IDs ihrer Eingänge, oder verwenden Sie --reason CODE oder --all.',
    done: (done, not) => `Erneut versucht: ${done} Dateien; nicht erneut versucht: ${not}.`,
    not: (file, why) => `${file} wird nicht erneut versucht: ${why}`,
    unfinished: 'noch kein Ergebnis; neu gestartet, falls sie nicht läuft',
    again: (reason) => `abgelehnt (${reason}); erneut in den Eingang gelegt`,
    fromCopy: (reason) => `abgelehnt (${reason}); aus der Kopie in Quarantäne erneut in den Eingang gelegt`,
  },
  status: {
    asOf: 'Zeitpunkt',
    lastDay: 'Letzte 24 h',
    inProgress: 'In Arbeit',
    refused: 'Abgelehnt',
    studies: 'Untersuch.',
    silent: 'Stumm',
    auditLog: 'Audit-Log',
    reconcile: 'Abgleich',
    storage: 'Speicher',
    noFile: 'keine Datei eingegangen',
    oldest: (open, since) => `${open}, die älteste seit ${since}`,
    none: 'keine',
    awaiting: (studies, overdue) => `${studies} zu beurteilen, davon ${overdue} überfällig`,
    noSource: 'keine Quelle',
    noFolder: 'Dateien ohne Ordner',
    lastFile: (source, hour) => `${source} (letzte Datei in der Stunde ab ${hour}:00 UTC)`,
    since: (state, at) => `${state} seit ${at}`,
    notYet: 'noch nicht gelaufen',
    ended: (at, failed) => `beendet ${at}, ${failed} fehlgeschlagen`,
  },
  account: {
    since: '--since nimmt einen Tag wie 2026-05-01 oder eine Zeit mit Zeitzone.',
    title: (since) => `Eingegangen seit ${since}:00 UTC`,
    day: 'Tag',
    source: 'Quelle',
    all: 'alle',
    silent: (source, hour, usual) =>
      `Stumm: ${source}. Die letzte Datei kam in der Stunde ab ${hour}:00; üblich wären seither etwa ${usual}.`,
    compared: (files, since, differ, mended) =>
      `${files} seit ${since}:00 UTC eingegangene Dateien wurden mit ihren Aufzeichnungen verglichen: ${differ} weichen ab${mended ? ', und die Konten sagen nun, was die Aufzeichnungen sagen' : ''}.`,
    notNoted: 'nicht in den Konten',
    noted: (state) => `${state} nach den Konten`,
    noRecord: 'keine Aufzeichnung',
    recorded: (state) => `${state} nach den Aufzeichnungen`,
    elsewhere: 'mit anderer Stunde, anderer Quelle oder anderem Grund',
  },
};
