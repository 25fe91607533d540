import { tags } from '../../dicom/tags';
import { encodePart10 } from '../../dicom/writing/encodePart10';
import { type PlainElement, sequenceElement } from '../../dicom/writing/plainElement';
import { editionOf } from '../../domain/outputs/occasion';
import { ownScheme } from '../code';
import type { Report, ReportedInstance } from '../report';
import { standingOf } from '../review';
import { stableUid } from '../uids';
import { concepts } from './concepts';
import { codeElement, contentOf, personName } from './contentItem';
import { device } from './device';
import { dicomTime, emptyElement, needsCharacterSet, textOf } from './elements';
import { measurementReport } from './measurementReport';
import { copiedPatientStudy, unicodePatientStudy } from './patientStudy';
import { srTags } from './srTags';

/** Comprehensive 3D SR Storage, PS3.3 A.35.13: what IHE's AI Results profile has its reports written in. */
export const structuredReportClass = '1.2.840.10008.5.1.4.1.1.88.34';
export const explicitLittleEndian = '1.2.840.10008.1.2.1';

/** A DICOM file and what names it. */
export interface DicomOutput {
  readonly sopClass: string;
  readonly sopInstanceUid: string;
  readonly seriesInstanceUid: string;
  readonly file: Uint8Array;
}

/**
 * The result as a DICOM structured report by TID 1500, in the study that it is about. It is preliminary and
 * unverified until a clinician reviewed it, then final and verified by their name.
 *
 * @throws UndecodableHeaderError
 */
export function structuredReport(report: Report): DicomOutput {
  const { study, header } = report;
  const sopInstanceUid = stableUid('sr', study.studyId, editionOf(study));
  const seriesInstanceUid = stableUid('sr-series', study.studyId);
  const own = [
    ...series(seriesInstanceUid, report),
    ...documentModule(sopInstanceUid, report),
    textOf(srTags.valueType, 'CS', 'CONTAINER'),
    codeElement(tags.conceptNameCodeSequence, concepts.report),
    textOf(srTags.continuityOfContent, 'CS', 'SEPARATE'),
    sequenceElement(srTags.contentTemplate, [
      [textOf(srTags.mappingResource, 'CS', 'DCMR'), textOf(srTags.templateIdentifier, 'CS', '1500')],
    ]),
    ...contentOf(measurementReport(report)),
  ];
  const patient = needsCharacterSet(own) ? unicodePatientStudy(header) : copiedPatientStudy(header);
  const file = encodePart10([...patient, ...own], {
    transferSyntax: explicitLittleEndian,
    sopClass: structuredReportClass,
    sopInstance: sopInstanceUid,
  });
  return { sopClass: structuredReportClass, sopInstanceUid, seriesInstanceUid, file };
}

/** SR Document Series, General and Enhanced General Equipment: PS3.3 C.17.1, C.7.5.1, C.7.5.2. */
function series(seriesInstanceUid: string, { site }: Report): PlainElement[] {
  return [
    textOf(tags.modality, 'CS', 'SR'),
    textOf(tags.seriesInstanceUid, 'UI', seriesInstanceUid),
    textOf(tags.seriesNumber, 'IS', '9001'),
    textOf(srTags.seriesDescription, 'LO', 'Imaging Triage: result'),
    emptyElement(srTags.performedProcedureStep, 'SQ'),
    textOf(srTags.manufacturer, 'LO', device.manufacturer),
    textOf(srTags.manufacturerModelName, 'LO', device.name),
    textOf(srTags.deviceSerialNumber, 'LO', device.uid(site.release).slice(-32)),
    textOf(srTags.softwareVersions, 'LO', site.release),
  ];
}

/** SR Document General and SOP Common, PS3.3 C.17.2 and C.12.1. */
function documentModule(sopInstanceUid: string, report: Report): PlainElement[] {
  const { study, instances, replaces } = report;
  const { review, isVerified } = standingOf(study);
  const { date, time } = dicomTime(review?.submittedAt ?? study.recordedAt);
  return [
    textOf(tags.sopClassUid, 'UI', structuredReportClass),
    textOf(tags.sopInstanceUid, 'UI', sopInstanceUid),
    textOf(srTags.instanceCreationDate, 'DA', date),
    textOf(srTags.instanceCreationTime, 'TM', time),
    sequenceElement(srTags.codingSchemeIdentification, [
      [
        textOf(tags.codingSchemeDesignator, 'SH', ownScheme),
        textOf(srTags.codingSchemeName, 'ST', 'Codes of the Imaging Triage project'),
      ],
    ]),
    textOf(tags.instanceNumber, 'IS', String(study.version)),
    textOf(tags.contentDate, 'DA', date),
    textOf(tags.contentTime, 'TM', time),
    textOf(srTags.preliminaryFlag, 'CS', isVerified ? 'FINAL' : 'PRELIMINARY'),
    textOf(srTags.completionFlag, 'CS', 'COMPLETE'),
    textOf(srTags.verificationFlag, 'CS', isVerified ? 'VERIFIED' : 'UNVERIFIED'),
    ...(isVerified ? [verifyingObserver(report)] : []),
    emptyElement(srTags.performedProcedureCode, 'SQ'),
    evidence(tags.currentRequestedProcedureEvidence, report, instances),
    ...(replaces === undefined
      ? []
      : [evidence(srTags.predecessorDocuments, report, [{ ...replaces, sopClass: structuredReportClass }])]),
  ];
}

function verifyingObserver({ study, site }: Report): PlainElement {
  const { review } = standingOf(study);
  return sequenceElement(srTags.verifyingObserver, [
    [
      textOf(srTags.verifyingOrganisation, 'LO', site.organisation ?? 'Not stated'),
      textOf(srTags.verificationDateTime, 'DT', dicomTime(review?.submittedAt ?? study.recordedAt).dateTime),
      textOf(srTags.verifyingObserverName, 'PN', personName(review?.signature.name ?? '')),
      emptyElement(srTags.verifyingObserverCode, 'SQ'),
    ],
  ]);
}

type Named = Pick<ReportedInstance, 'sopClass' | 'sopInstanceUid' | 'seriesInstanceUid'>;

/** Hierarchical SOP Instance Reference Macro, PS3.3 C.17.2.1: the one study, its series, their instances. */
function evidence(tag: number, { identity }: Report, instances: readonly Named[]): PlainElement {
  const bySeries = Map.groupBy(instances, ({ seriesInstanceUid }) => seriesInstanceUid);
  const items = [...bySeries].map(([uid, members]) => [
    textOf(tags.seriesInstanceUid, 'UI', uid),
    sequenceElement(
      tags.referencedSopSequence,
      members.map(({ sopClass, sopInstanceUid }) => [
        textOf(srTags.referencedSopClassUid, 'UI', sopClass),
        textOf(tags.referencedSopInstanceUid, 'UI', sopInstanceUid),
      ]),
    ),
  ]);
  return sequenceElement(tag, [
    [
      textOf(tags.studyInstanceUid, 'UI', identity.studyInstanceUid ?? ''),
      sequenceElement(tags.referencedSeriesSequence, items),
    ],
  ]);
}
