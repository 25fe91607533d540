import { readCode, readStrings } from './attributes';
import type { Notes } from './notes';
import type { DataSet } from './parsing/dataSet';
import { tags } from './tags';

/** Devices that write text into the picture: ultrasound, cameras, endoscopes, microscopes and screen captures. */
const modalities = new Set(['US', 'IVUS', 'XC', 'ES', 'GM', 'SM', 'OP', 'OT', 'SC', 'DOC', 'HC']);
/** Secondary Capture Image Storage and its multi-frame kinds, PS3.4 B.5. */
const secondaryCapture = /^1\.2\.840\.10008\.5\.1\.4\.1\.1\.7(\.[1-4])?$/;
/** Conversion Type, PS3.3 C.8.6.1: a paper, a film, a screen, a drawing. */
const conversions = new Set(['DV', 'DI', 'DF', 'WSD', 'SD', 'SI', 'DRW']);

const conversionType = 0x00080064;

/**
 * Notes that the picture itself may show a name: the image is of a kind that often has one, and no Burned In
 * Annotation rules it out. If the attribute says YES, the description reports that itself.
 */
export function noteBurnedInText(dataSet: DataSet, notes: Notes): void {
  const stated = readCode(dataSet, tags.burnedInAnnotation);
  if (stated === 'NO' || stated === 'YES') return;
  const likely =
    modalities.has(readCode(dataSet, tags.modality) ?? '') ||
    secondaryCapture.test(readStrings(dataSet, tags.sopClassUid)[0] ?? '') ||
    conversions.has(readCode(dataSet, conversionType) ?? '');
  if (likely) notes.add('burned-in-text-likely');
}
