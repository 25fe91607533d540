import type { Vocabulary } from '../vocabulary';

export const readNotes: Vocabulary['readNotes'] = {
  'missing-preamble': 'Die DICOM-Datei hat weder Präambel noch DICM-Kennung.',
  'missing-file-meta': 'Die DICOM-Datei hat keine File Meta Information.',
  'missing-meta-group-length': 'Die File Meta Information nennt ihre Länge nicht.',
  'wrong-meta-group-length': 'Die File Meta Information nennt eine falsche Länge.',
  'guessed-transfer-syntax':
    'Keine Transfersyntax ist angegeben; sie wurde an den ersten Elementen der Datei erkannt.',
  'wrong-vr-encoding': 'Elemente haben eine VR, obwohl die Transfersyntax keine vorsieht.',
  'odd-length': 'Ein Wert hat eine ungerade Länge.',
  'implicit-vr-element': 'Ein Datensatz mit expliziter VR enthält ein Element ohne VR.',
  'harmless-vr': 'Ein Element hat eine andere VR als im Standard; sein Wert ist derselbe.',
  'long-decimal': 'Eine Dezimalzahl hat mehr Zeichen, als der Standard erlaubt.',
  'count-with-fraction': 'Eine ganze Zahl ist mit Dezimalpunkt und Nullen geschrieben.',
  'zero-frames': 'Die Zahl der Frames ist 0; das Bild wurde als ein Frame gelesen.',
  'attribute-assumed':
    'Ein Attribut, das die Pixel beschreibt, fehlt; angenommen wurde, was sein Fehlen üblicherweise bedeutet.',
  'non-finite-samples':
    'Einige Werte sind unendlich oder keine Zahl; sie werden als kleinster oder größter Wert gezeigt.',
  'trailing-bytes': 'Auf den Datensatz folgen Bytes, die zu keinem Element gehören.',
  'one-reader-only': 'Nur einer der beiden Leser, die einander prüfen, konnte die Attribute lesen.',
  'out-of-order': 'Elemente stehen nicht in der Reihenfolge ihrer Tags.',
  'repeated-attribute': 'Ein Attribut kommt zweimal mit demselben Wert vor.',
  'stray-delimiter': 'Ein Trennelement steht, wo nichts offen war.',
  'irregular-uid':
    'Eine UID ist länger als 64 Zeichen, hat einen Teil mit führenden Nullen oder enthält Buchstaben oder andere Zeichen; statt einer mit anderen Zeichen gilt eine aus ihrem Hash gebildete UID.',
  'pixel-data-padded': 'Es gibt mehr Pixelbytes, als das Bild braucht.',
  'bits-above-stored': 'Bits außerhalb von Bits Stored waren gesetzt; sie wurden gelöscht.',
  'one-bit-unpacked': 'Pixel von einem Bit wurden auf je ein Byte erweitert.',
  'ybr-422-expanded':
    'Farbwerte in halber Auflösung wurden durch Wiederholen auf die volle Auflösung gebracht.',
  'ybr-422-is-full': 'Laut Bild haben seine Farbwerte die halbe Auflösung; tatsächlich haben sie die volle.',
  'colour-converted': 'Der JPEG-Decoder hat Luminanz und Chrominanz in RGB umgerechnet.',
  'jpeg-not-baseline': 'Der JPEG-Datenstrom nutzt ein anderes Verfahren, als seine Transfersyntax angibt.',
  'jpeg-colour-contradicts': 'JPEG-Datenstrom und Photometric Interpretation nennen verschiedene Farbräume.',
  'bits-stored-contradicts': 'Die Bittiefe des JPEG-Datenstroms weicht von Bits Stored ab.',
  'jp2-boxes': 'Der JPEG-2000-Datenstrom steckt in JP2-Boxen, die ignoriert wurden.',
  'no-end-mark': 'Ein komprimierter Datenstrom ist vollständig, aber ohne Endmarke.',
  'other-codestream': 'Der komprimierte Datenstrom ist von anderer Art, als seine Transfersyntax angibt.',
  'sign-contradicts':
    'Komprimierter Datenstrom und Pixel Representation widersprechen sich über Vorzeichen; kein Wert ist betroffen.',
  'values-clamped':
    'Verlustbehaftete Kompression hinterließ Werte außerhalb von Bits Stored; sie wurden auf die nächste Grenze gesetzt.',
  'frames-by-markers':
    'Es gibt keine Offset Table; die Frames wurden an den Startmarken ihrer Bilder getrennt.',
  'later-frames-not-decoded':
    'Das Bild hat so viele Frames, dass nur der erste dekodiert wurde. Die übrigen werden beim Öffnen dekodiert; ein Schaden darin zeigt sich erst dann.',
  'offset-table-ignored': 'Die Offset Table widerspricht den Fragmenten und wurde ignoriert.',
  'window-ignored': 'Ein VOI-Fenster ohne brauchbare Breite oder Mitte wurde ignoriert.',
  'voi-function-unknown': 'Die VOI-LUT-Funktion ist keine des Standards; LINEAR wurde verwendet.',
  'voi-table-ignored': 'Eine unbrauchbare VOI LUT wurde ignoriert.',
  'voi-table-narrow':
    'Die Einträge einer VOI LUT haben weit weniger Bits, als ihr Deskriptor angibt; verwendet wurden die vorhandenen.',
  'palette-narrow':
    'Die Einträge der Palette haben weit weniger Bits, als ihre Deskriptoren angeben; verwendet wurden die vorhandenen.',
  'rescale-slope-zero':
    'Rescale Slope ist null; die gespeicherten Werte gelten unverändert und ohne Fenster.',
  'modality-table-and-rescale': 'Es gibt eine Modality LUT und einen Rescale; die LUT gilt.',
  'empty-modality-table': 'Die Modality LUT ist leer und wurde ignoriert.',
  'modality-lut-not-for-display':
    'Das Bild hat eine Modality LUT oder einen Rescale, die nicht der Anzeige dienen (XA und RF); sie gelten nicht.',
  'presentation-contradicts':
    'Presentation LUT Shape widerspricht Photometric Interpretation; Presentation LUT Shape gilt.',
  'pixel-spacing-ignored': 'Ein Pixelabstand oder Seitenverhältnis, das nicht stimmen kann, wurde ignoriert.',
  'pixel-aspect-contradicts':
    'Pixelabstände und Seitenverhältnis widersprechen sich über die Form der Pixel; der erste Abstand gilt.',
  'per-frame-transforms': 'Frames haben eigene Rescale-Werte oder Fenster.',
  'per-frame-count':
    'Die Zahl der Beschreibungen je Frame weicht von der Zahl der Frames ab; sie wurden ignoriert.',
  'character-set-misspelt':
    'Der Name eines Zeichensatzes ist falsch geschrieben, seine Bedeutung aber sicher.',
  'character-set-undeclared': 'Text wechselt zu einem Zeichensatz, den die Datei nicht angibt.',
  'text-may-be-utf-8': 'Text wurde im angegebenen Zeichensatz gelesen, sieht aber nach UTF-8 aus.',
  'control-characters': 'Text enthielt Steuerzeichen, die entfernt wurden.',
  'text-not-decoded':
    'Text, der Patient oder Untersuchung identifiziert, ließ sich nicht genau dekodieren und wurde weggelassen.',
  'name-partly-decoded': 'Nur einige Schreibweisen des Patientennamens ließen sich genau dekodieren.',
  'burned-in-text-likely': 'Bilder dieser Art haben oft Text im Bild selbst, auch Namen.',
  'overlay-not-shown': 'Die Datei enthält Overlays, die nicht gezeigt werden.',
  'orientation-applied': 'Das Bild wurde nach seiner EXIF-Orientierung gedreht oder gespiegelt.',
  'alpha-removed': 'Das Bild hat einen Transparenzkanal; es wurde auf Schwarz gelegt.',
  'grey-as-colour': 'Ein Graubild war als Farbe gespeichert; einer seiner gleichen Werte wurde behalten.',
  'nearly-grey':
    'Das Bild ist farbig, aber grau bis auf einen schwachen Farbstich oder einen kleinen Teil, etwa eine Markierung; Modelle sehen seine Helligkeit.',
  'data-behind-picture': 'In der Datei folgen auf das Bild weitere Daten; sie wurden nicht gelesen.',
  'further-pictures':
    'Die Datei enthält hinter dem ersten Bild weitere Bilder, wie MPO-Dateien; nur das erste wurde gelesen.',
  'palette-expanded': 'Das Bild hat eine Palette und wurde auf deren Farben erweitert.',
};
