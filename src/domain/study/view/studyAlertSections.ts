import type { Section } from '../../reasons/sections';
import type { StudyAlertCode } from './studyAlerts';

/** Sections of the standard that an alert about a study rests on. */
export const studyAlertSections: Readonly<Record<StudyAlertCode, readonly Section[]>> = {
  'different-patients': ['PS3.3 C.7.1.1', 'PS3.5 6.2.1'],
  'images-rejected': ['PS3.3 C.17.6.2', 'PS3.16 CID 7010'],
  'images-superseded': ['PS3.5 9.1', 'PS3.3 C.12.1'],
};
