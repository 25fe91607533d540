import type { Vocabulary } from '../vocabulary';

const correctAttribute =
  'Berichtigen Sie das Attribut an der Modalität, wenn es falsch ist; sonst fügen Sie ein Modell für solche Bilder hinzu.';

/** Why an admitted image has no analysis, and what can be done about it. None of this means "normal". */
export const notAnalysed: Vocabulary['notAnalysed'] = {
  'no-pixel-data': {
    meaning: 'Das DICOM-Objekt hat keine Pixel (Bericht, Presentation State oder Key Object).',
  },
  video: {
    meaning: 'Es ist ein Video (MPEG oder HEVC). Nur seine Attribute wurden gelesen, seine Bilder nicht.',
    remedy: 'Sehen Sie es im Viewer des PACS an, oder senden Sie es als Einzelbilder.',
  },
  'no-model': {
    meaning: 'An diesem Standort ist kein Modell in Betrieb: Keines ist zugleich geladen und freigegeben.',
    remedy: 'Geladene Modelle zeigt GET /api/health.',
  },
  'modality-not-covered': {
    meaning: 'Kein Modell ist für die Modalität dieses Bildes gemacht.',
    remedy: correctAttribute,
  },
  'body-part-not-covered': {
    meaning: 'Kein Modell ist für die Körperregion dieses Bildes gemacht.',
    remedy: correctAttribute,
  },
  'view-not-covered': {
    meaning: 'Kein Modell ist für die Projektion dieses Bildes gemacht.',
    remedy: correctAttribute,
  },
  'age-not-covered': {
    meaning: 'Kein Modell ist für das Alter dieses Patienten gemacht.',
    remedy: correctAttribute,
  },
  'multi-frame': { meaning: 'Kein Modell ist für Bilder mit mehreren Frames gemacht.' },
  'colour-image': {
    meaning: 'Kein Modell ist für Farbbilder gemacht.',
    remedy: 'Senden Sie das Bild selbst, wenn dies ein Bildschirmfoto davon ist.',
  },
  'not-for-presentation': {
    meaning: 'Das Bild enthält Rohwerte des Detektors, nicht zum Betrachten (FOR PROCESSING).',
    remedy: 'Senden Sie das Bild FOR PRESENTATION.',
  },
  localizer: { meaning: 'Das Bild ist ein Localizer (Scout), zur Planung anderer Bilder.' },
  'picture-too-small': {
    meaning: 'Das Bild hat zu wenige Pixel für eine Beurteilung.',
    remedy: 'Senden Sie das ganze Bild, keine Miniatur.',
  },
  'picture-too-narrow': {
    meaning: 'Das Bild ist ein schmaler Streifen, anders als die Bilder, für die die Modelle gemacht sind.',
    remedy: 'Senden Sie das Bild für sich.',
  },
  'mostly-border': {
    meaning: 'Der größte Teil des Bildes ist ein gleichmäßiger Rand.',
    remedy: 'Senden Sie das Bild ohne den Rand.',
  },
  'picture-clipped': {
    meaning:
      'Zu viel des Bildes ist rein schwarz oder rein weiß: Es ist überbelichtet oder wurde mit falschem Fenster gespeichert.',
    remedy: 'Prüfen Sie die Belichtung und das Fenster in der Datei.',
  },
  'picture-inverted': {
    meaning: 'Schwarz und Weiß sind im Bild vertauscht.',
    remedy: 'Prüfen Sie Photometric Interpretation, und senden Sie das Bild erneut.',
  },
  'picture-turned': {
    meaning: 'Das Bild liegt auf der Seite oder steht auf dem Kopf.',
    remedy: 'Drehen Sie es, und senden Sie es erneut.',
  },
  'not-the-right-picture': {
    meaning: 'Das Bild sieht nicht aus wie die Bilder, für die die Modelle gemacht sind.',
  },
  'out-of-distribution': {
    meaning:
      'Die Region, die das Modell untersucht, ist in diesem Bild so klein und kontrastarm, dass Scores nicht verlässlich wären. Eine schwere Erkrankung kann die Ursache sein.',
    remedy: 'Sehen Sie das Bild an.',
  },
  'blank-picture': { meaning: 'Das Bild ist leer.', remedy: 'Prüfen Sie den Detektor und den Export.' },
  'region-not-found': {
    meaning:
      'Die Region, die das Modell untersucht, wurde im Bild nicht gefunden. Eine schwere Erkrankung kann die Ursache sein.',
    remedy: 'Sehen Sie das Bild an.',
  },
  'analysis-failed': {
    meaning: 'Das Modell ist an diesem Bild gescheitert.',
    remedy: 'Siehe Log. Die Analyse wird wiederholt, wenn das Bild erneut gesendet wird.',
  },
};
