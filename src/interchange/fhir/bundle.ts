import type { Priority } from '../../domain/kernel/priority';
import { editionOf } from '../../domain/outputs/occasion';
import { decisionCodes, priorityCodes } from '../dicom/concepts';
import { device } from '../dicom/device';
import { reportedFindings, unansweredIn } from '../findings';
import type { Report } from '../report';
import { standingOf } from '../review';
import { stableUid, stableUuid } from '../uids';
import { deviceEntries, softwareUrl } from './devices';
import { observationEntries, type ReportStatus } from './observations';
import { concept, type Entry, type Json, putByUid, type Resource } from './resource';
import { effectiveOf, imagingStudyOf, subjectOf } from './subject';

/** What the receiver knows already, and takes. */
export interface BundleOptions {
  /** Whether it was sent a final result of this study before: then this one amends it. */
  readonly wasFinal?: boolean;
  /** Provenance has no identifier, so it is written under an id of ours; not every server lets a client choose. */
  readonly withProvenance?: boolean;
}

/**
 * The result as one transaction of FHIR R4: report, observations, the models as devices, the review as a task. Every
 * resource is written over the one with its identifier, so that sending twice, and sending the next version, makes
 * one. https://hl7.org/fhir/R4/http.html#transaction
 */
export function resultBundle(report: Report, options: BundleOptions = {}): Resource {
  const status = statusOf(report, options.wasFinal ?? false);
  const observations = observationEntries(report, status);
  const entries = [
    ...deviceEntries(report),
    ...observations,
    diagnosticReport(report, status, observations),
    reviewTask(report),
    ...((options.withProvenance ?? true) ? [provenance(report)] : []),
  ];
  // Through JSON, so that what is undefined is left out.
  return JSON.parse(JSON.stringify({ resourceType: 'Bundle', type: 'transaction', entry: entries }));
}

function statusOf({ study }: Report, wasFinal: boolean): ReportStatus {
  if (wasFinal) return 'amended';
  return standingOf(study).isVerified ? 'final' : 'preliminary';
}

function reportUuid({ study }: Report): string {
  return stableUuid('diagnostic-report', study.studyId);
}

function diagnosticReport(report: Report, status: ReportStatus, observations: readonly Entry[]): Entry {
  const { study, site } = report;
  const { review } = standingOf(study);
  return putByUid(reportUuid(report), stableUid('diagnostic-report', study.studyId), {
    resourceType: 'DiagnosticReport',
    status,
    category: [
      {
        coding: [
          {
            system: 'http://terminology.hl7.org/CodeSystem/v2-0074',
            code: 'RAD',
            display: 'Radiology',
          },
        ],
      },
    ],
    code: concept({ scheme: 'LN', value: '18748-4', meaning: 'Diagnostic imaging study' }),
    subject: subjectOf(report),
    effectiveDateTime: effectiveOf(report),
    issued: review?.submittedAt ?? study.recordedAt,
    ...(site.organisation === undefined ? {} : { performer: [{ display: site.organisation }] }),
    ...(review === undefined ? {} : { resultsInterpreter: [{ display: review.signature.name }] }),
    result: observations.map(({ fullUrl }) => ({ reference: fullUrl })),
    imagingStudy: [imagingStudyOf(report)],
    conclusion: conclusionOf(report),
    conclusionCode: conclusionCodes(report),
  });
}

/** In words, for whoever reads only this. */
function conclusionOf(report: Report): string {
  const { priority, review } = standingOf(report.study);
  const findings = reportedFindings(report).flatMap(({ finding, presence }) =>
    presence === 'present' || presence === 'indeterminate'
      ? [`${finding.title}: ${presence}, ${(finding.score * 100).toFixed(0)} %.`]
      : [],
  );
  const missing = new Set(unansweredIn(report).map(({ instance }) => instance)).size;
  return [
    `Priority: ${priorityCodes[priority].meaning}.`,
    ...findings,
    ...(missing === 0
      ? []
      : [`Not analysed: ${missing} of ${report.instances.length} pictures. That does not mean normal.`]),
    ...(review === undefined
      ? ['Not reviewed yet.']
      : [`Reviewed: ${decisionCodes[review.decision].meaning}.`]),
    device.disclaimer,
  ].join(' ');
}

function conclusionCodes({ study }: Report): Json[] {
  const { priority, review } = standingOf(study);
  return [
    concept(priorityCodes[priority]),
    ...(review === undefined ? [] : [concept(decisionCodes[review.decision])]),
  ];
}

/** https://hl7.org/fhir/R4/valueset-request-priority.html; what was not analysed keeps its normal place. */
const taskPriorities = {
  stat: 'stat',
  urgent: 'urgent',
  routine: 'routine',
  unclassified: 'routine',
} as const satisfies Record<Priority, string>;

function reviewTask(report: Report): Entry {
  const { study, site } = report;
  const { priority, review } = standingOf(study);
  return putByUid(stableUuid('task', study.studyId), stableUid('task', study.studyId), {
    resourceType: 'Task',
    status: review === undefined ? 'requested' : 'completed',
    intent: 'order',
    priority: taskPriorities[priority],
    description: 'Review the study and its triage result.',
    focus: { reference: `urn:uuid:${reportUuid(report)}` },
    for: subjectOf(report),
    authoredOn: study.recordedAt,
    restriction: { period: { end: study.dueAt } },
    ...(site.link === undefined ? {} : { note: [{ text: site.link }] }),
  });
}

function provenance(report: Report): Entry {
  const { study } = report;
  const { review } = standingOf(study);
  const id = stableUuid('provenance', study.studyId, editionOf(study));
  const agent = (type: string, who: Json): Json => ({
    type: {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/provenance-participant-type', code: type }],
    },
    who,
  });
  return {
    fullUrl: `urn:uuid:${id}`,
    resource: {
      resourceType: 'Provenance',
      id,
      target: [{ reference: `urn:uuid:${reportUuid(report)}` }],
      recorded: review?.submittedAt ?? study.recordedAt,
      agent: [
        agent('assembler', { reference: softwareUrl(report) }),
        ...(review === undefined ? [] : [agent('verifier', { display: review.signature.name })]),
      ],
      entity: [{ role: 'source', what: imagingStudyOf(report) }],
    },
    request: { method: 'PUT', url: `Provenance/${id}` },
  };
}
