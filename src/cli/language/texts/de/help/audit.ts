import type { Help } from '../../en/help/help';

export const auditHelp: Pick<Help, 'audit'> = {
  audit: {
    shared: {
      exported: 'ein Ordner, den `triage audit export` geschrieben hat',
      exportedWhere:
        'ein Ordner, den `triage audit export` geschrieben hat: nötig, wenn sie verschieden viele Einträge umfassen',
    },
    audit: {
      description: 'das Audit-Log prüfen, und alles, was sich an ihm zeigen lässt (docs/audit.md)',
      key: 'der öffentliche Schlüssel, den Sie bekommen haben (sonst: der neben dem Log, was weniger beweist)',
    },
    verify: {
      description: 'das Log an seinen Signaturen prüfen, und alles Übrige am Log',
      checkpoint: 'Checkpoints, die Sie aufbewahrt haben: das Log muss jeden von ihnen fortsetzen',
      remember:
        'eine eigene Datei: das Log muss den Checkpoint darin fortsetzen; ist alles in Ordnung, ersetzt ihn der neueste',
      witness: 'wo Kopien der Checkpoints liegen (sonst: TRIAGE_AUDIT_WITNESS)',
      since:
        'von einem Standort: ein Checkpoint, bis zu dem Sie das Log geprüft haben; geprüft wird, was danach kam (docs/audit.md#a-part)',
      sample: 'von einem Standort: so viele von 100 Untersuchungen und Dateien prüfen, jedes Mal neu gezogen',
      record: 'zeigen, wo dieses Ereignis im Log steht; Fehler, wenn es fehlt',
      models: 'Ordner der Modelle (sonst: der der Anwendung oder des exportierten Ordners)',
      noInputs: 'die eingegangenen Dateien nicht lesen',
      signed: 'Fehler, wenn die Dateiliste eines exportierten Ordners nicht signiert ist',
      json: 'was gefunden wurde, als JSON auf der Standardausgabe',
      after: '\nExit-Status: 0, wenn alles in Ordnung ist, 1, wenn nicht, 2 bei falschem Aufruf.',
    },
    show: {
      description: 'die Geschichte einer Untersuchung zeigen, von den Dateien bis zur Freigabe',
      study: 'die ID einer Untersuchung, wie in der Arbeitsliste',
      json: 'je Zeile ein Eintrag des Logs, als JSON',
    },
    replay: {
      description:
        'Bilder nach den Aufzeichnungen noch einmal auswerten und sagen, ob die Ergebnisse gleich sind',
      image: 'IDs von Bildern',
      all: 'jedes vorhandene Bild',
      after: '\nExit-Status: 0, wenn jedes Modell dasselbe ergab, 1, wenn nicht, 2 bei falschem Aufruf.',
    },
    export: {
      description:
        'das ganze Log und alles, wovon es handelt, in einen Ordner schreiben, der überall prüfbar ist',
      folder: 'ein leerer oder neuer Ordner',
      inputs: 'auch eingegangene Dateien, Identitäten, Pixel und Bilder: sie identifizieren Patienten',
      models: 'Ordner der Modelle (sonst: der der Anwendung)',
    },
    prove: {
      description:
        'beweisen, dass ein Eintrag im Log steht, oder dass das Log einen älteren Checkpoint fortsetzt',
      entry: 'die Nummer eines Eintrags oder die ID seines Ereignisses',
      out: '<name>.entry und <name>.tlog-proof schreiben, statt den Beweis auszugeben',
      since: 'eine Datei mit einem älteren Checkpoint, den das Log fortsetzen muss',
    },
    check: {
      description: 'einen übergebenen Beweis prüfen: dazu genügt der öffentliche Schlüssel',
      entry: 'die Datei mit dem Eintrag (<name>.entry)',
      proof: 'die Datei mit dem Beweis (<name>.tlog-proof)',
      key: 'der öffentliche Schlüssel, den Sie bekommen haben; noch einmal für jeden späteren',
    },
    compare: {
      description: 'sagen, ob zwei Checkpoints, wie zwei Leser sie sahen, zu einer Geschichte gehören',
      one: 'eine Datei mit einem Checkpoint',
      other: 'eine Datei mit einem anderen',
      key: 'der öffentliche Schlüssel, den Sie bekommen haben; noch einmal für jeden späteren',
      after:
        '\nExit-Status: 0, wenn sie es tun, 1, wenn nicht oder nicht feststellbar, 2 bei falschem Aufruf.',
    },
    seal: {
      description:
        'wartende Aufzeichnungen versiegeln und signieren; die Anwendung tut es von selbst nach einigen Sekunden',
    },
    rotate: {
      description: 'ab jetzt mit einem anderen Schlüssel signieren; den Wechsel signieren beide Schlüssel',
      reason: 'warum, für das Log',
      to: 'die nächste Version des Schlüssels in Key Vault (https://VAULT/keys/NAME/VERSION)',
    },
  },
};
