import { encodePart10 } from '../../dicom/writing/encodePart10';
import type { GreyPicture } from '../../imaging/picture';
import { bodyParts, viewCodes } from './codes';
import { type DxValues, dxElements } from './dxAttributes';
import { toLevels } from './levels';

export interface DxOptions {
  readonly photometric: 'MONOCHROME1' | 'MONOCHROME2';
  readonly studyUid: string;
  readonly seriesUid: string;
  readonly sopUid: string;
  /** `SYNTHETIC^…`, so that nobody mistakes it for a patient. */
  readonly patientName: `SYNTHETIC^${string}`;
  readonly patientId: string;
  /** Whole years, below 100. */
  readonly ageYears: number;
  readonly sex: 'M' | 'F' | 'O';
  readonly bodyPart: keyof typeof bodyParts;
  readonly view: keyof typeof viewCodes;
  readonly instanceNumber?: number;
  /** Requested Procedure Priority, (0040,1003). */
  readonly urgency?: 'STAT' | 'HIGH' | 'ROUTINE' | 'MEDIUM' | 'LOW';
  /** HHMMSS; eight in the morning by default. */
  readonly studyTime?: string;
  /** YYYYMMDD; by default one that is never believed to be old. */
  readonly studyDate?: string;
}

const digitalXRay = '1.2.840.10008.5.1.4.1.1.1.1';
const explicitLittleEndian = '1.2.840.10008.1.2.1';
const bitsStored = 12;
const white = 2 ** bitsStored - 1;
/** In the first days of a year: such a date is not believed, so the pictures never turn into earlier studies. */
const defaultDate = '20240102';

/**
 * A display picture as a DICOM file: Digital X-Ray Image, for presentation (PS3.3 A.26), 12 bits in 16, with
 * a window that shows it unchanged.
 * @param picture values 0…1, bright is dense
 */
export function writeDx(picture: GreyPicture, options: DxOptions): Uint8Array {
  const elements = dxElements({
    ...describeStudy(options),
    ...describeAcquisition(options),
    ...describePixels(picture, options),
  });
  return encodePart10(elements, {
    transferSyntax: explicitLittleEndian,
    sopClass: digitalXRay,
    sopInstance: options.sopUid,
  });
}

function describeStudy(options: DxOptions): DxValues {
  const age = String(options.ageYears).padStart(3, '0');
  return {
    SpecificCharacterSet: 'ISO_IR 100',
    ImageType: ['DERIVED', 'PRIMARY'],
    SOPClassUID: digitalXRay,
    SOPInstanceUID: options.sopUid,
    StudyDate: options.studyDate ?? defaultDate,
    AcquisitionDate: options.studyDate ?? defaultDate,
    ContentDate: options.studyDate ?? defaultDate,
    StudyTime: options.studyTime ?? '080000',
    AcquisitionTime: '080000',
    ContentTime: '080000',
    AccessionNumber: '',
    Modality: 'DX',
    PresentationIntentType: 'FOR PRESENTATION',
    Manufacturer: 'Imaging Triage, synthetic',
    InstitutionName: 'SYNTHETIC HOSPITAL',
    ReferringPhysicianName: '',
    StudyDescription: 'Synthetic X-ray',
    PatientName: options.patientName,
    PatientID: options.patientId,
    PatientBirthDate: '',
    PatientSex: options.sex,
    PatientAge: `${age}Y`,
    StudyInstanceUID: options.studyUid,
    SeriesInstanceUID: options.seriesUid,
    StudyID: '1',
    SeriesNumber: '1',
    InstanceNumber: String(options.instanceNumber ?? 1),
    ...(options.urgency === undefined ? {} : { RequestedProcedurePriority: options.urgency }),
  };
}

function describeAcquisition({ bodyPart, view }: DxOptions): DxValues {
  return {
    BodyPartExamined: bodyPart,
    ViewPosition: view,
    PatientOrientation: view === 'AP' || view === 'PA' ? ['L', 'F'] : ['A', 'F'],
    ImageLaterality: 'U',
    AnatomicRegionSequence: [bodyParts[bodyPart]],
    ViewCodeSequence: [viewCodes[view]],
    AcquisitionContextSequence: [],
    PositionerType: '',
    DetectorType: '',
    ImagerPixelSpacing: ['0.35', '0.35'],
    BurnedInAnnotation: 'NO',
    LossyImageCompression: '00',
    DerivationDescription: 'Computer drawing',
  };
}

function describePixels({ width, height, data }: GreyPicture, { photometric }: DxOptions): DxValues {
  const inverse = photometric === 'MONOCHROME1';
  const stored = toLevels(data, white, new Uint16Array(data.length));
  if (inverse)
    for (let index = 0; index < stored.length; index += 1) stored[index] = white - (stored[index] ?? 0);
  return {
    SamplesPerPixel: 1,
    PhotometricInterpretation: photometric,
    Rows: height,
    Columns: width,
    BitsAllocated: 16,
    BitsStored: bitsStored,
    HighBit: bitsStored - 1,
    PixelRepresentation: 0,
    PixelIntensityRelationship: 'LOG',
    PixelIntensityRelationshipSign: inverse ? 1 : -1,
    RescaleIntercept: '0',
    RescaleSlope: '1',
    RescaleType: 'US',
    PresentationLUTShape: inverse ? 'INVERSE' : 'IDENTITY',
    // LINEAR with this centre and width maps 0 to black and the greatest value to white, PS3.3 C.11.2.1.2.1.
    WindowCenter: String(2 ** (bitsStored - 1)),
    WindowWidth: String(2 ** bitsStored),
    PixelData: stored,
  };
}
