import type { Code } from '../../domain/kernel/identifiers/code';
import { ownScheme } from '../code';

const dcm = (value: string, meaning: string): Code => ({ scheme: 'DCM', value, meaning });
const sct = (value: string, meaning: string): Code => ({ scheme: 'SCT', value, meaning });
const own = (value: string, meaning: string): Code => ({ scheme: ownScheme, value, meaning });

/** The concepts of our reports, PS3.16 annexes A, B and D. The names of ours begin with the scheme's own prefix. */
export const concepts = {
  report: dcm('126000', 'Imaging Measurement Report'),
  language: dcm('121049', 'Language of Content Item and Descendants'),
  english: { scheme: 'RFC5646', value: 'en-US', meaning: 'English (United States)' },
  observerType: dcm('121005', 'Observer Type'),
  person: dcm('121006', 'Person'),
  device: dcm('121007', 'Device'),
  personName: dcm('121008', 'Person Observer Name'),
  personOrganisation: dcm('121009', "Person Observer's Organization Name"),
  deviceUid: dcm('121012', 'Device Observer UID'),
  deviceName: dcm('121013', 'Device Observer Name'),
  deviceManufacturer: dcm('121014', 'Device Observer Manufacturer'),
  deviceModel: dcm('121015', 'Device Observer Model Name'),
  deviceSerial: dcm('121016', 'Device Observer Serial Number'),
  procedureReported: dcm('121058', 'Procedure reported'),
  imagingProcedure: sct('363679005', 'Imaging procedure'),
  imageLibrary: dcm('111028', 'Image Library'),
  imageLibraryGroup: dcm('126200', 'Image Library Group'),
  modality: dcm('121139', 'Modality'),
  measurements: dcm('126010', 'Imaging Measurements'),
  measurementGroup: dcm('125007', 'Measurement Group'),
  trackingId: dcm('112039', 'Tracking Identifier'),
  trackingUid: dcm('112040', 'Tracking Unique Identifier'),
  finding: dcm('121071', 'Finding'),
  algorithmName: dcm('111001', 'Algorithm Name'),
  algorithmVersion: dcm('111003', 'Algorithm Version'),
  algorithmParameters: dcm('111002', 'Algorithm Parameters'),
  certainty: dcm('111012', 'Certainty of Finding'),
  percent: { scheme: 'UCUM', value: '%', meaning: 'Percent' },
  source: dcm('121112', 'Source of Measurement'),
  presence: dcm('121052', 'Presence of property'),
  present: sct('52101004', 'Present'),
  absent: sct('272519000', 'Absent'),
  indeterminate: sct('82334004', 'Indeterminate'),
  evaluations: { scheme: 'UMLS', value: 'C0034375', meaning: 'Qualitative Evaluations' },
  analyses: dcm('111065', 'Summary of Analyses'),
  notAttempted: dcm('111225', 'Not Attempted'),
  failed: dcm('111224', 'Failed'),
  comment: dcm('121106', 'Comment'),
  priority: sct('260870009', 'Priority (attribute)'),
  resampled: dcm('113085', 'Spatial resampling'),
  processingSource: dcm('121322', 'Source image for image processing operation'),
  reviewDecision: own('review-decision', "Reader's decision"),
} as const satisfies Record<string, Code>;

/** Places in the reading order. */
export const priorityCodes = {
  stat: own('stat', 'Stat'),
  urgent: own('urgent', 'Urgent'),
  routine: own('routine', 'Routine'),
  unclassified: own('unclassified', 'Not classified: not analysed'),
} as const satisfies Record<string, Code>;

export const decisionCodes = {
  accept: own('accept', 'Agrees with the priority'),
  override: own('override', 'Puts the study at another priority'),
  'cannot-assess': own('cannot-assess', 'Cannot assess the study'),
} as const satisfies Record<string, Code>;
