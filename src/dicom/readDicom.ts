import type { ReadImage } from '../domain/image/imageDescription';
import type { Resolution } from '../domain/image/reduction';
import type { ReadLimits } from '../domain/kernel/limits';
import { RefusedError } from '../domain/reasons/refusals';
import { noteBurnedInText } from './burnedInText';
import { readImageAttributes } from './deidentification/imageAttributes';
import { describeWithoutPixels, describeWithPixels } from './description';
import { readIdentity } from './identity';
import { Notes } from './notes';
import { readOrderUrgency } from './orderUrgency';
import { type DataSet, type Element, formatTag } from './parsing/dataSet';
import { type DicomFile, openPart10 } from './parsing/part10';
import { readPatientHeader } from './patientHeader';
import { decodeEncapsulated } from './pixels/encapsulatedPixels';
import { decodeFloatPixels, findFloatPixels } from './pixels/floatPixels';
import { type DecodedPixels, decodeNative, nativeSize } from './pixels/nativePixels';
import { checkDecodedSize, readPixelFormat } from './pixels/pixelFormat';
import { readRejection } from './rejectionNote';
import { tags } from './tags';
import { assertMayLackPixels } from './withoutPixels';

/**
 * Reads a DICOM file: decodes its pixels exactly, or refuses it with a reason.
 *
 * @param resolution `reduced` decodes a wavelet-coded radiograph, and an image of very many compressed samples,
 *   only as far as models need
 * @returns stored values of all frames (with `codedFrames`, of the first one), little endian, `bitsAllocated` / 8
 *   bytes per sample, samples interleaved, no look-up table applied; no pixels and `frames` 0 for a video, and for
 *   an object that has none
 * @throws RefusedError for every file that is not read
 */
export async function readDicom(
  bytes: Uint8Array,
  limits: ReadLimits,
  resolution: Resolution = 'full',
): Promise<ReadImage> {
  if (bytes.length === 0) throw new RefusedError('empty-file');
  if (bytes.length > limits.maxFileBytes) throw new RefusedError('too-large', { value: bytes.length });
  const notes = new Notes();
  const file = await openPart10(bytes, limits, notes);
  const { dataSet, transferSyntax } = file;
  const identity = readIdentity(dataSet, notes);
  noteBurnedInText(dataSet, notes);
  const decoded = await decodePixels(file, limits, resolution, notes);
  const draft =
    decoded === undefined
      ? describeWithoutPixels(dataSet, transferSyntax, notes)
      : describeWithPixels(dataSet, transferSyntax, decoded.format, notes);
  const orderUrgency = readOrderUrgency(dataSet);
  const rejection = readRejection(dataSet, notes);
  const { codestreams, ...kept } = decoded?.kept ?? {};
  return {
    description: { ...draft, ...kept, notes: notes.list() },
    pixels: decoded?.pixels ?? new Uint8Array(0),
    ...(codestreams === undefined ? {} : { codestreams }),
    identity,
    header: readPatientHeader(dataSet),
    attributes: readImageAttributes(dataSet),
    ...(rejection === undefined ? {} : { rejection }),
    ...(orderUrgency === undefined ? {} : { orderUrgency }),
  };
}

async function decodePixels(
  file: DicomFile,
  limits: ReadLimits,
  resolution: Resolution,
  notes: Notes,
): Promise<DecodedPixels | undefined> {
  const { dataSet, cutPixelData, transferSyntax } = file;
  if (cutPixelData !== undefined) throw cutRefusal(dataSet, cutPixelData, limits, notes);
  const floats = findFloatPixels(dataSet);
  if (floats !== undefined) return decodeFloatPixels(dataSet, floats, limits, notes);
  const element = dataSet.get(tags.pixelData);
  if (element === undefined) {
    assertMayLackPixels(file, notes);
    return undefined;
  }
  const { pixels, uid } = transferSyntax;
  if ((element.fragments !== undefined) !== (pixels !== 'native')) {
    throw new RefusedError('inconsistent-attributes', { tag: formatTag(tags.pixelData), value: uid });
  }
  if (pixels === 'video') {
    assertStream(element);
    return undefined;
  }
  const format = readPixelFormat(dataSet, limits, notes);
  if (pixels !== 'native')
    return decodeEncapsulated(dataSet, element, format, pixels, { resolution, limits }, notes);
  checkDecodedSize(format, limits);
  return decodeNative(dataSet, element, format, notes);
}

/** The first fragment is an offset table, PS3.5 A.4. @throws RefusedError `truncated` if nothing follows it */
function assertStream({ tag, fragments = [] }: Element): void {
  if (!fragments.slice(1).some(({ length }) => length > 0))
    throw new RefusedError('truncated', { tag: formatTag(tag) });
}

/** Pixel data that states about as many bytes as the picture needs was cut off; otherwise its length is wrong. */
function cutRefusal(dataSet: DataSet, element: Element, limits: ReadLimits, notes: Notes): RefusedError {
  const needed = nativeSize(readPixelFormat(dataSet, limits, notes), false);
  const code = element.length <= needed + 1 ? 'truncated' : 'length-past-end';
  return new RefusedError(code, {
    tag: formatTag(element.tag),
    value: element.length,
    offset: element.offset,
  });
}
