import { bracketed } from '../en/bracketed';
import type { Vocabulary } from '../vocabulary';
import { readFormats } from './states';

const exportAgain = 'Exportieren Sie sie erneut; die Übertragung brach vermutlich ab.';
const damaged = 'Exportieren Sie sie erneut; die Datei ist beschädigt.';
const hostile = 'Prüfen Sie das sendende System; die Datei ist beschädigt oder schädlich.';
const validate = 'Prüfen Sie das sendende System mit einem DICOM-Validator.';
const raiseLimit =
  'Prüfen Sie das sendende System; erhöhen Sie die Grenze in den Einstellungen, wenn Sie solche Bilder erwarten.';

export const refusedWhere: Vocabulary['refusedWhere'] = (meaning, { tag, value, offset }) =>
  bracketed(
    meaning,
    tag,
    value === undefined ? undefined : `Wert ${value}`,
    offset === undefined ? undefined : `Offset ${offset}`,
  );

export const transferSyntax: Vocabulary['transferSyntax'] = (name) => `Die Transfersyntax ist ${name}.`;

export const refusals: Vocabulary['refusals'] = {
  'empty-file': { meaning: 'Die Datei ist leer.', remedy: exportAgain },
  'not-an-image': {
    meaning: 'Der Inhalt ist weder DICOM noch ein unterstütztes Bildformat.',
    remedy: `Senden Sie ${readFormats}.`,
  },
  'archive-not-read': {
    meaning: 'Die Datei ist ein Archiv, das nicht gelesen wird.',
    remedy: 'Entpacken Sie es und senden Sie die Dateien, oder senden Sie sie als ZIP-Datei.',
  },
  'format-not-read': {
    meaning: 'Die Datei hat ein bekanntes Format, das nicht gelesen wird.',
    remedy: `Senden Sie das DICOM-Bild, aus dem sie entstand; gibt es keines, speichern Sie das Bild in einem anderen Format: ${readFormats}.`,
  },
  'extension-mismatch': {
    meaning: 'Die Dateiendung passt nicht zum Inhalt.',
    remedy: 'Benennen Sie die Datei passend um, oder exportieren Sie sie erneut.',
  },
  truncated: { meaning: 'Die Datei endet, bevor ihr Inhalt vollständig ist.', remedy: exportAgain },
  'malformed-dicom': {
    meaning: 'Die DICOM-Struktur ist nicht lesbar.',
    remedy: 'Exportieren Sie sie erneut, oder prüfen Sie das sendende System mit einem DICOM-Validator.',
  },
  'length-past-end': {
    meaning: 'Ein Element ist länger als die Datei oder Sequenz, die es enthält.',
    remedy: damaged,
  },
  'too-deep': {
    meaning: 'Sequenzen sind tiefer verschachtelt, als ein echtes Bild es braucht.',
    remedy: hostile,
  },
  'too-many-elements': {
    meaning: 'Die Datei hat mehr Elemente, als ein echtes Bild braucht.',
    remedy: hostile,
  },
  'too-large': {
    meaning: 'Die Datei oder ihr Bild überschreitet die eingestellte Grenze.',
    remedy:
      'Senden Sie Objekte mit vielen Frames komprimiert. Wenn Sie solche Bilder erwarten, erhöhen Sie die Grenze in den Einstellungen.',
  },
  bomb: {
    meaning: 'Der komprimierte Inhalt wird beim Entpacken weit größer, als seine Größe rechtfertigt.',
    remedy: hostile,
  },
  timeout: {
    meaning: 'Das Lesen der Datei dauerte länger, als die eingestellte Grenze erlaubt.',
    remedy: raiseLimit,
  },
  'memory-exceeded': {
    meaning: 'Das Lesen der Datei brauchte mehr Speicher, als die eingestellte Grenze erlaubt.',
    remedy: raiseLimit,
  },
  'decoder-crashed': {
    meaning: 'Der Prozess, der Dateien liest, ist an dieser abgestürzt.',
    remedy:
      'Prüfen Sie das sendende System. Die Datei ist schädlich, oder sie löst einen Fehler dieser Software aus: Melden Sie sie den Entwicklern.',
  },
  'unsupported-transfer-syntax': {
    meaning: 'Die Pixel sind auf eine Weise komprimiert, die nicht unterstützt wird.',
    remedy: 'Stellen Sie das PACS so ein, dass es eine unterstützte Transfersyntax sendet.',
  },
  'unsupported-pixel-format': {
    meaning: 'Das Pixelformat (Bits, Samples, Photometric Interpretation) wird nicht unterstützt.',
    remedy: 'Stellen Sie das PACS so ein, dass es ein unterstütztes Format sendet.',
  },
  'inconsistent-attributes': {
    meaning: 'Attribute, die die Pixel beschreiben, fehlen oder widersprechen einander.',
    remedy: validate,
  },
  'duplicate-attribute': {
    meaning: 'Dasselbe Attribut kommt zweimal mit verschiedenen Werten vor.',
    remedy: validate,
  },
  'corrupt-pixel-data': { meaning: 'Die Pixel lassen sich nicht dekodieren.', remedy: damaged },
  'unsafe-preamble': {
    meaning: 'Die Präambel enthält ein ausführbares Programm.',
    remedy: 'Prüfen Sie das sendende System; die Datei ist schädlich.',
  },
  'unsafe-name': {
    meaning:
      'Der Dateiname ist nicht sicher: Er enthält einen leeren Teil, „.“ oder „..“, einen Backslash oder ein Steuerzeichen.',
    remedy: 'Senden Sie die Datei unter einem einfachen Namen erneut.',
  },
  'too-many-members': {
    meaning: 'Der Export enthält mehr Dateien, als die eingestellte Grenze erlaubt.',
    remedy:
      'Senden Sie ihn in Teilen, oder erhöhen Sie die Grenze in den Einstellungen, wenn Sie solche Exporte erwarten.',
  },
  'unsafe-member-name': {
    meaning: 'Ein Dateiname im Export führt beim Entpacken aus ihm hinaus.',
    remedy: 'Prüfen Sie das sendende System; kein Exportprogramm schreibt solche Namen.',
  },
  'encrypted-archive': {
    meaning: 'Der Export oder diese Datei darin ist mit einem Passwort geschützt.',
    remedy: 'Exportieren Sie ohne Passwort.',
  },
  'corrupt-archive': {
    meaning: 'Der Aufbau des Archivs widerspricht sich, oder sein Inhalt besteht die Prüfsumme nicht.',
    remedy: 'Exportieren Sie es erneut; die Datei ist beschädigt oder manipuliert.',
  },
  'unsupported-compression': {
    meaning: 'Der Export ist auf eine Weise komprimiert, die nicht unterstützt wird.',
    remedy: 'Exportieren Sie ihn als gewöhnliche ZIP-Datei: unkomprimiert oder mit Deflate, in einem Teil.',
  },
  'nested-archive': {
    meaning: 'Wo ein Bild erwartet wurde, lag ein Archiv, etwa in einem Export.',
    remedy: 'Entpacken Sie es, oder legen Sie es als eigenen Export in den Container incoming.',
  },
  'empty-archive': {
    meaning: 'Der Export enthält keine Datei, die ein Bild sein könnte.',
    remedy: 'Exportieren Sie erneut; prüfen Sie, ob die Bilder ausgewählt waren.',
  },
  'changed-during-read': {
    meaning: 'Die Datei wurde ersetzt oder gelöscht, während sie gelesen wurde.',
    remedy:
      'Wurde sie ersetzt, tun Sie nichts: Der neue Inhalt wird als eigene Datei gelesen. Wurde sie gelöscht, senden Sie sie erneut.',
  },
  'internal-error': {
    meaning: 'Die Software ist an dieser Datei gescheitert. Die Datei selbst kann in Ordnung sein.',
    remedy: 'Melden Sie die Datei den Entwicklern; sie bleibt im Container incoming.',
  },
};
