import type { Texts } from '../../en/english';

export const errors: Texts['errors'] = {
  stopped: 'Abgebrochen.',
  unexpected: (message) => `Unerwartet: ${message} (TRIAGE_DEBUG=1 zeigt, wo.)`,
  notUnderstood: (message) => `Fehler: ${message}`,
  disk: {
    EACCES: 'keine Berechtigung',
    EPERM: 'keine Berechtigung',
    EROFS: 'das Dateisystem ist schreibgeschützt',
    ENOSPC: 'der Datenträger ist voll',
    EDQUOT: 'das Kontingent ist aufgebraucht',
    ENOTDIR: 'ein Teil des Pfads ist eine Datei, kein Ordner',
    EEXIST: 'eine Datei dieses Namens gibt es schon',
    EISDIR: 'es ist ein Ordner',
    ENOENT: 'es gibt keine solche Datei und keinen solchen Ordner',
    EMFILE: 'zu viele Dateien sind offen',
    EIO: 'der Datenträger meldet einen Fehler',
  },
  noAnswer: 'keine Antwort',
  unreadable: 'nicht lesbar',
  unwritten: 'lässt sich nicht schreiben',
  unmade: 'lässt sich nicht anlegen',
  unopened: 'lässt sich nicht öffnen',
  storage: {
    someAddress: 'der angegebenen Adresse',
    refused: (where, status) =>
      `Der Speicher unter ${where} verweigert den Zugriff (${status}): Prüfen Sie den Schlüssel oder die Rolle der Identität (Storage Blob Data Contributor).`,
    noContainer: (where) =>
      `Der Speicher unter ${where} hat keinen solchen Container: Prüfen Sie den Namen, oder legen Sie ihn an.`,
    noIdentity:
      'Es wurde keine Identität gefunden, die das Speicherkonto öffnet: Melden Sie sich an (az login), oder geben Sie --connection an.',
    unreachable: (where, code) =>
      `Der Speicher unter ${where} ist nicht erreichbar (${code}): Prüfen Sie die Adresse, und ob er läuft.`,
    notNamed:
      'Kein Speicherkonto ist genannt: Geben Sie --connection STRING oder --account NAME an, oder setzen Sie TRIAGE_STORAGE oder AzureWebJobsStorage.',
    withoutTls: (what) => `Die Verbindungszeichenfolge: ${what}.`,
    badConnection:
      'Die Verbindungszeichenfolge ist nicht lesbar: Kopieren Sie sie noch einmal, ganz und in Anführungszeichen (sie enthält Semikolons).',
    badAccount: '--account ist der Name eines Speicherkontos oder seine Blob-Adresse (https://…).',
  },
  app: {
    gone: (message) => `Die Anwendung hat sich von selbst beendet: ${message}`,
    silent: (url) =>
      `Die Anwendung unter ${url} sagt nicht, wie es um sie steht: Starten Sie noch einmal mit TRIAGE_DEBUG=1.`,
    unclear: (url, status) =>
      `Die Anwendung unter ${url} sagt nicht, wie es um sie steht (HTTP ${status}): Starten Sie noch einmal mit TRIAGE_DEBUG=1.`,
  },
  models: {
    all: (why) => `Die Modelle lassen sich nicht laden: ${why}`,
    one: (model, why) => `Das Modell ${model} ist nicht nutzbar: ${why}`,
    other: (what, why) => `Zu ${what}: ${why}`,
    several: (count, each) => `${count} Modelle sind nicht nutzbar. ${each}`,
    problems: (count, each) => `${count} Probleme mit den Modellen. ${each}`,
    none: 'Kein Modell wurde gefunden, das Bilder ansehen kann: Prüfen Sie den Modellordner (TRIAGE_MODELS).',
    noneIn: (folder) => `In ${folder} liegt kein Modell, das gefragt werden kann.`,
    refused: (model, why) => `${model} wird abgelehnt: ${why}`,
  },
  place: {
    dataFolder: (folder, why) =>
      `In den Datenordner ${folder} kann nicht geschrieben werden (${why}): Wählen Sie mit --data DIR einen anderen, oder ändern Sie seine Rechte.`,
    noTemporary: (folder, why) =>
      `In ${folder} lässt sich kein temporärer Ordner anlegen (${why}): Setzen Sie TMPDIR, oder geben Sie mit --data DIR einen Datenordner an.`,
    siteKeyDamaged: (file) =>
      `Der Standortschlüssel in ${file} ist beschädigt: Stellen Sie ihn aus einer Kopie wieder her, oder beginnen Sie mit einem anderen Datenordner (--data DIR).`,
    noStorage: (folder) =>
      `${folder} enthält keinen Speicher von triage: Geben Sie den Ordner an, der bei --data stand, oder mit --connection das Speicherkonto.`,
    ownStorage: 'Dafür ist der Speicher der Anwendung selbst nötig: --data, --connection oder --account.',
    either: 'Geben Sie entweder einen exportierten Ordner an, oder --data, --connection oder --account.',
    notExported: (folder, named) =>
      `${folder} enthält kein exportiertes Audit-Log (keinen Ordner „audit“). Für den Ordner einer lokalen Laufzeit nehmen Sie --data ${named}.`,
  },
  siteKey: {
    bad: (bytes) => `TRIAGE_SITE_KEY besteht nicht aus ${bytes} zufälligen Bytes in Base64.`,
    needed: (why) =>
      `Nichts wurde geändert: ${why}. Setzen Sie TRIAGE_SITE_KEY auf den Schlüssel, den die Anwendung hat.`,
    random:
      'Kein Standortschlüssel ist angegeben: Die neuen UIDs sind in diesem Lauf dieselben, im nächsten andere.',
  },
  file: {
    noneIn: (folder) => `In ${folder} liegt keine Datei.`,
    unreadable: (file, why) => `${file} ist nicht lesbar: ${why}.`,
    unwritable: (file, why) => `${file} kann nicht geschrieben werden: ${why}.`,
    neither: (file) => `${file} ist weder eine Datei noch ein Ordner.`,
    notAFolder: (file) => `${file} ist kein Ordner.`,
    notEmpty: (folder) => `${folder} ist nicht leer: Nennen Sie einen leeren Ordner.`,
    exists: (file) => `${file} gibt es schon. Nichts wird überschrieben.`,
    changed: 'die Datei wurde geändert, während sie gelesen wurde',
    notLookedAt: 'hier darf geschrieben, aber nicht nachgesehen werden',
    outside: (name) =>
      `${name} führt aus seinem Container hinaus: Jemand hat den Speicher manipuliert. Unter einem solchen Namen wird nichts gelesen oder geschrieben.`,
    export: (file) =>
      `nested-archive: ${file} ist ein Export aus mehreren Dateien. „triage run“ liest jedes Bild darin; um eines anzusehen, entpacken Sie ihn.`,
  },
  id: {
    study: 'Die ID einer Untersuchung besteht aus 64 Hexadezimalziffern.',
    arrival: 'Die ID eines Eingangs besteht aus 64 Hexadezimalziffern.',
    noStudy: 'Es gibt keine Untersuchung mit dieser ID, oder sie wurde getilgt.',
    noReason: (code) => `Keine Datei wird wegen „${code}“ abgelehnt: Die Codes stehen in der Arbeitsliste.`,
    filesOrReason: 'Nennen Sie Dateien mit den IDs ihrer Eingänge, oder verwenden Sie --reason CODE.',
  },
  time: (option) =>
    `${option} nimmt einen Tag wie 2026-05-01, eine Zeit mit Zeitzone, oder 24h oder 7d zurück.`,
};
