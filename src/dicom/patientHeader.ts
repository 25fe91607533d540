import type { HeaderElement, PatientHeader } from '../domain/image/patientHeader';
import { longestText } from './identity';
import type { DataSet } from './parsing/dataSet';
import { tags } from './tags';

/**
 * The elements of the Patient and General Study modules, PS3.3 C.7.1.1 and C.7.2.1, that every object of a study
 * repeats, with the character sets that their texts need. All are texts, so their bytes are the same in every
 * transfer syntax.
 */
export const patientHeaderTags: ReadonlyMap<number, string> = new Map([
  [tags.specificCharacterSet, 'CS'],
  [tags.studyDate, 'DA'],
  [tags.studyTime, 'TM'],
  [tags.accessionNumber, 'SH'],
  [tags.referringPhysicianName, 'PN'],
  [tags.timezoneOffset, 'SH'],
  [tags.studyDescription, 'LO'],
  [tags.patientName, 'PN'],
  [tags.patientId, 'LO'],
  [tags.issuerOfPatientId, 'LO'],
  [tags.patientBirthDate, 'DA'],
  [tags.patientSex, 'CS'],
  [tags.studyInstanceUid, 'UI'],
  [tags.studyId, 'SH'],
]);

/** Copies the header of the patient and the study. What is absent or empty in the file is left out. */
export function readPatientHeader(dataSet: DataSet): PatientHeader {
  return [...patientHeaderTags].flatMap(([tag, vr]): HeaderElement[] => {
    const element = dataSet.get(tag);
    if (element === undefined || element.length === 0 || element.length > longestText) return [];
    const value = Buffer.from(dataSet.value(element)).toString('base64');
    return [{ tag: tag.toString(16).toUpperCase().padStart(8, '0'), vr, value }];
  });
}
