import { notAnalysedWords } from '../../domain/words/words';
import { labelCode, ownScheme } from '../code';
import { concepts, decisionCodes, priorityCodes } from '../dicom/concepts';
import { device } from '../dicom/device';
import { type ReportedFinding, reportedFindings, type Unanswered, unansweredIn } from '../findings';
import type { Report } from '../report';
import { standingOf } from '../review';
import { type Component, type Field, hl7Time, message, segment } from './encode';
import { type Envelope, messageHeader } from './header';
import { orderFields, sexOf } from './order';
import { patientSegment } from './patient';

/** Tables 0085 and 0123: preliminary, final, or a correction of what was final. */
export type ResultStatus = 'P' | 'F' | 'C';

/** @param wasFinal whether the receiver was sent a final result of this study before */
export function resultStatus({ study }: Report, wasFinal: boolean): ResultStatus {
  if (wasFinal) return 'C';
  return standingOf(study).isVerified ? 'F' : 'P';
}

interface Observation {
  readonly type: 'CWE' | 'NM' | 'ST' | 'TX';
  readonly code: readonly Component[];
  /** The number of the picture in the reading order: tells findings on different pictures apart, OBX-4. */
  readonly subId?: string;
  readonly value: Field;
  readonly unit?: readonly Component[];
  readonly range?: string;
  readonly abnormal?: 'A';
  readonly status?: 'X';
}

/**
 * The result as an unsolicited observation message, ORU^R01^ORU_R01, v2.5.1 7.3.1: one OBX for each score, for each
 * thing that was not analysed, for the priority and the link.
 *
 * @param wasFinal whether the receiver was sent a final result of this study before: then it is corrected
 */
export function observationReport(report: Report, envelope: Envelope, wasFinal = false): string {
  const status = resultStatus(report, wasFinal);
  const observations = observationsOf(report);
  return message([
    messageHeader(['ORU', 'R01', 'ORU_R01'], { sendingFacility: report.site.organisation, ...envelope }),
    patientSegment(report.identity, sexOf(report)),
    segment('OBR', {
      1: '1',
      ...orderFields(report),
      22: hl7Time(standingOf(report.study).review?.submittedAt ?? report.study.recordedAt),
      25: status,
    }),
    ...observations.map((one, index) => observationSegment(one, index + 1, status)),
    segment('NTE', { 1: '1', 3: device.disclaimer }),
  ]);
}

function observationSegment(one: Observation, number: number, status: ResultStatus): string {
  return segment('OBX', {
    1: String(number),
    2: one.type,
    3: one.code,
    4: one.subId,
    5: one.value,
    6: one.unit,
    7: one.range,
    8: one.abnormal,
    11: one.status ?? status,
  });
}

function coded({ value, meaning, scheme }: { value: string; meaning: string; scheme: string }): Component[] {
  return [value, meaning, scheme];
}

function observationsOf(report: Report): Observation[] {
  const { priority, review } = standingOf(report.study);
  const { link } = report.site;
  const { studyInstanceUid } = report.identity;
  return [
    { type: 'ST', code: ['113014', 'DICOM Study', 'DCM'], value: studyInstanceUid },
    { type: 'CWE', code: coded(concepts.priority), value: coded(priorityCodes[priority]) },
    ...reportedFindings(report).flatMap((finding) => findingObservations(report, finding)),
    ...unansweredIn(report).map((one) => unanswered(report, one)),
    ...(review === undefined
      ? []
      : [
          {
            type: 'CWE' as const,
            code: coded(concepts.reviewDecision),
            value: coded(decisionCodes[review.decision]),
          },
        ]),
    ...(link === undefined
      ? []
      : [{ type: 'TX' as const, code: ['link', 'Study page', ownScheme], value: link }]),
  ];
}

/** The presence, and the score with its operating point. Absent is not marked as normal: it is one label's answer. */
function findingObservations(report: Report, reported: ReportedFinding): Observation[] {
  const { finding, presence } = reported;
  const code = coded(labelCode(finding));
  const subId = pictureNumber(report, reported);
  const score: Observation = {
    type: 'NM',
    code,
    subId,
    value: (finding.score * 100).toFixed(2),
    unit: coded(concepts.percent),
    ...(finding.threshold === undefined ? {} : { range: `<${(finding.threshold * 100).toFixed(2)}` }),
    ...(presence === 'present' ? { abnormal: 'A' as const } : {}),
  };
  if (presence === undefined) return [score];
  return [{ type: 'CWE', code, subId, value: coded(concepts[presence]) }, score];
}

/** Status X: no result could be had. It is never to be read as normal. */
function unanswered(report: Report, one: Unanswered): Observation {
  return {
    type: 'TX',
    code: coded(concepts.analyses),
    subId: pictureNumber(report, one),
    value: notAnalysedWords(one.reason),
    status: 'X',
  };
}

function pictureNumber({ instances }: Report, { instance }: Pick<Unanswered, 'instance'>): string {
  return String(instances.indexOf(instance) + 1);
}
