import type { Place } from '../../domain/kernel/priority';
import type { Analysis } from '../../domain/models/analysis';
import { doubtsOf } from '../../domain/models/analysisNotes';
import { findingsOf, stanceOf } from '../../domain/models/findings';
import type { ImageRecord } from '../../domain/study/images/imageRecord';
import { isChangedOutside } from '../../domain/study/review/changedOutside';
import { effectivePriority, type StudyRecord } from '../../domain/study/studyRecord';
import { alertsOf } from '../../domain/study/view/studyAlerts';
import { phrases, words } from '../language/language';
import { refusalWords } from '../terminal/refusalWords';
import { describeExport } from './describeExport';
import type { FileResult } from './fileResult';

/** Why a file is ranked where it is, and what makes its scores doubtful, in a few sentences. */
export function explain(result: FileResult): string {
  if (result.outcome.outcome === 'unpacked') return describeExport(result.outcome);
  if (result.outcome.outcome === 'index') return words.exportContents.index;
  if ('refusal' in result) return refusalWords(result.outcome.reason, result.refusal?.detail);
  if (!('image' in result)) return '';
  if (isChangedOutside(result.study))
    return [words.changedOutside.title, words.changedOutside.whatToDo].join(words.sentenceSpace);
  const { unknownUrgency } = result.image;
  const urgency = unknownUrgency === undefined ? [] : [words.rank.unknownUrgency(unknownUrgency)];
  return [
    ...toldFirst(result),
    placeWords(result),
    ...urgency,
    ...doubtsOf(result.image.analyses).map((code) => phrases.noteWords(code)),
  ].join(words.sentenceSpace);
}

/** What nobody may miss: what is wrong with the study, and whether this image is read at all. */
function toldFirst({ outcome, study }: Extract<FileResult, { image: unknown }>): string[] {
  const { aside } = study.setAside.find(({ imageId }) => imageId === outcome.imageId) ?? {};
  return [
    ...(aside === undefined ? [] : [words.setAside(aside)]),
    ...alertsOf(study).map(({ code, images }) => words.studyAlerts[code].line(images)),
  ];
}

interface Placed {
  readonly outcome: Pick<
    Extract<FileResult, { image: unknown }>['outcome'],
    'outcome' | 'reason' | 'imageId'
  >;
  readonly image: Pick<ImageRecord, 'analyses'>;
  readonly study: StudyRecord;
}

/** Why an image's study has its place, in a few sentences. */
export function placeWords({ outcome, study, image }: Placed): string {
  const { why } = words;
  const place = effectivePriority(study).place;
  if (outcome.outcome === 'not-analysed') {
    const gate = gateOf(image.analyses);
    return [
      ...(outcome.reason === undefined ? [] : [phrases.notAnalysedAdvice(outcome.reason)]),
      ...(gate === undefined ? [] : [why.looksLike(gate.title)]),
      why.keepsPlace(place),
    ].join(words.sentenceSpace);
  }
  if (study.decision.place !== place) return why.byReviewer(place);
  return [whyPlaced(place, { outcome, study, image }), ...whyDueNearer(study)].join(words.sentenceSpace);
}

function whyDueNearer({ decision }: StudyRecord): string[] {
  const nearer = decision.reasons.find((reason) => reason.kind === 'due-nearer');
  if (nearer === undefined) return [];
  const { title, score, dueMinutes, otherwiseMinutes } = nearer;
  return [words.why.dueNearer(title, score, dueMinutes * 60_000, otherwiseMinutes * 60_000)];
}

function whyPlaced(place: Place, { outcome, study, image }: Placed): string {
  const { why } = words;
  const { reasons } = study.decision;
  if (reasons.some((reason) => reason.kind === 'baseline' && reason.place === place))
    return place === 'routine' ? why.nothingRaises : why.ordered(place);
  const raising = reasons.filter((reason) => reason.kind === 'finding');
  for (const { title, label, score, place: to, imageId } of raising) {
    if (to !== place || imageId !== outcome.imageId) continue;
    const finding = findingsOf(image.analyses).find((one) => one.label === label && one.score === score);
    return why.raisedBy(title, score, finding ? stanceOf(finding) : 'above', place);
  }
  return why.byOtherImage(place);
}

/** What the gate took the picture for when it rejected it. */
function gateOf(analyses: readonly Analysis[]): Analysis['gate'] {
  return analyses.find((analysis) => analysis.outcome === 'abstained' && analysis.gate)?.gate;
}
