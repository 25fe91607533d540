import { notAnalysedWords } from '../../domain/words/words';
import { labelCode } from '../code';
import { concepts } from '../dicom/concepts';
import { type ReportedFinding, reportedFindings, type Unanswered, unansweredIn } from '../findings';
import type { Report, ReportedInstance } from '../report';
import { findingUid, stableUid, stableUuid } from '../uids';
import { modelUrl, softwareUrl } from './devices';
import { concept, type Entry, type Json, putByUid, systemOf } from './resource';
import { effectiveOf, imagingStudyOf, subjectOf } from './subject';

export type ReportStatus = 'preliminary' | 'final' | 'amended';

/** One Observation for each finding, and one for each thing that was not analysed: that is never normal. */
export function observationEntries(report: Report, status: ReportStatus): Entry[] {
  return [
    ...reportedFindings(report).map((finding) => findingEntry(report, finding, status)),
    ...unansweredIn(report).map((one) => unansweredEntry(report, one, status)),
  ];
}

function common(report: Report, instance: ReportedInstance, status: ReportStatus) {
  return {
    resourceType: 'Observation',
    status,
    subject: subjectOf(report),
    effectiveDateTime: effectiveOf(report),
    derivedFrom: [{ ...(imagingStudyOf(report) as object), display: `picture ${instance.sopInstanceUid}` }],
  };
}

function findingEntry(report: Report, reported: ReportedFinding, status: ReportStatus): Entry {
  const { finding, model, presence, instance } = reported;
  const uid = findingUid(report.study.studyId, instance.sopInstanceUid, model, finding.label);
  const code = labelCode(finding);
  return putByUid(stableUuid('observation', uid), uid, {
    ...common(report, instance, status),
    code: concept(code),
    device: { reference: modelUrl(model) },
    ...(presence === undefined ? {} : { valueCodeableConcept: concept(concepts[presence]) }),
    component: [
      {
        code: concept(concepts.certainty),
        valueQuantity: percent(finding.score),
        ...(finding.threshold === undefined
          ? {}
          : { referenceRange: [{ high: percent(finding.threshold), text: 'operating point' }] }),
      },
    ],
  });
}

function percent(probability: number): Json {
  return {
    value: Number((probability * 100).toFixed(2)),
    unit: '%',
    system: systemOf('UCUM'),
    code: '%',
  };
}

function unansweredEntry(
  report: Report,
  { instance, model, reason }: Unanswered,
  status: ReportStatus,
): Entry {
  const parts = ['unanswered', report.study.studyId, instance.sopInstanceUid, model?.sha256 ?? ''] as const;
  const code = reason === 'analysis-failed' ? 'error' : 'not-performed';
  return putByUid(stableUuid(...parts), stableUid(...parts), {
    ...common(report, instance, status),
    code: concept(concepts.analyses),
    device: { reference: model === undefined ? softwareUrl(report) : modelUrl(model) },
    dataAbsentReason: {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/data-absent-reason', code }],
      text: notAnalysedWords(reason),
    },
  });
}
