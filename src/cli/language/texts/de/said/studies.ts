import type { Texts } from '../../en/english';

export const studies: Texts['studies'] = {
  logged: 'Ihr Zugriff wird protokolliert.',
  erase: {
    nothing:
      'Es gibt nichts zu tilgen: Nennen Sie eine Untersuchung mit ihrer ID, oder verwenden Sie --patient oder --refused.',
    addYes: (studies, refused) =>
      `Getilgt würden, ohne Weg zurück: ${studies} Untersuchungen, ${refused} abgelehnte Dateien. Mit --yes geschieht es.`,
    noRefused: (id) => `Es gibt keine abgelehnte Datei ${id}, oder sie wurde schon getilgt.`,
    refused: 'eine abgelehnte Datei',
    noStudy: (id) => `Es gibt keine Untersuchung ${id}, oder sie wurde schon getilgt.`,
    study: (images, files) => `${images} Bilder, ${files} Dateien`,
    insideExports: (files) =>
      `${files} ihrer Dateien kamen in Exporten, die noch im Eingangscontainer liegen und auch andere Dateien enthalten: Entfernen Sie sie dort.`,
    patientId:
      'Geben Sie die Patienten-ID über die Standardeingabe ein: Eine Befehlszeile wird an vielen Stellen aufbewahrt.',
  },
  export: {
    form: 'Nennen Sie mindestens eine Form: --sr, --sc, --hl7 oder --fhir.',
    noHeatMap: 'Kein Befund dieser Untersuchung hat eine Heatmap: Es gibt kein Secondary Capture.',
    namesPatient: 'Diese Dateien nennen den Patienten. Ihr Zugriff wird protokolliert.',
    nothing: {
      'no-such-study': 'Es gibt keine Untersuchung mit dieser ID, oder sie wurde getilgt.',
      'no-dicom':
        'Die Untersuchung kam als einfache Bilder oder ohne die UIDs ihrer Instanzen; im PACS kann kein Bericht zu ihr gehören. Senden Sie sie als DICOM.',
      'no-pictures': 'Die Untersuchung enthält keine lesbaren Bilder, also auch kein Ergebnis.',
      'patients-differ':
        'Die Bilder der Untersuchung widersprechen sich darin, wen sie zeigen. Zu keinem wird etwas gesendet: Berichtigen Sie sie an der Quelle, und senden Sie sie erneut.',
      'changed-outside':
        'Etwas in der Untersuchung wurde außerhalb der Anwendung verändert. Sehen Sie auf ihrer Seite nach, und stellen Sie es zuerst wieder her.',
    },
  },
  outputs: {
    choose: 'Nennen Sie eine Untersuchung oder einen Empfänger, oder verwenden Sie --all.',
    count: (outputs) => `Ausgaben: ${outputs}.`,
    resent: (outputs) => `Ausgaben, die binnen fünf Minuten erneut gesendet werden: ${outputs}.`,
    addYes: (outputs) =>
      `Nichts wurde geändert (erneut zu sendende Ausgaben: ${outputs}). Mit --yes geschieht es.`,
    version: (version) => `v${version}`,
    reviewed: (version) => `v${version} beurteilt`,
    tries: (tries) => `Versuche: ${tries}`,
  },
};
