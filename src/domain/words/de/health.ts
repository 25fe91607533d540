import type { Vocabulary } from '../vocabulary';
import { values } from './values';

const disks: Vocabulary['health']['disks'] = {
  data: 'Daten dieses Rechners',
  'temporary-files': 'temporäre Dateien',
};

export const health: Vocabulary['health'] = {
  disks,
  storage: {
    ok: 'in Ordnung',
    unreachable: 'antwortet nicht',
    refused: 'teilweise nicht nutzbar',
  },
  storageFaults: {
    unreachable: 'antwortet nicht',
    'no-identity': 'keine Identität zum Öffnen',
    'not-allowed': 'keine Berechtigung',
    missing: 'nicht vorhanden',
    'other-site-key': 'gehört zu einem anderen Standortschlüssel',
  },
  sealing: {
    ok: 'in Ordnung',
    late: 'verspätet',
    failing: 'schlägt fehl',
    unknown: 'unbekannt',
  },
  advice: {
    diskFull: (holds, freeMegabytes) =>
      `Ein Datenträger ist fast voll: ${disks[holds]} (noch ${freeMegabytes} MB). Schaffen Sie Platz. Bis dahin scheitert die Verarbeitung von Dateien; sie wird erneut versucht.`,
    storageUnreachable: 'Der Speicher antwortet nicht: Prüfen Sie, ob er läuft und erreichbar ist.',
    storageRefused:
      'Teile des Speichers sind nicht nutzbar: Unter „Speicher“ steht, welche, und welche Rolle fehlt.',
    models: 'Modelle werden nicht wie vorgesehen verwendet: siehe die genannten Probleme.',
    drift:
      'Was ein Modell gezeigt bekommt oder ausgibt, ist nicht mehr wie zuvor: siehe „Modellüberwachung“ in der Arbeitsliste.',
    outputsDenied: (receiver, outputs) =>
      `Der Empfänger „${receiver}“ lässt die Anwendung nicht zu, und ${outputs === 1 ? 'eine Ausgabe wartet' : `${outputs} Ausgaben warten`} darauf: Erneuern Sie das Geheimnis, oder berichtigen Sie die Rechte. Die Zustellung wird von selbst erneut versucht, bis sie aufgegeben wird.`,
    changedOutside:
      'Untersuchungen wurden außerhalb der Anwendung verändert: Führen Sie „triage audit verify“ aus.',
    sealingFailing:
      'Der letzte Versuch, das Audit-Log zu versiegeln, schlug fehl: Den Grund nennt das Log der Anwendung. Nichts ist verloren.',
    sealingLate:
      'Audit-Datensätze warten zu lange auf die Versiegelung: Prüfen Sie, ob der Schlüssel nutzbar ist, oder führen Sie „triage audit seal“ aus.',
    fileWaits: (minutes) =>
      `Eine Datei wartet seit ${minutes} Minuten: Prüfen Sie unter „In Bearbeitung“ in der Arbeitsliste, ob die Anwendung an ihr gescheitert ist.`,
    reconcileLate: (endedAt) =>
      `Der letzte vollständige Abgleich endete am ${values.time(endedAt)}: Warum seither keiner endete, steht im Log der Anwendung.`,
    orchestrationsFailed: (count) =>
      `${count === 1 ? 'Eine Orchestrierung ist' : `${count} Orchestrierungen sind`} fehlgeschlagen: Den Grund nennt das Log der Anwendung. Die Dateien werden alle fünf Minuten erneut versucht.`,
    sourceSilent: (source) => `Eine Quelle sendet nicht mehr: ${source}.`,
  },
};
