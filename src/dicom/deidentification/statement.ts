import { type PlainElement, sequenceElement, textElement } from '../writing/plainElement';
import { profileName } from './rules';
import type { Context } from './values';

const patientIdentityRemoved = 0x00120062;
const deidentificationMethod = 0x00120063;
const deidentificationMethodCodes = 0x00120064;
const longitudinalTemporalInformation = 0x00280303;

/** What a de-identified data set states about itself, whatever the original stated there. */
export const statementTags: ReadonlySet<number> = new Set([
  patientIdentityRemoved,
  deidentificationMethod,
  deidentificationMethodCodes,
  longitudinalTemporalInformation,
]);

/** Context Group 7050, PS3.16. */
const methods = {
  basic: ['113100', 'Basic Application Confidentiality Profile'],
  shiftedDates: ['113107', 'Retain Longitudinal Temporal Information Modified Dates Option'],
  characteristics: ['113108', 'Retain Patient Characteristics Option'],
} as const;

function coded([value, meaning]: readonly [string, string]): PlainElement[] {
  return [
    textElement(0x00080100, 'SH', value),
    textElement(0x00080102, 'SH', 'DCM'),
    textElement(0x00080104, 'LO', meaning),
  ];
}

/** States that identity was removed, by which profile and options, PS3.15 E.1.1 and PS3.3 C.7.1.1. */
export function statementOf(context: Context): PlainElement[] {
  const shifted = context.shiftDays !== undefined;
  const used = [
    methods.basic,
    ...(shifted ? [methods.shiftedDates] : []),
    ...(context.keepCharacteristics ? [methods.characteristics] : []),
  ];
  return [
    textElement(patientIdentityRemoved, 'CS', 'YES'),
    textElement(deidentificationMethod, 'LO', `Imaging Triage, ${profileName}`),
    sequenceElement(deidentificationMethodCodes, used.map(coded)),
    textElement(longitudinalTemporalInformation, 'CS', shifted ? 'MODIFIED' : 'REMOVED'),
  ];
}
