import type { Code } from '../../domain/kernel/identifiers/code';

/** The modalities of pictures, PS3.16 CID 29 "Acquisition Modality", with their meanings. */
const meanings: Readonly<Record<string, string>> = {
  BI: 'Biomagnetic Imaging',
  CR: 'Computed Radiography',
  CT: 'Computed Tomography',
  DG: 'Diaphanography',
  DX: 'Digital Radiography',
  ES: 'Endoscopy',
  GM: 'General Microscopy',
  IO: 'Intra-oral Radiography',
  IVOCT: 'Intravascular Optical Coherence Tomography',
  IVUS: 'Intravascular Ultrasound',
  LS: 'Laser Scan',
  MG: 'Mammography',
  MR: 'Magnetic Resonance',
  NM: 'Nuclear Medicine',
  OCT: 'Optical Coherence Tomography',
  OP: 'Ophthalmic Photography',
  OPT: 'Ophthalmic Tomography',
  PT: 'Positron emission tomography',
  PX: 'Panoramic X-Ray',
  RF: 'Radiofluoroscopy',
  RG: 'Radiographic imaging',
  RTIMAGE: 'RT Image',
  SM: 'Slide Microscopy',
  TG: 'Thermography',
  US: 'Ultrasound',
  XA: 'X-Ray Angiography',
  XC: 'External-camera Photography',
};

/** @returns `undefined` for a modality that is none of pictures, or that the standard does not have */
export function modalityCode(modality: string | undefined): Code | undefined {
  const meaning = Object.hasOwn(meanings, modality ?? '') ? meanings[modality as string] : undefined;
  return meaning === undefined ? undefined : { scheme: 'DCM', value: modality as string, meaning };
}
