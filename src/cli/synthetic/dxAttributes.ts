import {
  type PlainElement,
  sequenceElement,
  shortElement,
  textElement,
} from '../../dicom/writing/plainElement';

/** The attributes of a synthetic X-ray: tag and VR by keyword, PS3.6. */
const attributes = {
  SpecificCharacterSet: [0x00080005, 'CS'],
  ImageType: [0x00080008, 'CS'],
  SOPClassUID: [0x00080016, 'UI'],
  SOPInstanceUID: [0x00080018, 'UI'],
  StudyDate: [0x00080020, 'DA'],
  AcquisitionDate: [0x00080022, 'DA'],
  ContentDate: [0x00080023, 'DA'],
  StudyTime: [0x00080030, 'TM'],
  AcquisitionTime: [0x00080032, 'TM'],
  ContentTime: [0x00080033, 'TM'],
  AccessionNumber: [0x00080050, 'SH'],
  Modality: [0x00080060, 'CS'],
  PresentationIntentType: [0x00080068, 'CS'],
  Manufacturer: [0x00080070, 'LO'],
  InstitutionName: [0x00080080, 'LO'],
  ReferringPhysicianName: [0x00080090, 'PN'],
  CodeValue: [0x00080100, 'SH'],
  CodingSchemeDesignator: [0x00080102, 'SH'],
  CodeMeaning: [0x00080104, 'LO'],
  StudyDescription: [0x00081030, 'LO'],
  DerivationDescription: [0x00082111, 'ST'],
  AnatomicRegionSequence: [0x00082218, 'SQ'],
  PatientName: [0x00100010, 'PN'],
  PatientID: [0x00100020, 'LO'],
  PatientBirthDate: [0x00100030, 'DA'],
  PatientSex: [0x00100040, 'CS'],
  PatientAge: [0x00101010, 'AS'],
  BodyPartExamined: [0x00180015, 'CS'],
  ImagerPixelSpacing: [0x00181164, 'DS'],
  PositionerType: [0x00181508, 'CS'],
  ViewPosition: [0x00185101, 'CS'],
  DetectorType: [0x00187004, 'CS'],
  StudyInstanceUID: [0x0020000d, 'UI'],
  SeriesInstanceUID: [0x0020000e, 'UI'],
  StudyID: [0x00200010, 'SH'],
  SeriesNumber: [0x00200011, 'IS'],
  InstanceNumber: [0x00200013, 'IS'],
  PatientOrientation: [0x00200020, 'CS'],
  ImageLaterality: [0x00200062, 'CS'],
  SamplesPerPixel: [0x00280002, 'US'],
  PhotometricInterpretation: [0x00280004, 'CS'],
  Rows: [0x00280010, 'US'],
  Columns: [0x00280011, 'US'],
  BitsAllocated: [0x00280100, 'US'],
  BitsStored: [0x00280101, 'US'],
  HighBit: [0x00280102, 'US'],
  PixelRepresentation: [0x00280103, 'US'],
  BurnedInAnnotation: [0x00280301, 'CS'],
  PixelIntensityRelationship: [0x00281040, 'CS'],
  PixelIntensityRelationshipSign: [0x00281041, 'SS'],
  WindowCenter: [0x00281050, 'DS'],
  WindowWidth: [0x00281051, 'DS'],
  RescaleIntercept: [0x00281052, 'DS'],
  RescaleSlope: [0x00281053, 'DS'],
  RescaleType: [0x00281054, 'LO'],
  LossyImageCompression: [0x00282110, 'CS'],
  AcquisitionContextSequence: [0x00400555, 'SQ'],
  RequestedProcedurePriority: [0x00401003, 'SH'],
  ViewCodeSequence: [0x00540220, 'SQ'],
  PresentationLUTShape: [0x20500020, 'CS'],
  PixelData: [0x7fe00010, 'OW'],
} as const;

type ValueOf<Vr> = Vr extends 'US' | 'SS'
  ? number
  : Vr extends 'OW'
    ? Uint16Array
    : Vr extends 'SQ'
      ? readonly DxValues[]
      : string | readonly string[];

/**
 * Attributes by keyword. An array of texts is several values; an empty one is an attribute without a value.
 */
export type DxValues = {
  readonly [Keyword in keyof typeof attributes]?: ValueOf<(typeof attributes)[Keyword][1]>;
};

/** The attributes as elements, ready to be written. */
export function dxElements(values: DxValues): PlainElement[] {
  return (Object.keys(values) as (keyof DxValues)[]).flatMap((keyword) => {
    const [tag, vr] = attributes[keyword];
    const value = values[keyword];
    return value === undefined ? [] : elementOf(tag, vr, value);
  });
}

function elementOf(tag: number, vr: string, value: NonNullable<DxValues[keyof DxValues]>): PlainElement {
  if (typeof value === 'string') return textElement(tag, vr, value);
  if (typeof value === 'number') return shortElement(tag, vr === 'SS' ? 'SS' : 'US', [value]);
  if (ArrayBuffer.isView(value)) return shortElement(tag, 'OW', value);
  if (vr === 'SQ') return sequenceElement(tag, (value as readonly DxValues[]).map(dxElements));
  return textElement(tag, vr, value.join('\\'));
}
