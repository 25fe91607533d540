import type { Help } from '../../en/help/help';

export const imagesHelp: Pick<Help, 'images' | 'classify' | 'explain' | 'simulate'> = {
  images: {
    shared: {
      image: 'ein Bild: eine DICOM-Datei oder ein gewöhnliches Bild',
    },
    decode: {
      description: 'eine Bilddatei dekodieren: was ihre Pixel sind, mit --raw auch deren gespeicherte Werte',
      frame: 'nur ein Frame, der erste ist 1 (sonst: alle)',
      raw: 'die Werte hierher schreiben: little endian, zugewiesene Breite, Samples verschränkt',
      json: 'das Bild als ein JSON-Objekt beschreiben',
    },
    render: {
      description: 'das Anzeigebild einer Bilddatei schreiben: volle Größe, 8 Bit Grau, erstes Fenster',
      png: 'die PNG-Datei, die geschrieben wird',
      frame: 'welcher Frame, der erste ist 1 (sonst: 1)',
    },
    deidentify: {
      description: 'de-identifizierte Kopien von DICOM-Dateien schreiben (PS3.15, Basic Profile)',
      fileFolder: 'DICOM-Dateien; Ordner mit allem darunter',
      out: 'Ordner für die neuen Dateien, die nach dem Hash ihres Inhalts heißen',
      shiftDates:
        'die Daten jedes Patienten um eine eigene Zahl von Tagen verschieben, statt sie zu entfernen',
      keepCharacteristics: 'Alter (90 für alle über 89), Geschlecht, Größe und Gewicht behalten',
      after:
        '\nUIDs werden mit dem Schlüssel des Standorts ersetzt: gleicher Schlüssel, gleiche UIDs. Schrift im Bild selbst wird nicht\nentfernt; zu Dateien, die wohl welche haben, gibt es eine Warnung. Die gelesenen Dateien bleiben, wie sie sind.',
    },
  },
  classify: {
    classify: {
      description:
        'zeigen, was die Modelle zu Bilddateien sagen; nichts wird gespeichert, kein Speicher ist nötig',
      fileFolder: 'DICOM- oder Bilddateien; Ordner mit allem darunter',
      model:
        'nur dieses Modell, auch ein nicht eingesetztes; id@version für eine Version (sonst: alle passenden)',
      k: 'wie viele Labels, die höchsten Scores zuerst',
      models: 'der Ordner der Modelle (sonst: TRIAGE_MODELS, oder der der Anwendung)',
      json: 'je Datei eine JSON-Zeile auf der Standardausgabe, und nichts sonst',
      after:
        '\nExit-Status: 0, wenn jede Datei gelesen wurde (analysiert oder nicht), 1, wenn eine nicht lesbar war, 2 bei falschem Aufruf.',
    },
  },
  explain: {
    explain: {
      description:
        'sagen, warum aus einer Datei wird, was aus ihr wird: gelesen, vermerkt, abgelehnt, den Modellen gezeigt',
      file: 'eine DICOM-Datei, ein Bild oder ein ZIP-Export, von dem jedes Bild erklärt wird',
      out: 'hierher als PNG schreiben, was jedes Modell vom Bild zu sehen bekam',
      models: 'der Ordner der Modelle (sonst: TRIAGE_MODELS, oder der der Anwendung)',
      json: 'je Bild eine JSON-Zeile auf der Standardausgabe, und nichts sonst',
      after:
        '\nNichts wird gespeichert, niemand genannt: ein PNG zeigt, was die Datei zeigt, auch Schrift im Bild.\nDie Triage-Regeln sind die von TRIAGE_POLICY oder die mitgelieferten.\n\nExit-Status: 0, wenn jedes Bild gelesen wurde, 1, wenn eines in Quarantäne käme, 2 bei falschem Aufruf.',
    },
  },
  simulate: {
    simulate: {
      description:
        'einen Befundraum simulieren: wie lange Untersuchungen warten, nach Eingang und nach Triage-Regeln',
      room: 'eine JSON-Datei, die den Raum beschreibt (sonst: ein Beispiel)',
      out: 'Ordner für simulation.json und simulation.html',
      json: 'die Ergebnisse als JSON',
      policy: 'Triage-Regeln (sonst: die des Standorts, sonst die eingebauten)',
      evaluation: 'Scores aus einer evaluation.json statt derer des Raums',
      question: 'welche Frage der Auswertung',
      finding: 'mit einem Standort: das Label, dessen Score zählt',
      lastDays: 'mit einem Standort: so viele Tage bis jetzt',
      readers: 'wie viele zugleich befunden, statt der Angabe des Raums',
      readingMinutes: 'wie lange eine Untersuchung dauert, statt der Angabe des Raums',
      prevalence: 'Anteil kranker Untersuchungen, 0 bis 1, statt der Angabe des Raums',
      repetitions: 'unabhängige Wiederholungen, 2 bis 1000',
      days: 'Tage je Wiederholung',
      seed: 'gleicher Startwert, gleiche Zahlen',
      after:
        '\nMit --data, --connection oder --account kommen Eingänge, Anordnungen und Scores vom Standort; dazu --readers und\n--reading-minutes, oder ein Befundraum. Am Standort wird nichts geändert. Mehr in docs/simulation.md.',
    },
  },
};
