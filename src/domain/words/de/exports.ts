import type { Vocabulary } from '../vocabulary';

export const skipped: Vocabulary['skipped'] = {
  index: () => 'sein DICOMDIR',
  'system-file': (count) =>
    count === 1 ? '1 Datei eines Betriebssystems' : `${count} Dateien eines Betriebssystems`,
  link: (count) => (count === 1 ? '1 Verknüpfung' : `${count} Verknüpfungen`),
  'not-in-index': (count) => (count === 1 ? '1 Datei eines Viewers' : `${count} Dateien eines Viewers`),
};

export const exportContents: Vocabulary['exportContents'] = {
  members: (count) => (count === 1 ? 'Er enthält 1 Datei.' : `Er enthält ${count} Dateien.`),
  leftOut: (what) => `Weggelassen: ${what.join(', ')}.`,
  missing: (count) =>
    count === 1
      ? '1 Datei, die sein DICOMDIR nennt, fehlt.'
      : `${count} Dateien, die sein DICOMDIR nennt, fehlen.`,
  indexUnreadable: (reason) => `Sein DICOMDIR ist nicht lesbar (${reason}).`,
  index: 'Ein DICOMDIR listet Dateien auf; es ist kein Bild.',
};
