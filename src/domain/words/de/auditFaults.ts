import type { Vocabulary } from '../vocabulary';

export const auditFaults: Vocabulary['auditFaults'] = {
  'no-log': 'Es gibt keinen Checkpoint: Nichts ist versiegelt, oder das Log wurde entfernt.',
  'bad-checkpoint': 'Ein Checkpoint fehlt, ist fehlerhaft oder nicht vom richtigen Schlüssel signiert.',
  'wrong-root': 'Die Einträge sind nicht die, über die der Checkpoint signiert wurde.',
  'entry-changed': 'Ein Eintrag ist nicht der, der signiert wurde.',
  'entry-malformed': 'Ein Eintrag ist nicht lesbar.',
  'tile-damaged': 'Eine Hash-Kachel fehlt oder passt nicht zu ihren Einträgen.',
  'entries-missing': 'Einträge, über die ein Checkpoint signiert wurde, fehlen.',
  'out-of-sequence': 'Ein Eintrag steht nicht an der Stelle, die er nennt.',
  'entered-twice': 'Dasselbe Ereignis steht zweimal im Log.',
  'rolled-back': 'Ein aufbewahrter Checkpoint umfasst mehr Einträge, als das Log jetzt hat.',
  forked: 'Ein aufbewahrter Checkpoint gehört nicht zu diesem Log: Es gibt zwei Verläufe.',
  'record-malformed': 'Ein Datensatz ist nicht lesbar und wurde deshalb nie versiegelt.',
  'not-genuine':
    'Dies hat nicht die Anwendung geschrieben: Jemand hat es dort abgelegt oder verändert. Es wurde weder versiegelt noch verwendet.',
  'not-sealed': 'Ein Datensatz wurde ausgelassen, als spätere versiegelt wurden.',
  'two-outcomes': 'Das Log hat zwei Ergebnisse für eine Datei, und keines ersetzt das andere.',
  'result-without-entry': 'Etwas wird gezeigt, das keinen Eintrag im Log hat.',
  'entry-without-result': 'Das Log hat einen Eintrag für etwas, das nicht mehr da ist.',
  'result-changed': 'Was gezeigt wird, ist nicht, was das Log sagt.',
  'unknown-subject':
    'Ein Eintrag bezieht sich auf etwas, das hier unbekannt ist, und keine Tilgung ist vermerkt.',
  'not-signed-for': 'Eine Beurteilung ist nicht durch ihre Signatur im Log gedeckt.',
  unreadable:
    'Dies ist nicht lesbar: beschädigt, von einer anderen Version, oder es darf nicht geöffnet werden.',
  'content-changed': 'Was hier gespeichert ist, ist nicht, was die Anwendung vermerkt hat.',
  'content-missing': 'Das Log hat einen Eintrag für etwas, das nicht mehr gespeichert ist.',
  'input-changed': 'Eine Datei ist nicht die, die analysiert wurde.',
  'model-changed': 'Eine Modelldatei ist nicht die, die verwendet wurde.',
  'settings-changed': 'Die Einstellungen, auf die sich eine Entscheidung bezieht, fehlen oder sind andere.',
  'bad-key-change':
    'Ein Schlüsselwechsel wurde nicht von beiden Schlüsseln signiert oder geht nicht vom vorigen aus.',
  'bad-manifest':
    'Die Dateiliste dieses Ordners fehlt, ist fehlerhaft oder nicht vom richtigen Schlüssel signiert.',
  'file-changed': 'Eine Datei ist nicht die, die exportiert wurde.',
  'file-missing': 'Eine exportierte Datei ist nicht hier.',
  'file-added': 'Eine Datei ist hier, die nicht exportiert wurde.',
  'link-missing':
    'Ein Vermerk, mit dem eine Tilgung Dateien oder Untersuchungen eines Patienten findet, fehlt.',
  'row-changed':
    'Eine Zeile der Tabelle der Arbeitsliste stammt nicht von der Anwendung oder sagt anderes als ihr Datensatz.',
  'row-missing': 'Ein Datensatz hat keine Zeile in der Tabelle der Arbeitsliste: Jemand hat sie entfernt.',
  'row-behind':
    'Eine Zeile der Tabelle der Arbeitsliste ist älter als ihr Datensatz: Jemand hat eine frühere wieder eingesetzt.',
  'row-ahead':
    'Ein Datensatz ist älter als seine Zeile in der Tabelle der Arbeitsliste: Jemand hat eine frühere Fassung wieder eingesetzt.',
  'row-without-record':
    'Eine Zeile der Tabelle der Arbeitsliste hat keinen Datensatz: Jemand hat sie hinzugefügt.',
};
