import type { Texts } from '../../en/english';

export const audit: Texts['audit'] = {
  nothingSealed: 'Hier ist noch nichts versiegelt.',
  noStudy: 'Diese Untersuchung ist hier nicht bekannt, oder sie wurde getilgt.',
  image: {
    choose: 'Nennen Sie ein Bild mit seiner ID, oder verwenden Sie --all.',
    id: 'Die ID eines Bildes besteht aus 64 Hexadezimalziffern.',
    none: (id) => `Ein Bild ${id} gibt es nicht.`,
    erased: 'Die Untersuchung dieses Bildes wurde getilgt; ihre Einträge sind nicht mehr zu finden.',
    noResult: 'Das Log enthält (noch) kein versiegeltes Ergebnis dieses Bildes.',
    noSettings: (sha256) => `Die Einstellungen ${sha256}, auf die das Log verweist, fehlen.`,
    otherSettings: (name) =>
      `${name} ist nicht das Dokument, das das Log nennt: Es wurde geändert oder ist beschädigt.`,
  },
  show: {
    study: (id) => `Untersuchung ${id}`,
    entry: (sequence) => `Eintrag ${sequence}`,
    waiting: 'unversiegelt',
  },
  seal: {
    noKey:
      'Zum Signieren ist kein Schlüssel gesetzt: Setzen Sie TRIAGE_AUDIT_KEY_FILE oder TRIAGE_AUDIT_KEY_VAULT_KEY.',
    busy: 'Ein anderer Vorgang versiegelt noch: Versuchen Sie es in einer Minute wieder.',
    done: (records) => `${records} Datensätze versiegelt.`,
  },
  rotate: {
    noKey: 'Es gibt keinen Schlüssel zu wechseln: Keiner ist gesetzt.',
    newKey: (fingerprint) =>
      `Dies ist der neue öffentliche Schlüssel; sein Fingerabdruck ist ${fingerprint}. Er gilt ab dem nächsten Eintrag. Bewahren Sie auch den vorigen auf: Er prüft die Checkpoints davor.`,
    setVault: (key) =>
      `Setzen Sie nun TRIAGE_AUDIT_KEY_VAULT_KEY auf ${key}: Bis dahin wird nichts versiegelt, und nichts geht verloren.`,
    nameVersion: 'Nennen Sie die nächste Version des Schlüssels: --to https://VAULT/keys/NAME/VERSION.',
    onlyVault:
      '--to ist für einen Schlüssel in Key Vault; einen Schlüssel in einer Datei legt dieser Befehl an.',
    notSealed:
      'Der Wechsel ist aufgezeichnet, aber noch nicht versiegelt: Führen Sie den Befehl in einer Minute noch einmal aus.',
    kept: (file) =>
      `Der vorige Schlüssel liegt in ${file}. Vernichten Sie ihn, oder bewahren Sie ihn dort auf, wo niemand mit ihm signieren kann.`,
  },
  export: {
    done: (files, target, folder) =>
      `${files} Dateien nach ${target} geschrieben. Prüfen: triage audit verify ${folder} --key KEY`,
    unsigned: (manifest) =>
      `${manifest} nennt die Dateien mit ihren Hashes, ist aber nicht signiert, weil der Schlüssel des Logs hier nicht zur Hand ist: Bewahren Sie sie getrennt vom Ordner auf.`,
    namesNobody:
      'Der Ordner nennt keinen Patienten, aber seine Salts ordnen Einträge Untersuchungen zu: Geben Sie ihn nur Prüfern.',
    modelLeftOut: (why) => `Ein Modell fehlt im Export: ${why}.`,
  },
  key: {
    none: 'Kein öffentlicher Schlüssel ist angegeben: Verwenden Sie --key KEY mit der Zeile, die zu Beginn des Logs notiert wurde.',
    taken: (file, fingerprint) =>
      `Der öffentliche Schlüssel stammt aus ${file}. Wer dort das Log ändern kann, kann auch diese Datei ändern: Vergleichen Sie den Fingerabdruck ${fingerprint} mit dem, den Sie erhalten haben, oder verwenden Sie --key.`,
    unreadable: (why) => `Der öffentliche Schlüssel ist nicht lesbar: ${why}.`,
  },
  witness: {
    bad: (why) => `Der Zeuge: ${why}.`,
    unreadable:
      'Der Zeuge ist nicht lesbar: Erwartet wird eine Verbindungszeichenfolge, ganz und in Anführungszeichen, oder eine Blob-Adresse (https://…).',
    empty: 'Der Zeuge hat keinen Checkpoint dieses Logs.',
  },
  compare: {
    twoLogs: (a, inA, b, inB) => `Sie gehören zu zwei Logs: ${a} in ${inA}, ${b} in ${inB}.`,
    nameLog: (one, entries, other, others) =>
      `${one} umfasst ${entries} Einträge, ${other} ${others}: um zu sehen, ob das eine an das andere anschließt, nennen Sie das Log, das einer von beiden erhalten hat, mit --exported FOLDER, --data, --connection oder --account.`,
    nothingSealed: 'Im genannten Log ist nichts versiegelt.',
    yourLog: 'das genannte Log',
    longer: (file, entries, has) =>
      `${file} umfasst ${entries} Einträge, das genannte Log hat ${has}: Über den Rest lässt sich nichts sagen. Nennen Sie das längere Log.`,
    sized: (file, entries) => `${file} (${entries} Einträge)`,
    one: (a, b) => `Eine Geschichte: ${a} und ${b} gehören zum selben Log.`,
    two: (a, b) =>
      `ZWEI GESCHICHTEN: ${a} und ${b} sind mit dem Schlüssel eines Logs signiert, und kein Log enthält beide. Der Betreiber hat verschiedenen Lesern verschiedene Geschichten gezeigt. Die beiden Checkpoints beweisen es: Bewahren Sie sie auf, und die Ordner, mit denen sie kamen.`,
  },
  prove: {
    choose: 'Nennen Sie einen Eintrag, oder mit --since FILE einen Checkpoint.',
    noEntry: (entry) =>
      `Das Log hat keinen Eintrag ${entry}. Was eben aufgezeichnet wurde, wird binnen Sekunden versiegelt.`,
    wrote: (name, sequence) =>
      `${name}.entry und ${name}.tlog-proof geschrieben: der Eintrag ${sequence} und der Nachweis, dass er im Log steht.`,
    logsCheckpoint: 'Der Checkpoint des Logs',
    rolledBack: (covers, has) =>
      `Der Checkpoint umfasst ${covers} Einträge, das Log hat ${has}: Es wurde abgeschnitten oder zurückgesetzt.`,
    forked: 'Das Log schließt nicht an diesen Checkpoint an: Es gibt zwei Geschichten.',
    goesOn: (size, old, hashes) =>
      `Das Log mit ${size} Einträgen beginnt mit den ${old} des Checkpoints; oben die ${hashes} Hashes, die es beweisen (RFC 6962, Abschnitt 2.1.2).`,
    checked: (index, size, origin) =>
      `Der Eintrag ist Nummer ${index} der ${size}, die ${origin} signiert hat.`,
  },
  replay: {
    same: (same, of) => `${same} von ${of} Bildern ergaben dasselbe.`,
    head: (image, sequence, from) => `${image}  Eintrag ${sequence}, aus: ${from}`,
    from: { file: 'Datei', pixels: 'gespeicherte Pixel' },
    noModel: 'damals hat kein Modell es analysiert: nichts zu wiederholen',
    setting: (path, then, now) => `Einstellung ${path}: damals ${then}, jetzt ${now}`,
    absent: 'nicht vorhanden',
    noAnswer: 'keine Antwort',
    abstainsNow: (model, then, why) => `${model}: ANDERS: damals ${then}, jetzt Enthaltung (${why})`,
    abstains: (model, why) => `${model}: gleich: Enthaltung (${why})`,
    abstainedThen: (model) => `${model}: ANDERS: damals Enthaltung`,
    sameScores: (model, scores) => `${model}: derselbe Tensor, dieselben Scores (${scores})`,
    other: (model, tensor, scores) => `${model}: ANDERS: ${tensor}; ${scores}`,
    sameTensor: 'derselbe Tensor',
    otherTensor: 'ANDERER TENSOR',
    somethingElse: 'dieselben Scores, etwas anderes weicht ab',
    differ: (most) => `Scores weichen um bis zu ${most} ab`,
  },
  verify: {
    wholeFolder: '--since und --sample sind für einen Standort: Ein exportierter Ordner wird ganz geprüft.',
    sound:
      'In Ordnung: Nichts wurde geändert, entfernt, umgestellt oder erfunden, soweit sich das hier zeigen lässt.',
    nothingDrawn:
      'Die Einträge sind in Ordnung. Keine Untersuchung und keine Datei liegt im gewählten Teil; nichts Gespeichertes wurde damit verglichen.',
    notSound: 'NICHT IN ORDNUNG. Der erste Fehler steht zuerst:',
    more: (faults) => `… und ${faults} weitere`,
    titles: {
      log: 'Audit-Log',
      key: 'Schlüssel',
      entries: 'Einträge',
      part: 'Teil',
      waiting: 'Wartend',
      exported: 'Exportiert',
      checkpoints: 'Checkpoints',
      shown: 'Gezeigt',
      stored: 'Gespeichert',
      erased: 'Getilgt',
      inputs: 'Eingänge',
      models: 'Modelle',
      files: 'Dateien',
      worklist: 'Liste',
      record: 'Datensatz',
    },
    none: 'keines',
    waits: (entries, waiting) =>
      `${entries}, und ${waiting} ${waiting === 1 ? 'Datensatz wartet' : 'Datensätze warten'} auf die Versiegelung`,
    unchecked:
      'der Standortschlüssel ist nicht hier; was noch wartet (auf Versiegelung oder Anzeige), wird ungeprüft übernommen',
    part: (sample, since) =>
      `${sample === undefined ? 'alle' : `${sample} von 100, jedes Mal neu gezogen,`} der Untersuchungen und Dateien${since === undefined ? '' : `, die nach den ersten ${since} Einträgen begannen; diese werden übernommen, wie sie sind`}`,
    drawn: (part, studies, files) => `${part}: ${studies} Untersuchungen, ${files} Dateien`,
    checkpoints: (own, kept) => `${own} eigene, ${kept} anderswo aufbewahrt`,
    shown: (shown) =>
      `${shown.outcomes} Ergebnisse, ${shown.images} Bilder, ${shown.studies} Untersuchungen in ${shown.versions} Versionen, ${shown.reviews} Beurteilungen`,
    stored: (read, notCovered) =>
      `${read} Identitäten, Teile von Bildern, Bilder und abgelehnte Dateien wurden mit dem Log verglichen${notCovered === 0 ? '' : `; ${notCovered} deckt es nicht ab`}`,
    erased: (erasures) =>
      `${erasures} Untersuchungen oder Dateien; ihre Einträge bleiben und nennen niemanden`,
    inputs: (same, notThere) =>
      `${same} Dateien sind die, die eingingen; ${notThere} sind nicht hier und wurden nicht geprüft`,
    models: (same) => `${same} Dateien sind die, die verwendet wurden`,
    notHere: (names) => `nicht hier: ${names}`,
    neverUsed: (names) => `nie verwendet, daher nicht verglichen: ${names}`,
    files: (same) => `${same} Dateien sind die, die exportiert wurden`,
    unsigned: (manifest) =>
      `${manifest} ist nicht signiert; dies zeigt nur, was versehentlich geändert wurde`,
    rows: (rows) => `${rows} Zeilen der Tabelle wurden mit ihren Aufzeichnungen verglichen`,
    rowsOfPart: 'nicht geprüft: nur ein Teil wurde geprüft',
    rowsOfFolder: 'nicht geprüft: Ein exportierter Ordner hat die Tabelle der Arbeitsliste nicht',
  },
};
