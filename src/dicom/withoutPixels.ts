import { RefusedError } from '../domain/reasons/refusals';
import { readUid } from './attributes';
import type { Notes } from './notes';
import { formatTag } from './parsing/dataSet';
import type { DicomFile } from './parsing/part10';
import { tags } from './tags';

const ofStandard = '1.2.840.10008.';
/**
 * The classes of PS3.4 B.5 and PS3.6 annex A whose objects may have no pixels: reports, presentation states,
 * waveforms, plans, documents and the like. The first number below is that of the standard's storage classes.
 */
const pixelLess =
  /^1\.2\.840\.10008\.(1\.3\.10|5\.1\.1\.27|5\.1\.4\.(34\.(1|7|10)|38\.1|39\.1|4[345]\.1|1\.1\.(4\.2|8|9(\.\d+)*|10|11(\.\d+)?|66(\.[12356])?|67|68\.\d+|77\.1\.5\.3|78\.\d+|79\.1|80\.1|88\.\d+|90\.1|91\.1|104\.\d+|129|131|20[01]\.\d+|481\.([2-9]|1\d|2[0-25])|501\.3)))$/;

/** Attributes that only an object with pixels has. MR spectroscopy has Rows and Columns, but none of these. */
const describingPixels = [tags.samplesPerPixel, tags.photometricInterpretation, tags.bitsAllocated];

/**
 * Checks that an object without pixel data is one that may have none. Every other one was cut off before its
 * pixels, or emptied. An object that names no class was cut off before its first elements.
 *
 * @throws RefusedError `truncated`
 */
export function assertMayLackPixels({ dataSet, meta }: DicomFile, notes: Notes): void {
  const sopClass =
    readUid(dataSet, tags.sopClassUid, notes) ??
    readUid(meta, tags.mediaStorageSopClassUid, notes) ??
    ofStandard;
  const mayLack = pixelLess.test(sopClass) || !sopClass.startsWith(ofStandard);
  if (mayLack && describingPixels.every((tag) => dataSet.get(tag) === undefined)) return;
  throw new RefusedError('truncated', { tag: formatTag(tags.pixelData) });
}
