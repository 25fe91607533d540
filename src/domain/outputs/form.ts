/**
 * What a result can be sent as: a DICOM structured report, secondary captures, an HL7 result (ORU^R01), an update of
 * the order's priority (ORM^O01 or OMI^O23), a transaction of FHIR R4.
 */
export const outputForms = ['sr', 'sc', 'oru', 'orm', 'omi', 'fhir'] as const;
export type OutputForm = (typeof outputForms)[number];

/** Those that are DICOM objects, and those that are HL7 messages. */
export const dicomForms = ['sr', 'sc'] as const satisfies readonly OutputForm[];
export const hl7Forms = ['oru', 'orm', 'omi'] as const satisfies readonly OutputForm[];

export type MediaType = 'application/dicom' | 'application/hl7-v2' | 'application/fhir+json';

export function mediaTypeOf(form: OutputForm): MediaType {
  if (form === 'fhir') return 'application/fhir+json';
  return form === 'sr' || form === 'sc' ? 'application/dicom' : 'application/hl7-v2';
}
