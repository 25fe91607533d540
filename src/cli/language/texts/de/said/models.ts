import type { Texts } from '../../en/english';

export const models: Texts['models'] = {
  check: {
    noModel: (folder) =>
      `${folder} enthält kein Modell: Erwartet werden manifest.json oder Ordner <id>/<version>/.`,
    admitted: (models) => `${models === 1 ? '1 Modell' : `${models} Modelle`}: zugelassen.`,
    refused: (models, refused) => `${models === 1 ? '1 Modell' : `${models} Modelle`}: ${refused} abgelehnt.`,
  },
  card: {
    written: (files) => `Geschrieben: ${files}`,
    upToDate: (file) => `${file} ist aktuell.`,
    missing: (file) => `${file} fehlt; schreiben Sie sie mit „triage models card“.`,
    outOfDate: (file) => `${file} ist veraltet; schreiben Sie sie mit „triage models card“.`,
  },
  list: {
    none: 'Der Standort hat keine Modelle.',
    columns: ['Modell', 'Version', 'Art', 'Stand', 'Seit', 'SHA-256', 'AUC', 'Liegt in'],
    shippedSo: 'so geliefert',
    folder: 'Modellordner',
    container: 'Container',
    absent: 'nicht vorhanden',
    neverChanged: 'An diesem Standort wurde nichts geändert: Seine Modelle sind, wie sie geliefert wurden.',
    step: (model, change, from, to, replaces, by) =>
      `${model} ${change} (${from} → ${to}${replaces === undefined ? '' : `, anstelle von ${replaces}`}) von ${by}`,
  },
  site: {
    noContainer:
      'Das Konto hat keinen Container für Modelle: Die Anwendung legt ihn beim Start an. Ist es das richtige Konto?',
    needsKey:
      'eine Änderung der Modelle ist ein Audit-Datensatz, und die Anwendung nimmt nur solche, die mit dem Standortschlüssel geschrieben sind',
    nothingChanged: (why) => `Nichts wurde geändert: ${why}.`,
  },
  target: {
    unusable: (model, why) => `${model} ist nicht nutzbar: ${why}.`,
    none: (id, known) => `Ein Modell ${id} gibt es nicht. ${known}`,
    noneInShadow: (id, there) =>
      `Keine Version von ${id} ist im Schattenbetrieb; nennen Sie die gemeinte: ${there}.`,
    noVersion: (model, there) => `${model} gibt es nicht; vorhanden sind: ${there}.`,
    noName: (name) =>
      `„${name}“ ist kein Modellname: Erwartet wird ID oder ID@VERSION, etwa lung-field@1.0.0.`,
    whichVersion: (id) => `Welche Version von ${id}? Erwartet wird ID@VERSION, etwa ${id}@1.0.0.`,
    noModels: 'Es gibt überhaupt keine Modelle.',
    known: (ids) => `Vorhanden sind: ${ids}.`,
    fails: (model, why) => `Nichts wurde geändert: ${model} besteht die Prüfung nicht. ${why}.`,
    cannotRun: (model, why) => `Nichts wurde geändert: ${model} kann nicht laufen. ${why}.`,
  },
  change: {
    is: (model, what) => `${model} ist ${what}.`,
    effects: {
      promoted: 'freigegeben: Seine Befunde werden gezeigt und ordnen die Arbeitsliste',
      shadow: 'im Schattenbetrieb: Es läuft und wird aufgezeichnet, aber nicht gezeigt',
      off: 'aus: Es läuft nicht',
    },
    isOff: (model) => `${model} ist aus.`,
    whenSeen:
      'Eine laufende Anwendung sieht dies binnen einer Minute (TRIAGE_MODELS_REFRESH_SECONDS). Früher Aufgezeichnetes bleibt.',
    worksWith: (model, standing, helper) =>
      `${model} (${standing}) arbeitet jetzt mit ${helper}: Seine Schwellen wurden mit dem vorigen gewählt, sofern seine Modellkarte nichts anderes sagt.`,
    noneOf: (id) =>
      `Keine Version von ${id} ist jetzt freigegeben; Bilder, die kein anderes Modell analysiert, stehen als nicht analysiert in der Liste.`,
    already: {
      promoted: (model) => `${model} ist schon freigegeben.`,
      shadow: (model) => `${model} ist schon im Schattenbetrieb.`,
      off: (model) => `${model} ist schon aus.`,
    },
    unchanged: 'Nichts wurde geändert.',
    neverMeasured: (model) =>
      `Nichts wurde geändert: ${model} wurde nie gemessen; weder im Manifest noch im Ordner liegt eine Auswertung. Messen Sie es mit „triage models evaluate“, nehmen Sie das Ergebnis mit „triage models card --evaluation“ auf, und fügen Sie diesen Ordner hinzu; oder übernehmen Sie es mit --without-evaluation, wie es ist.`,
    goesBack: (id) =>
      `Ein Modell geht auf die vorige Version zurück: triage models rollback ${id}. Für eine andere: promote.`,
  },
  add: {
    done: (model) =>
      `${model} liegt im Container des Standorts, im Schattenbetrieb: Es läuft und wird aufgezeichnet, aber nicht gezeigt.`,
    toPromote: (model) => `Zur Freigabe: triage models promote ${model} --because "…"`,
    fails: (why) =>
      `Nichts wurde hinzugefügt: Das Modell besteht die Prüfung nicht. ${why}. (triage models check zeigt jede Prüfung.)`,
    unused: (model, why) =>
      `Nichts wurde hinzugefügt: Der Standort hat ein ${model}, das er nicht verwendet (${why}). Eine Version ändert sich nie: Veröffentlichen Sie das Modell unter einer neuen.`,
    places: { folder: 'Modellordner der Anwendung', container: 'Container des Standorts' },
    lies: (model, place, standing) =>
      `Nichts wurde hinzugefügt: ${model} liegt schon im ${place} (${standing}).`,
    another: (model, place) =>
      `Nichts wurde hinzugefügt: Im ${place} liegt ein anderes ${model}. Eine Version ändert sich nie: Veröffentlichen Sie Ihr Modell unter einer neuen.`,
    meanwhile: (model) => `Jemand anderes hat ${model} eben hinzugefügt: Sehen Sie triage models list an.`,
  },
  draft: {
    exists: (folder) =>
      `${folder} gibt es schon: Entfernen Sie den Ordner, oder wählen Sie ein anderes --out oder --model-version.`,
    written: (folder) => `Nach ${folder} geschrieben: manifest.json, model.onnx, golden/cases.json`,
    readOff: 'Am Netz abgelesen:',
    yours: (file) => `Nur Sie können sagen (TODO in ${file}):`,
    times: (count) => ` (${count}-mal)`,
    next: (folder) => `Danach: triage models check ${folder}`,
  },
};
