import type { Texts } from '../../en/english';

export const images: Texts['images'] = {
  classify: {
    notAnalysed: (reason, why) => `nicht analysiert (${reason}): ${why}`,
    abstained: (model, reason, why) => `${model} enthält sich (${reason}): ${why}`,
    looksLike: (model, title, accepted) =>
      `${model}: sieht aus wie ${title} (zugelassene Arten zusammen: ${accepted})`,
    note: (code, text) => `Hinweis (${code}): ${text}`,
    notRead: (why) => `nicht gelesen: ${why}`,
    columns: ['#', 'Label', 'Score', 'Schwelle', 'Modell'],
    leftOut: (labels, positive) =>
      `und ${labels === 1 ? '1 weiteres Label' : `${labels} weitere Labels`}${positive === 0 ? '' : `, davon ${positive} positiv`} (-k zeigt mehr)`,
  },
  decode: {
    frames: (frames) => `Das Bild hat ${frames} ${frames === 1 ? 'Frame' : 'Frames'}.`,
    names: {
      format: 'Format',
      transferSyntax: 'Transfer-Syntax',
      modality: 'Modalität',
      bodyPart: 'Region',
      view: 'Aufnahme',
      pixels: 'Pixel',
      samples: 'Samples',
      bits: 'Bits',
      modalityValues: 'Modalitätswerte',
      windows: 'Fenster',
      lossy: 'mit Verlust',
      note: 'Hinweis',
    },
    video: 'ein Video, nicht dekodiert',
    none: 'keine',
    size: (columns, rows, frames) => `${columns} x ${rows}, Frames: ${frames}`,
    bits: (stored, allocated, sign) => `${stored} gespeichert in ${allocated}, ${sign}`,
    signed: 'mit Vorzeichen',
    unsigned: 'ohne Vorzeichen',
    yes: 'ja',
    linear: (slope, intercept) => `gespeichert × ${slope} + ${intercept}`,
    table: (entries) => `über eine Tabelle mit ${entries} Einträgen`,
  },
  deidentify: {
    done: (written, warned, refused) =>
      `${written} geschrieben, davon ${warned} mit Warnung; ${refused} abgelehnt.`,
    refused: (file, why) => `${file}: abgelehnt, ${why}`,
    warning: (what) => `Warnung: ${what}`,
    noPicture: {
      'no-pixel-data': 'ein solches Objekt enthält nur Text, und aller Text würde entfernt',
      video:
        'was in seinen Bildern oder seinem Datenstrom einen Patienten kenntlich macht, ist nicht bekannt',
    },
    noDicom: 'es ist keine DICOM-Datei; was darin einen Patienten kenntlich macht, ist nicht bekannt',
    burnedIn: 'Eingebrannter Text macht den Patienten kenntlich (Burned In Annotation).',
  },
};
