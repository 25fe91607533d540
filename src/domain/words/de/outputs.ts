import type { Vocabulary } from '../vocabulary';

export const outputForms: Vocabulary['outputForms'] = {
  sr: 'Structured Report',
  sc: 'Secondary Captures',
  oru: 'HL7-Ergebnis',
  orm: 'HL7-Prioritätsänderung (ORM)',
  omi: 'HL7-Prioritätsänderung (OMI)',
  fhir: 'FHIR-Ergebnis',
};

export const deliveryStates: Vocabulary['deliveryStates'] = {
  waiting: 'noch nicht zugestellt',
  delivered: 'zugestellt',
  refused: 'abgelehnt',
  'given-up': 'aufgegeben',
  held: 'zurückgehalten',
  nothing: 'nichts zu senden',
  superseded: 'durch eine spätere ersetzt',
};

export const holdReasons: Vocabulary['holdReasons'] = {
  'no-dicom': {
    meaning: 'Die Untersuchung kam als einfache Bilder oder ohne die UIDs ihrer Instanzen.',
    remedy: 'Im PACS kann kein Bericht zu ihr gehören. Senden Sie sie als DICOM.',
  },
  'no-pictures': {
    meaning: 'Die Untersuchung enthält keine Bilder, die beurteilt werden.',
    remedy: 'Es gibt kein Ergebnis zu melden.',
  },
  'no-heat-map': {
    meaning: 'Kein Befund der Untersuchung hat eine Heatmap.',
    remedy: 'Es gibt nichts zu zeigen.',
  },
  'patients-differ': {
    meaning: 'Die Bilder der Untersuchung widersprechen sich darin, wen sie zeigen.',
    remedy: 'Zu keinem wird etwas gesendet. Berichtigen Sie sie an der Quelle, und senden Sie sie erneut.',
  },
  'changed-outside': {
    meaning: 'Etwas in der Untersuchung wurde außerhalb der Anwendung verändert.',
    remedy: 'Stellen Sie es wieder her, und senden Sie die Ausgabe erneut.',
  },
  'undecodable-header': {
    meaning: 'Der Header der Untersuchung lässt sich nicht genau dekodieren.',
    remedy: 'Berichtigen Sie den Zeichensatz an der Quelle, und senden Sie die Untersuchung erneut.',
  },
  'no-such-receiver': {
    meaning: 'Der Empfänger ist nicht mehr konfiguriert oder nimmt solche Ausgaben nicht an.',
    remedy: 'Nehmen Sie ihn wieder in die Konfiguration auf, und senden Sie die Ausgabe erneut.',
  },
};

const readLog = 'Sehen Sie ins Log des Empfängers, beheben Sie die Ursache, und senden Sie erneut.';

export const answerCodes: Vocabulary['answerCodes'] = {
  accepted: { meaning: 'Der Empfänger hat die Ausgabe erhalten.', remedy: 'Nichts.' },
  'accepted-with-warnings': {
    meaning: 'Der Empfänger hat die Ausgabe erhalten und etwas geändert oder weggelassen.',
    remedy: 'Sehen Sie nach, was er zeigt.',
  },
  'handed-over': {
    meaning: 'Die Ausgabe wurde an das Gateway übergeben.',
    remedy: 'Warten Sie auf die Antwort des Gateways.',
  },
  unreachable: {
    meaning: 'Der Empfänger ist nicht erreichbar.',
    remedy: 'Prüfen Sie Adresse, Netz und Zertifikat.',
  },
  'no-answer': {
    meaning: 'Die Ausgabe wurde gesendet, aber der Empfänger hat nicht geantwortet.',
    remedy: 'Vielleicht hat der Empfänger sie erhalten. Erneutes Senden erzeugt kein Duplikat.',
  },
  'not-understood': {
    meaning: 'Die Antwort entspricht nicht dem Protokoll.',
    remedy: 'An der Adresse steht vielleicht etwas anderes, etwa ein Proxy.',
  },
  busy: { meaning: 'Der Empfänger ist ausgelastet.', remedy: 'Prüfen Sie die Auslastung des Empfängers.' },
  'receiver-error': {
    meaning: 'Der Empfänger hatte einen Fehler.',
    remedy: 'Sehen Sie ins Log des Empfängers.',
  },
  conflict: {
    meaning: 'Jemand anderes hat dort gleichzeitig geschrieben.',
    remedy: 'Senden Sie sie erneut.',
  },
  'not-allowed': {
    meaning: 'Der Empfänger kennt die Anwendung nicht oder erlaubt ihr das Senden nicht.',
    remedy:
      'Berichtigen Sie das Geheimnis oder die Rechte. Danach wird von selbst erneut gesendet; oder senden Sie sie jetzt erneut.',
  },
  'not-found': {
    meaning: 'Der Empfänger hat keine solche Adresse.',
    remedy: 'Berichtigen Sie die Adresse, und senden Sie sie erneut.',
  },
  rejected: { meaning: 'Der Empfänger hat die Ausgabe abgelehnt.', remedy: readLog },
  'partly-rejected': {
    meaning: 'Der Empfänger hat einen Teil angenommen und den Rest abgelehnt.',
    remedy: readLog,
  },
  ambiguous: {
    meaning: 'Der Empfänger hat mehrere Ressourcen mit derselben Kennung.',
    remedy: 'Entfernen Sie dort alle bis auf eine, und senden Sie sie erneut.',
  },
};
