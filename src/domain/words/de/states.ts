import { imageFormatNames } from '../../kernel/imageFormats';
import type { Vocabulary } from '../vocabulary';

export const priorities: Vocabulary['priorities'] = {
  stat: 'Notfall',
  urgent: 'Dringlich',
  routine: 'Routine',
  unclassified: 'Unbewertet',
};

export const prioritiesInText: Vocabulary['prioritiesInText'] = {
  stat: 'Notfall',
  urgent: 'dringlich',
  routine: 'Routine',
  unclassified: 'unbewertet',
};

export const placeMeanings: Vocabulary['placeMeanings'] = {
  stat: 'sofort ansehen',
  urgent: 'vor den Routineuntersuchungen',
  routine: 'der Reihe nach',
};

export const reviewStates: Vocabulary['reviewStates'] = {
  awaiting: 'zu beurteilen',
  reviewed: 'beurteilt',
  reopened: 'wieder offen, zu beurteilen',
  closed: 'ungelesen geschlossen',
};

export const tabs: Vocabulary['tabs'] = {
  awaiting: 'Zu beurteilen',
  reviewed: 'Beurteilt',
  'not-analysed': 'Nicht analysiert',
  quarantined: 'In Quarantäne',
  processing: 'In Bearbeitung',
  kept: 'Nicht zu beurteilen',
};

export const routes: Vocabulary['routes'] = {
  prior: 'Nicht zu beurteilen: nach den Eingangsregeln eine Voruntersuchung zum Vergleich.',
  kept: 'Nicht zu beurteilen: Nach den Eingangsregeln werden die Objekte nur aufbewahrt.',
};

export const outcomes: Vocabulary['outcomes'] = {
  analysed: 'analysiert',
  'not-analysed': 'nicht analysiert',
  quarantined: 'in Quarantäne',
  unpacked: 'entpackt',
  index: 'Verzeichnis',
};

export const stances: Vocabulary['stances'] = {
  above: 'über der Schwelle',
  near: 'unbestimmt: nahe der Schwelle',
  under: 'unter der Schwelle',
  none: 'nur Score, keine Schwelle',
};

export const overrideReasons: Vocabulary['overrideReasons'] = {
  missed: 'Das Modell hat einen Befund übersehen',
  'false-alarm': 'Fehlalarm: Der Befund liegt nicht vor',
  'wrong-laterality': 'Falsche Seite',
  'image-quality': 'Die Bildqualität hat das Modell getäuscht',
  'out-of-scope': 'Dafür ist das Modell nicht gemacht',
  other: 'Anderer Grund (bitte angeben)',
};

export const meaning: Vocabulary['meaning'] = (decision) =>
  ({
    accept: 'stimmt der Einordnung der Untersuchung zu',
    override: 'ordnet die Untersuchung anders ein',
    'cannot-assess': 'kann die Untersuchung nicht beurteilen',
    close: 'schließt die Untersuchung, die niemand gelesen hat',
  })[decision];

export const decisions: Vocabulary['decisions'] = {
  accept: () => 'Zugestimmt',
  override: (to, reason) =>
    `Geändert auf ${to === undefined ? '?' : prioritiesInText[to]}${reason === undefined ? '' : `: ${overrideReasons[reason]}`}`,
  'cannot-assess': () => 'Nicht beurteilbar',
  close: () => 'Ungelesen geschlossen',
};

export const notClosed: Vocabulary['notClosed'] = {
  'no-such-study': 'diese Untersuchung gibt es nicht',
  'changed-since': 'sie hat sich geändert, seit Sie sie sahen',
  'already-reviewed': 'sie ist nicht mehr zu beurteilen',
  'must-be-seen':
    'sie ist dringlich oder hat einen positiven Befund oder eine Warnung, und Sie haben das nicht bestätigt',
  'changed-outside': 'etwas an ihr wurde außerhalb der Anwendung verändert',
};

export const reviewOutcomes: Vocabulary['reviewOutcomes'] = {
  accepted: undefined,
  conflict: 'Kam zu spät: aufbewahrt, aber ohne Wirkung.',
  withdrawn: 'Zurückgenommen.',
  raised: 'Kam zu spät, um zu zählen, und hat die Untersuchung angehoben.',
};

export const roles: Vocabulary['roles'] = {
  uploader: { name: 'Einsender', does: 'sendet Bilder und legt einzelne zur Analyse vor' },
  reviewer: { name: 'Befunder', does: 'sieht Untersuchungen an und entscheidet über sie' },
  auditor: { name: 'Auditor', does: 'liest alles, ändert nichts' },
  admin: { name: 'Administrator', does: 'betreut die Anwendung, liest alles, beurteilt nichts' },
  service: { name: 'Dienst', does: 'ein anderes Programm, das Ergebnisse liest' },
  monitor: { name: 'Überwachung', does: 'ein Programm, das den Betrieb überwacht' },
};

export const modelChanges: Vocabulary['modelChanges'] = {
  added: 'hinzugefügt',
  promoted: 'freigegeben',
  'rolled-back': 'zurückgesetzt',
  retired: 'außer Betrieb genommen',
  shadowed: 'in den Schattenbetrieb gesetzt',
};

export const standings: Vocabulary['standings'] = {
  promoted: 'freigegeben',
  shadow: 'im Schattenbetrieb',
  off: 'aus',
};

export const notices: Vocabulary['notices'] = {
  'urgent-study': 'dringliche Untersuchung',
  'due-soon': 'bald fällig',
  overdue: 'überfällig',
};

export const noticeChannels: Vocabulary['noticeChannels'] = {
  queue: 'Speicherwarteschlange',
  webhook: 'Webhook',
};

export const readFormats: Vocabulary['readFormats'] = new Intl.ListFormat('de-DE', {
  type: 'disjunction',
}).format(Object.values(imageFormatNames));

export const flatReasons: Vocabulary['flatReasons'] = {
  'no-pixels': 'Dieses Objekt enthält kein Bild.',
  video: 'Dies ist ein Video, das hier nicht gezeigt wird. Öffnen Sie es im Viewer des PACS.',
  colour:
    'Dies ist ein Farbbild. Es wird in 256 Graustufen gezeigt; Helligkeit und Kontrast ändern nur diese Stufen.',
  'wide-samples':
    'Die Werte dieses Bildes haben mehr als 16 Bit oder Nachkommastellen. Es wird in 256 Stufen gezeigt; Helligkeit und Kontrast ändern nur diese Stufen.',
};
