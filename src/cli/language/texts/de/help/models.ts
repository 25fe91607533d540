import type { Help } from '../../en/help/help';

export const modelsHelp: Pick<Help, 'models' | 'evaluate'> = {
  models: {
    shared: {
      oneVersion: 'der Ordner einer Version eines Modells',
      versions: 'der Ordner einer Version eines Modells, oder einer mit <id>/<version>/',
    },
    models: {
      description: 'die Modelle des Standorts verwalten',
      models: 'der eigene Modellordner der Anwendung (sonst: TRIAGE_MODELS, sonst der mitgelieferte)',
      because: 'der Grund, in einem Satz; er bleibt für immer im Audit-Log, also ohne Namen von Patienten',
    },
    draft: {
      description: 'das Manifest eines eigenen Netzes schreiben; was nur Sie wissen, bleibt offen',
      onnx: 'eine .onnx-Datei, die Bilder klassifiziert',
      id: 'der Name des Modells: kleingeschriebene Wörter mit Bindestrichen',
      labels:
        'seine Labels in der Reihenfolge der Scores, mit Kommas; oder @FILE: eines je Zeile, nach einem Tab die Bedeutung',
      preset: 'wie seine Bilder vorbereitet wurden',
      fit: 'wie ein Bild anderer Seitenverhältnisse eingepasst wird, wenn nicht wie in der Vorlage',
      activation: 'was aus den Logits Wahrscheinlichkeiten macht',
      layout: 'wo seine Kanäle stehen',
      size: 'seine Eingabegröße in Samples, wenn das Netz sie offen lässt',
      output: 'die Ausgabe mit den Scores, wenn mehrere in Frage kommen',
      scoredOnly: 'kein Label bekommt eine Schwelle: nie ist eines positiv',
      modelVersion: 'die Version des Modells',
      out: 'der Ordner, in dem <id>/<version>/ entsteht',
    },
    check: {
      description: 'ein Modell, oder alle in einem Ordner, an allem prüfen, was der Dienst verlangt',
      json: 'ein JSON-Objekt mit jeder Prüfung',
      after:
        '\nExit-Status: 0, wenn jedes Modell zugelassen ist, 1, wenn eines abgelehnt ist, 2 bei falschem Aufruf.',
    },
    card: {
      description: 'MODEL_CARD.md aus dem Manifest und den Auswertungen schreiben, die beim Modell liegen',
      evaluation: 'eine evaluation.json, die auch in evaluation/ abgelegt wird; wiederholbar',
      check: 'nichts schreiben; Exit-Status 1, wenn die Karte nicht die ist, die geschrieben würde',
      after: '\nEine Auswertung liegt unter dem Titel ihrer Liste und ersetzt eine mit demselben Titel.',
    },
    report: {
      description:
        'eine Seite über einen Klassifikator für alle, die ihn beurteilen: Zweck, Daten, Güte, Wirkung der Triage, Grenzen',
      out: 'die Seite, etwa report.html',
      room: 'der simulierte Befundraum (sonst: ein Beispiel)',
      policy: 'Triage-Regeln (sonst: die eingebauten)',
    },
    list: {
      description:
        'die Versionen zeigen, die ein Standort (ohne einen: der Modellordner) hat, und was jede darf',
      id: 'nur ein Modell',
      history: 'wer was wann und warum geändert hat, das Letzte zuerst',
      json: 'ein JSON-Objekt',
    },
    add: {
      description: 'ein Modell prüfen und in den Container des Standorts legen; es beginnt als Schatten',
    },
    promote: {
      description:
        'eine Version eines Modells sprechen lassen: ihre Befunde werden gezeigt und ordnen die Arbeitsliste',
      id: 'das Modell; ohne Version die neueste im Schatten',
      withoutEvaluation: 'auch ohne Messung in ihrem Manifest',
    },
    rollback: {
      description:
        'ein Modell auf die zuvor eingesetzte Version zurücksetzen; die jetzige wird herausgenommen',
      id: 'das Modell',
    },
    shadow: {
      description:
        'eine Version eines Modells neben der sprechenden laufen lassen: aufgezeichnet, nicht gezeigt, nicht geordnet',
      idVersion: 'die Version',
    },
    retire: {
      description: 'eine Version eines Modells herausnehmen: sie läuft nicht mehr',
      idVersion: 'die Version',
    },
  },
  evaluate: {
    evaluate: {
      description:
        'einen Klassifikator wie im Betrieb über eine Liste mit bekannter Wahrheit laufen lassen und seine Güte aufschreiben',
      model: 'seine ID, oder id@version für eine andere als die neueste',
      list: 'eine CSV-Datei mit Kopfzeile: die Spalte "file" oder "path", und was wahr ist',
      out: 'Ordner für evaluation.json und evaluation.html',
      images: 'Ordner der Bilder (sonst: der der Liste)',
      ask: 'was wahr ist: "LABEL: COLUMN = VALUE | … vs VALUE | …"; wiederholbar',
      questions: 'eine JSON-Datei mit den Fragen, einem Titel und was die Liste ist',
      by: 'Untergruppen nach diesen Spalten, etwa view,sex,age',
      compare: 'ein zweites Modell auf denselben Dateien, etwa ein leichteres',
      title: 'wie die Liste in den Ergebnissen heißt (sonst: ihr Name)',
      fileColumn: 'die Spalte, die die Datei nennt',
      patientColumn: 'die Spalte, die Patienten unterscheidet (sonst: patient, wo vorhanden)',
      models: 'Ordner der Modelle',
      jobs: 'Dateien zugleich',
      scores: 'auch scores.csv schreiben: eine Zeile je Datei, mit ihrem Namen',
      overwrite: 'ersetzen, was eine Auswertung im Ordner hinterlassen hat',
      after:
        '\nOhne --ask und --questions sind Spalten die Wahrheit, die wie ein Label heißen und 1, 0 oder nichts enthalten.\nEine abgelehnte oder nicht analysierte Datei zählt als solche, nie als negativ.',
      role: (names: string) => `was sie für das Modell ist: ${names}`,
    },
  },
};
