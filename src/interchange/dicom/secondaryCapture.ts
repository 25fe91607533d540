import { tags } from '../../dicom/tags';
import { encodePart10 } from '../../dicom/writing/encodePart10';
import { type PlainElement, sequenceElement, shortElement } from '../../dicom/writing/plainElement';
import type { Report, ReportedInstance } from '../report';
import { stableUid } from '../uids';
import { concepts } from './concepts';
import { codeElement } from './contentItem';
import { device } from './device';
import { dicomTime, emptyElement, needsCharacterSet, textOf } from './elements';
import { copiedPatientStudy, unicodePatientStudy } from './patientStudy';
import { srTags } from './srTags';
import { type DicomOutput, explicitLittleEndian } from './structuredReport';

/** Secondary Capture Image Storage, PS3.3 A.8.1: what every viewer shows. */
export const secondaryCaptureClass = '1.2.840.10008.5.1.4.1.1.7';

/** A picture with everything burned in that has to be seen with it. */
export interface Capture {
  readonly instance: ReportedInstance;
  /** What tells it from other captures of the same picture: model and label. */
  readonly shows: string;
  /** In words, for the series and the derivation. */
  readonly description: string;
  readonly width: number;
  readonly height: number;
  /** Red, green and blue, a byte each, row-major. */
  readonly rgb: Uint8Array;
}

/**
 * A picture for the eye as a DICOM object in the study that it is about.
 *
 * @param number its place among the captures of the study, from 1
 * @throws UndecodableHeaderError
 */
export function secondaryCapture(report: Report, capture: Capture, number: number): DicomOutput {
  const { study, header } = report;
  const { sopInstanceUid: source } = capture.instance;
  const sopInstanceUid = stableUid('sc', study.studyId, study.version, source, capture.shows);
  const seriesInstanceUid = stableUid('sc-series', study.studyId, study.version);
  const own = [
    ...series(seriesInstanceUid, report, capture),
    ...image(sopInstanceUid, report, capture, number),
    ...pixels(capture),
  ];
  const patient = needsCharacterSet(own) ? unicodePatientStudy(header) : copiedPatientStudy(header);
  const file = encodePart10([...patient, ...own], {
    transferSyntax: explicitLittleEndian,
    sopClass: secondaryCaptureClass,
    sopInstance: sopInstanceUid,
  });
  return { sopClass: secondaryCaptureClass, sopInstanceUid, seriesInstanceUid, file };
}

/** General Series, General Equipment and SC Equipment: PS3.3 C.7.3.1, C.7.5.1, C.8.6.1. */
function series(seriesInstanceUid: string, { site, study }: Report, capture: Capture): PlainElement[] {
  return [
    textOf(tags.modality, 'CS', 'OT'),
    textOf(tags.seriesInstanceUid, 'UI', seriesInstanceUid),
    textOf(tags.seriesNumber, 'IS', String(9100 + study.version)),
    ...side(capture.instance.image),
    textOf(srTags.seriesDescription, 'LO', 'Imaging Triage: where the models looked'),
    textOf(srTags.conversionType, 'CS', 'WSD'),
    textOf(srTags.manufacturer, 'LO', device.manufacturer),
    textOf(srTags.manufacturerModelName, 'LO', device.name),
    textOf(srTags.softwareVersions, 'LO', site.release),
  ];
}

/** Parts of which there is one: a side of them would be wrong. */
const unpaired = new Set([
  'ABDOMEN',
  'CHEST',
  'CSPINE',
  'HEAD',
  'HEART',
  'LSPINE',
  'NECK',
  'PELVIS',
  'SKULL',
  'THORAX',
  'TSPINE',
]);

/**
 * Image Laterality, where the side is known; else Laterality, type 2C, empty; neither for a part that has no side.
 * PS3.3 C.7.3.1.1.1.
 */
function side({ bodyPart, laterality }: ReportedInstance['image']): PlainElement[] {
  const part = bodyPart === undefined ? [] : [textOf(tags.bodyPartExamined, 'CS', bodyPart)];
  if (/^[LRUB]$/.test(laterality ?? ''))
    return [...part, textOf(tags.imageLaterality, 'CS', laterality ?? '')];
  return unpaired.has(bodyPart ?? '') ? part : [...part, emptyElement(tags.laterality, 'CS')];
}

/** General Image and SOP Common, PS3.3 C.7.6.1 and C.12.1. */
function image(sopInstanceUid: string, { study }: Report, capture: Capture, number: number): PlainElement[] {
  const { date, time } = dicomTime(study.recordedAt);
  const { sopClass, sopInstanceUid: source } = capture.instance;
  return [
    textOf(tags.sopClassUid, 'UI', secondaryCaptureClass),
    textOf(tags.sopInstanceUid, 'UI', sopInstanceUid),
    textOf(srTags.instanceCreationDate, 'DA', date),
    textOf(srTags.instanceCreationTime, 'TM', time),
    imageType(),
    textOf(tags.instanceNumber, 'IS', String(number)),
    emptyElement(srTags.patientOrientation, 'CS'),
    textOf(tags.contentDate, 'DA', date),
    textOf(tags.contentTime, 'TM', time),
    textOf(tags.burnedInAnnotation, 'CS', 'YES'),
    textOf(tags.lossyImageCompression, 'CS', '00'),
    textOf(srTags.derivationDescription, 'ST', `${capture.description}. ${device.disclaimer}`),
    codeElement(srTags.derivationCode, concepts.resampled),
    sequenceElement(srTags.sourceImage, [
      [
        textOf(srTags.referencedSopClassUid, 'UI', sopClass),
        textOf(tags.referencedSopInstanceUid, 'UI', source),
        codeElement(srTags.purposeOfReference, concepts.processingSource),
      ],
    ]),
  ];
}

/** Two values, so that the backslash between them is meant. */
function imageType(): PlainElement {
  return { tag: tags.imageType, vr: 'CS', value: { bytes: Buffer.from('DERIVED\\SECONDARY ') } };
}

/** Image Pixel, PS3.3 C.7.6.3. */
function pixels({ width, height, rgb }: Capture): PlainElement[] {
  if (rgb.length !== 3 * width * height) throw new RangeError(`${rgb.length} bytes for ${width}x${height}`);
  return [
    shortElement(tags.samplesPerPixel, 'US', [3]),
    textOf(tags.photometricInterpretation, 'CS', 'RGB'),
    shortElement(tags.planarConfiguration, 'US', [0]),
    shortElement(tags.rows, 'US', [height]),
    shortElement(tags.columns, 'US', [width]),
    shortElement(tags.bitsAllocated, 'US', [8]),
    shortElement(tags.bitsStored, 'US', [8]),
    shortElement(tags.highBit, 'US', [7]),
    shortElement(tags.pixelRepresentation, 'US', [0]),
    { tag: tags.pixelData, vr: 'OB', value: { bytes: rgb } },
  ];
}
