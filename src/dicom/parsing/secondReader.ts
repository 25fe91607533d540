import dicomParser from 'dicom-parser';
import { RefusedError } from '../../domain/reasons/refusals';
import type { Notes } from '../notes';
import { tags } from '../tags';
import { type DataSet, type Element, formatTag } from './dataSet';

/** The attributes that decide whose picture this is and how to read its pixels. */
const decisive: readonly number[] = [
  tags.patientName,
  tags.patientId,
  tags.studyInstanceUid,
  tags.sopInstanceUid,
  tags.modality,
  tags.viewPosition,
  tags.samplesPerPixel,
  tags.photometricInterpretation,
  tags.planarConfiguration,
  tags.numberOfFrames,
  tags.rows,
  tags.columns,
  tags.bitsAllocated,
  tags.bitsStored,
  tags.highBit,
  tags.pixelRepresentation,
  tags.windowCentre,
  tags.windowWidth,
  tags.rescaleIntercept,
  tags.rescaleSlope,
];

/** dicom-parser's notation for a tag: `x00280010`. */
function keyOf(tag: number): string {
  return `x${tag.toString(16).padStart(8, '0')}`;
}

/** Where dicom-parser finds each element; undefined if it fails. */
function locate(
  dataSet: DataSet,
  start: number,
  explicit: boolean,
): Record<string, dicomParser.Element> | undefined {
  const { bytes, littleEndian } = dataSet.source;
  const parser = littleEndian
    ? dicomParser.littleEndianByteArrayParser
    : dicomParser.bigEndianByteArrayParser;
  const parsed = { elements: {}, warnings: [] } as unknown as dicomParser.DataSet;
  const read = explicit ? dicomParser.parseDicomDataSetExplicit : dicomParser.parseDicomDataSetImplicit;
  try {
    const stream = new dicomParser.ByteStream(parser, bytes, start);
    read(parsed, stream, bytes.length, { untilTag: keyOf(tags.pixelData) });
    return parsed.elements;
  } catch {
    return undefined;
  }
}

/** An empty value has no location that readers must agree on. */
function sameBytes(ours: Element | undefined, theirs: dicomParser.Element | undefined): boolean {
  const [length, theirLength] = [ours?.length ?? 0, theirs?.length ?? 0];
  return length === theirLength && (length === 0 || ours?.offset === theirs?.dataOffset);
}

/**
 * Lets dicom-parser, which is independent of our scan, locate the decisive attributes too. If it finds other
 * bytes, one of the two readers is wrong, and a wrong Rows or PatientID is worse than a refused file. It runs
 * only after the scan, which has checked the bounds that dicom-parser does not, and it stops at the pixels.
 * If it fails on a file, that is noted: it reads well-formed files reliably, and not all files that we accept
 * are well-formed.
 *
 * @param start of the first element in the data set's source
 * @throws RefusedError `inconsistent-attributes` with the attribute about which the readers disagree;
 *   `malformed-dicom` if only one reads a file that is irregular in other ways
 */
export function confirmBySecondReader(
  dataSet: DataSet,
  start: number,
  explicit: boolean,
  notes: Notes,
): void {
  const theirs = locate(dataSet, start, explicit);
  if (theirs === undefined) {
    // Elements without a VR among others, and out of order: injected bytes are being read as elements.
    if (notes.has('implicit-vr-element') && notes.has('out-of-order')) {
      throw new RefusedError('malformed-dicom', { offset: start });
    }
    notes.add('one-reader-only');
    return;
  }
  for (const tag of decisive) {
    const ours = dataSet.get(tag);
    if (sameBytes(ours, theirs[keyOf(tag)])) continue;
    throw new RefusedError('inconsistent-attributes', {
      tag: formatTag(tag),
      ...(ours === undefined ? {} : { offset: ours.offset }),
    });
  }
}
