import type { Code } from '../../domain/kernel/identifiers/code';
import type { ModelRef } from '../../domain/models/analysis';
import { notAnalysedWords } from '../../domain/words/words';
import { labelCode } from '../code';
import { type ReportedFinding, reportedFindings, type Unanswered, unansweredIn } from '../findings';
import type { Report, ReportedInstance } from '../report';
import { standingOf } from '../review';
import { findingUid } from '../uids';
import { concepts, decisionCodes, priorityCodes } from './concepts';
import {
  type ContentItem,
  codeItem,
  container,
  imageItem,
  nameItem,
  numberItem,
  textItem,
  uidItem,
} from './contentItem';
import { device } from './device';
import { modalityCode } from './modalities';

/** The content of the report: the rows of TID 1500 "Measurement Report", PS3.16 annex A. */
export function measurementReport(report: Report): ContentItem[] {
  const groups = reportedFindings(report).map((finding) => measurementGroup(report, finding));
  return [
    codeItem('HAS CONCEPT MOD', concepts.language, concepts.english),
    ...observers(report),
    codeItem('HAS CONCEPT MOD', concepts.procedureReported, concepts.imagingProcedure),
    imageLibrary(report.instances),
    ...(groups.length === 0 ? [] : [container(concepts.measurements, groups)]),
    container(concepts.evaluations, evaluations(report)),
  ];
}

/** TID 1002 "Observer Context": the software, and the clinician who reviewed it. */
function observers({ study, site }: Report): ContentItem[] {
  const { review } = standingOf(study);
  const ofDevice = [
    codeItem('HAS OBS CONTEXT', concepts.observerType, concepts.device),
    uidItem('HAS OBS CONTEXT', concepts.deviceUid, device.uid(site.release)),
    textItem('HAS OBS CONTEXT', concepts.deviceName, device.name),
    textItem('HAS OBS CONTEXT', concepts.deviceManufacturer, device.manufacturer),
    textItem('HAS OBS CONTEXT', concepts.deviceModel, device.name),
    textItem('HAS OBS CONTEXT', concepts.deviceSerial, site.release),
  ];
  if (review === undefined) return ofDevice;
  const { organisation } = site;
  return [
    ...ofDevice,
    codeItem('HAS OBS CONTEXT', concepts.observerType, concepts.person),
    nameItem('HAS OBS CONTEXT', concepts.personName, review.signature.name),
    ...(organisation === undefined
      ? []
      : [textItem('HAS OBS CONTEXT', concepts.personOrganisation, organisation)]),
  ];
}

/** TID 1600 "Image Library": every picture that is read, in the reading order. */
function imageLibrary(instances: readonly ReportedInstance[]): ContentItem {
  const images = instances.map((instance) => {
    const code = modalityCode(instance.image.modality);
    const described = code === undefined ? [] : [codeItem('HAS ACQ CONTEXT', concepts.modality, code)];
    return imageItem('CONTAINS', undefined, instance, described);
  });
  return container(concepts.imageLibrary, [container(concepts.imageLibraryGroup, images)]);
}

/** TID 1501 "Measurement and Qualitative Evaluation Group": what one model says of one finding on one picture. */
function measurementGroup(report: Report, reported: ReportedFinding): ContentItem {
  const { instance, model, finding, presence } = reported;
  const { studyId } = report.study;
  const tracking = `${model.id} ${model.version}: ${finding.title}`;
  const code = labelCode(finding);
  const source = imageItem('INFERRED FROM', concepts.source, instance);
  return container(concepts.measurementGroup, [
    textItem('HAS OBS CONTEXT', concepts.trackingId, tracking),
    uidItem(
      'HAS OBS CONTEXT',
      concepts.trackingUid,
      findingUid(studyId, instance.sopInstanceUid, model, finding.label),
    ),
    ...algorithm(model, parametersOf(reported)),
    codeItem('CONTAINS', concepts.finding, code),
    ...(presence === undefined
      ? []
      : [codeItem('CONTAINS', concepts.presence, concepts[presence], [source])]),
    numberItem(concepts.certainty, percentOf(finding.score), concepts.percent, [source]),
  ]);
}

/** TID 4019 "Algorithm Identification". */
function algorithm({ id, version }: ModelRef, parameters?: string): ContentItem[] {
  return [
    textItem('HAS CONCEPT MOD', concepts.algorithmName, id),
    textItem('HAS CONCEPT MOD', concepts.algorithmVersion, version),
    ...(parameters === undefined
      ? []
      : [textItem('HAS CONCEPT MOD', concepts.algorithmParameters, parameters)]),
  ];
}

function parametersOf({ finding: { threshold, band } }: ReportedFinding): string | undefined {
  if (threshold === undefined) return undefined;
  const point = `operating point ${percentOf(threshold)} %`;
  if (band === undefined) return point;
  return `${point}; indeterminate from ${percentOf(band[0])} to ${percentOf(band[1])} %`;
}

/** A probability in per cent, to a hundredth. */
function percentOf(probability: number): string {
  return (probability * 100).toFixed(2);
}

/** Row 12: the priority, what was not analysed, and the reader's decision. */
function evaluations(report: Report): ContentItem[] {
  const { priority, review } = standingOf(report.study);
  return [
    codeItem('CONTAINS', concepts.priority, priorityCodes[priority]),
    ...unansweredIn(report).map(notAnalysed),
    ...(review === undefined
      ? []
      : [
          codeItem('CONTAINS', concepts.reviewDecision, decisionCodes[review.decision]),
          ...(review.comment === undefined ? [] : [textItem('CONTAINS', concepts.comment, review.comment)]),
        ]),
    textItem('CONTAINS', concepts.comment, device.disclaimer),
  ];
}

/** Not analysed is never normal: it is said of each picture, with the reason. */
function notAnalysed({ instance, model, reason }: Unanswered): ContentItem {
  const result: Code = reason === 'analysis-failed' ? concepts.failed : concepts.notAttempted;
  return codeItem('CONTAINS', concepts.analyses, result, [
    ...(model === undefined ? [] : algorithm(model)),
    textItem('HAS PROPERTIES', concepts.comment, notAnalysedWords(reason)),
    imageItem('INFERRED FROM', concepts.source, instance),
  ]);
}
