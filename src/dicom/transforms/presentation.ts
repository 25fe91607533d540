import { readCode, readStrings } from '../attributes';
import type { DataSet } from '../parsing/dataSet';
import { tags } from '../tags';

/** Digital X-ray, mammography and intra-oral images *for processing*, PS3.4 B.5. */
const forProcessing = new Set([
  '1.2.840.10008.5.1.4.1.1.1.1.1',
  '1.2.840.10008.5.1.4.1.1.1.2.1',
  '1.2.840.10008.5.1.4.1.1.1.3.1',
]);

/**
 * X-ray angiography and radiofluoroscopy, the retired biplane class and the enhanced ones too. Their modality
 * transform leads back to the X-ray intensity and is not for display, PS3.3 C.8.7.1.1.2 and PS3.17 FFF.2.3.1.3.4.
 */
const withIntensityTransform = new Set([
  '1.2.840.10008.5.1.4.1.1.12.1',
  '1.2.840.10008.5.1.4.1.1.12.1.1',
  '1.2.840.10008.5.1.4.1.1.12.2',
  '1.2.840.10008.5.1.4.1.1.12.2.1',
  '1.2.840.10008.5.1.4.1.1.12.3',
]);

/** Whether an object's modality look-up table or rescale is part of how its pixels are displayed. */
export function isModalityForDisplay(sopClass: string | undefined): boolean {
  return !withIntensityTransform.has(sopClass ?? '');
}

/** Presentation Intent Type (0008,0068), or what the SOP class implies; `undefined` if neither says. */
export function readPresentationIntent(
  dataSet: DataSet,
  sopClass: string | undefined,
): 'FOR PRESENTATION' | 'FOR PROCESSING' | undefined {
  const intent = readCode(dataSet, tags.presentationIntentType);
  if (intent === 'FOR PROCESSING' || forProcessing.has(sopClass ?? '')) return 'FOR PROCESSING';
  return intent === 'FOR PRESENTATION' ? intent : undefined;
}

/** Whether Image Type (0008,0008) marks a localizer, in the standard's term or a vendor's. */
export function readLocalizer(dataSet: DataSet): true | undefined {
  const words = new Set(['LOCALIZER', 'SCOUT', 'TOPOGRAM', 'SURVIEW', 'SCANOGRAM']);
  const values = readStrings(dataSet, tags.imageType).map((value) => value.toUpperCase());
  return values.some((value) => words.has(value)) ? true : undefined;
}

/**
 * Patient Orientation (0020,0020), PS3.3 C.7.6.1.1.1: the patient directions of rows and columns, as letters
 * out of L R A P H F, the main direction first; `undefined` if it is absent or anything else.
 */
export function readOrientation(dataSet: DataSet): [string, string] | undefined {
  const [row = '', column = '', ...more] = readStrings(dataSet, tags.patientOrientation);
  const letters = /^[LRAPHF]{1,3}$/;
  return more.length === 0 && letters.test(row) && letters.test(column) ? [row, column] : undefined;
}
