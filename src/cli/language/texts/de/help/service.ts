import type { Help } from '../../en/help/help';

export const serviceHelp: Pick<Help, 'site' | 'files' | 'account' | 'gateway' | 'run' | 'outputs' | 'study'> =
  {
    site: {
      demo: {
        description:
          'synthetische Röntgenbilder mit der ganzen Anwendung verarbeiten und danach die Arbeitsliste zeigen',
        exit: 'nach den Ergebnissen enden, ohne die Seite zu zeigen',
      },
      local: {
        description:
          'die Anwendung auf diesem Rechner laufen lassen, bis Strg-C; ihre Daten bleiben bis zum nächsten Mal',
        storage: 'ein Speicherkonto oder Azurite, das schon läuft, statt des eigenen',
      },
      upload: {
        description:
          'Bilddateien in den Container eines Speicherkontos legen; wiederholbar, bis alle dort sind',
        folder: 'Ordner mit allem darunter, oder Dateien',
        container: 'wohin die Dateien kommen',
        source: 'woher sie stammen (sonst: der erste Ordner unter dem genannten)',
        connection: 'die Verbindungszeichenfolge des Kontos (sonst: AzureWebJobsStorage)',
        account: 'ein Konto, in das Ihre Identität schreiben darf (az login oder verwaltete Identität)',
        after:
          '\nEin Blob heißt nach dem Hash seines Inhalts (SHA-256), nie nach der Datei, deren Name einen Patienten nennen kann.\nSein Ordner ist die Quelle, nach der gezählt wird.\nMit --data kommen die Dateien in einen Datenordner: ein laufendes "triage local" nimmt sie sofort.\nWas schon dort ist, wird nicht noch einmal gesendet.',
      },
      worklist: {
        description: 'den Index der Arbeitsliste verwalten',
      },
      rebuild: {
        description:
          'die Arbeitsliste aus den Aufzeichnungen der Untersuchungen und abgelehnten Dateien neu aufbauen',
      },
    },
    files: {
      find: {
        description:
          'zeigen, welche Dateien eingingen und was aus ihnen wurde; im Audit-Log steht, wer gefragt hat',
        what: 'Teil eines Dateinamens; eine Datei auf diesem Rechner, die am Inhalt erkannt wird; oder die ID eines Eingangs oder einer Untersuchung',
        source: 'Dateien dieser Quelle: der erste Ordner ihrer Namen',
        state: 'received, analysed, not-analysed, quarantined, unpacked, index, superseded',
        reason: 'Dateien, die aus diesem Grund abgelehnt oder nicht analysiert wurden',
        since: 'ein Tag, eine Zeit mit Zeitzone, oder 1h, 24h, 7d zurück',
        until: 'ebenso; es zählen ganze Stunden',
        limit: 'höchstens so viele Dateien, die letzten zuerst',
        csv: 'für eine Tabellenkalkulation',
        json: 'eine JSON-Zeile je Datei',
        after: '\nDateinamen können Namen von Patienten sein.',
      },
      dismiss: {
        description:
          'abgelehnte Dateien von der Liste nehmen, wenn nichts mehr zu tun ist; sie bleiben in Quarantäne',
        arrival: 'IDs von Eingängen, wie in der Arbeitsliste',
        because: 'warum, für das Audit-Log; ohne Namen von Personen',
        reason: 'alle Dateien, die aus diesem Grund abgelehnt sind',
        yes: 'ausführen; sonst wird nur gesagt, was geschähe',
      },
      status: {
        description:
          'zeigen, wie es um den Standort steht: Dateien, Ablehnungen, Untersuchungen, stumme Quellen, Audit-Log, Speicher',
        json: 'dasselbe als JSON',
        after: '\nExit-Status: 0, oder 1, wenn etwas einen Menschen braucht.',
      },
    },
    account: {
      account: {
        description: 'zeigen, was aus den eingegangenen Dateien wurde, nach Tag oder Stunde und Quelle',
        since: 'ab diesem Tag oder dieser Zeit mit Zeitzone zählen (sonst: seit sieben Tagen)',
        csv: 'für eine Tabellenkalkulation: eine Zeile je Stunde und Quelle',
        json: 'dasselbe als JSON',
        check: 'aus den Aufzeichnungen neu zählen und jede Datei nennen, bei der die Konten abweichen',
        mend: 'ebenso, und die Konten berichtigen',
        after:
          '\nEine Quelle ist der erste Ordner eines Namens im Container incoming; er kann einen Patienten nennen.\nExit-Status: 0, oder 1, wenn --check einen Unterschied findet.',
      },
    },
    gateway: {
      gateway: {
        description: 'Bilder über DICOM (C-STORE) annehmen und in das Speicherkonto senden, bis Strg-C',
        config: 'die Konfiguration, wie in docs/gateway.md beschrieben',
        check: 'nur die Konfiguration prüfen, und ob der Speicher antwortet',
      },
    },
    run: {
      run: {
        description: 'Bilddateien mit der ganzen Anwendung verarbeiten und zu jeder das Ergebnis ausgeben',
        fileFolder: 'DICOM- oder Bilddateien, ZIP-Exporte; Ordner mit allem darunter',
        after:
          '\nExit-Status: 0, wenn jede Datei ein Ergebnis hat (analysiert, nicht analysiert oder in Quarantäne), 2 bei falschem Aufruf, sonst 1.',
      },
    },
    outputs: {
      outputs: {
        description: 'was an andere Systeme gesendet wird, und was daraus wurde',
      },
      list: {
        description:
          'zeigen, was abgelehnt, zurückgehalten oder aufgegeben wurde, oder alles zu einer Untersuchung',
        study: 'alles zu dieser Untersuchung, was auch daraus wurde',
        receiver: 'nur an diesen Empfänger',
        waiting: 'stattdessen, was noch zu senden ist',
      },
      resend: {
        description:
          'abgelehnte, zurückgehaltene oder aufgegebene Ausgaben noch einmal senden; im Audit-Log steht, wer es war',
        study: 'die dieser Untersuchung',
        receiver: 'die an diesen Empfänger',
        all: 'alle',
        yes: 'ausführen; sonst wird nur gesagt, was geschähe',
      },
    },
    study: {
      identity: {
        description: 'sagen, wen eine Untersuchung zeigt; wer schaut und warum, kommt zuvor ins Audit-Log',
        study: 'die ID einer Untersuchung',
        purpose: 'warum Sie schauen, für das Audit-Log; ohne Namen von Personen',
      },
      export: {
        description: 'das Ergebnis einer Untersuchung so schreiben, wie PACS, RIS oder KIS es annehmen',
        study: 'die ID einer Untersuchung',
        out: 'wohin die Dateien kommen; sie nennen den Patienten',
        purpose: 'warum, für das Audit-Log; ohne Namen von Personen',
        sr: 'ein DICOM Structured Report (TID 1500)',
        sc: 'ein Secondary Capture je Befund mit Heatmap: das Bild mit der Heatmap darüber',
        hl: 'ein Ergebnis nach HL7 v2.5.1 (ORU^R01) und eine Änderung der Priorität (ORM^O01)',
        fhir: 'eine Transaktion nach FHIR R4',
        organisation: 'das Krankenhaus oder die Abteilung, von der der Bericht ist',
      },
      erase: {
        description:
          'alles über Untersuchungen endgültig löschen: wen sie zeigen, Bilder, Ergebnisse, Dateien',
        study: 'IDs von Untersuchungen',
        reason: 'warum, für das Audit-Log; ohne Namen von Personen',
        refused: 'Dateien in Quarantäne, nach ihren IDs in der Arbeitsliste',
        patient: 'alle Untersuchungen des Patienten, dessen Patient ID auf der Standardeingabe steht',
        yes: 'ausführen; sonst wird nur gesagt, was gelöscht würde',
      },
      retry: {
        description:
          'abgelehnte oder nicht abgeschlossene Dateien neu versuchen; im Audit-Log steht, wer es war',
        arrival: 'IDs von Eingängen, wie in der Arbeitsliste',
        reason: 'alle Dateien, die aus diesem Grund abgelehnt sind',
        all: 'alle abgelehnten Dateien',
        yes: 'ausführen; sonst wird nur gesagt, was geschähe',
      },
    },
  };
