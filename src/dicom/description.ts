import type { ImageDescription } from '../domain/image/imageDescription';
import { manufacturerOf } from '../domain/image/manufacturer';
import { readCode, readUid, readUnsigned } from './attributes';
import type { TransferSyntax } from './codecs/transferSyntax';
import { readCodedBodyPart, readCodedView } from './codedAnatomy';
import type { Notes } from './notes';
import { readCount } from './numberStrings';
import type { DataSet } from './parsing/dataSet';
import { readAgeYears } from './patientAge';
import { readPadding } from './pixels/padding';
import type { PixelFormat } from './pixels/pixelFormat';
import { readPixelShape } from './pixels/pixelShape';
import { readPlaceInSeries } from './placeInSeries';
import { tags } from './tags';
import { readFrameTransforms } from './transforms/frameTransforms';
import { readPalette, storedRange } from './transforms/lookupTables';
import {
  isModalityForDisplay,
  readLocalizer,
  readOrientation,
  readPresentationIntent,
} from './transforms/presentation';
import { readRescaleType } from './transforms/rescaleType';

/** The description without its notes, which are complete only after everything has been read. */
type Draft = Omit<ImageDescription, 'notes'>;

/** Describes a DICOM object without decoded pixels: one that has none, or a video. */
export function describeWithoutPixels(dataSet: DataSet, syntax: TransferSyntax, notes: Notes): Draft {
  return {
    ...describeObject(dataSet, syntax, notes),
    rows: 0,
    columns: 0,
    frames: 0,
    samplesPerPixel: 1,
    bitsAllocated: 8,
    bitsStored: 8,
    pixelRepresentation: 0,
    photometricInterpretation: 'MONOCHROME2',
    modalityTransform: { kind: 'identity' },
    windows: [],
    voiTables: [],
    ...(syntax.pixels === 'video' && dataSet.get(tags.pixelData) !== undefined
      ? describeVideo(dataSet, notes)
      : {}),
  };
}

/** What the attributes say of a video, PS3.5 8.2.5 to 8.2.11. The stream itself is not read. */
function describeVideo(dataSet: DataSet, notes: Notes) {
  const frames = readCount(dataSet, tags.numberOfFrames, notes) ?? 0;
  const bitsAllocated = readUnsigned(dataSet, tags.bitsAllocated, notes) ?? 8;
  return {
    rows: readUnsigned(dataSet, tags.rows, notes) ?? 0,
    columns: readUnsigned(dataSet, tags.columns, notes) ?? 0,
    video: frames > 0 ? { frames } : {},
    samplesPerPixel: 3,
    bitsAllocated,
    bitsStored: readUnsigned(dataSet, tags.bitsStored, notes) ?? bitsAllocated,
    photometricInterpretation: readCode(dataSet, tags.photometricInterpretation) ?? 'YBR_PARTIAL_420',
  };
}

/** @param format of the decoded pixels */
export function describeWithPixels(
  dataSet: DataSet,
  syntax: TransferSyntax,
  format: PixelFormat,
  notes: Notes,
): Draft {
  if (hasOverlay(dataSet)) notes.add('overlay-not-shown');
  const { rows, columns, frames, samplesPerPixel, bitsAllocated, bitsStored, pixelRepresentation } = format;
  const { photometricInterpretation } = format;
  const grey = photometricInterpretation.startsWith('MONOCHROME');
  const ofObject = describeObject(dataSet, syntax, notes);
  const stored = {
    pixelRepresentation,
    bitsStored,
    isModalityForDisplay: isModalityForDisplay(ofObject.sopClass),
  };
  const transforms = grey
    ? readFrameTransforms(dataSet, stored, frames, notes)
    : { modalityTransform: { kind: 'identity' as const }, windows: [], voiTables: [] };
  return {
    ...ofObject,
    rows,
    columns,
    frames,
    samplesPerPixel,
    bitsAllocated,
    bitsStored,
    pixelRepresentation,
    photometricInterpretation,
    ...(format.float ? { sampleType: 'float' as const } : {}),
    ...transforms,
    ...readPixelShape(dataSet, frames, notes),
    ...optional('rescaleType', readRescaleType(dataSet, frames, notes)),
    ...optional('palette', palette(dataSet, format, notes)),
    ...optional('padding', grey ? readPadding(dataSet, format) : undefined),
    ...optional('presentationLutShape', readShape(dataSet, photometricInterpretation, notes)),
  };
}

function describeObject(dataSet: DataSet, syntax: TransferSyntax, notes: Notes) {
  const lossyFlag = readCode(dataSet, tags.lossyImageCompression) === '01';
  const burnedIn = readCode(dataSet, tags.burnedInAnnotation);
  const sex = readCode(dataSet, tags.patientSex);
  const sopClass = readUid(dataSet, tags.sopClassUid, notes);
  return {
    schemaVersion: 1 as const,
    format: 'dicom' as const,
    transferSyntax: syntax.uid,
    lossy: lossyFlag || isLossy(syntax),
    ...optional('sopClass', sopClass),
    ...optional('presentationIntent', readPresentationIntent(dataSet, sopClass)),
    ...optional('localizer', readLocalizer(dataSet)),
    ...optional('modality', readCode(dataSet, tags.modality)),
    ...optional('bodyPart', readCode(dataSet, tags.bodyPartExamined)),
    ...optional('view', readCode(dataSet, tags.viewPosition)),
    ...optional('codedBodyPart', readCodedBodyPart(dataSet)),
    ...optional('codedView', readCodedView(dataSet)),
    ...optional('patientOrientation', readOrientation(dataSet)),
    ...optional('manufacturer', manufacturerOf(readCode(dataSet, tags.manufacturer))),
    ...optional('laterality', readCode(dataSet, tags.imageLaterality) ?? readCode(dataSet, tags.laterality)),
    ...optional('ageYears', readAgeYears(dataSet)),
    ...optional('sex', sex === 'M' || sex === 'F' || sex === 'O' ? (sex as 'M' | 'F' | 'O') : undefined),
    ...readPlaceInSeries(dataSet),
    ...optional('burnedInAnnotation', burnedIn === 'YES' ? true : burnedIn === 'NO' ? false : undefined),
  };
}

function isLossy({ pixels }: TransferSyntax): boolean {
  return pixels !== 'native' && (pixels === 'video' || pixels.lossy);
}

/** Overlay Rows (60xx,0010) or Overlay Data (60xx,3000) in any of the repeating groups, PS3.3 C.9.2. */
function hasOverlay(dataSet: DataSet): boolean {
  return [...dataSet.elements.keys()].some((tag) => {
    const element = tag & 0xffff;
    return tag >>> 24 === 0x60 && (element === 0x0010 || element === 0x3000);
  });
}

function optional<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]?: V });
}

function palette(dataSet: DataSet, format: PixelFormat, notes: Notes) {
  const { photometricInterpretation } = format;
  return photometricInterpretation === 'PALETTE COLOR'
    ? readPalette(dataSet, storedRange(format), notes)
    : undefined;
}

function readShape(dataSet: DataSet, photometric: string, notes: Notes) {
  const shape = readCode(dataSet, tags.presentationLutShape);
  if (shape !== 'IDENTITY' && shape !== 'INVERSE') return undefined;
  if ((shape === 'INVERSE') !== (photometric === 'MONOCHROME1')) notes.add('presentation-contradicts');
  return shape as 'IDENTITY' | 'INVERSE';
}
