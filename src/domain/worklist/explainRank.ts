import { type Place, placeIndex, places } from '../kernel/priority';
import { isClosed, raisedPlace } from '../study/review/standingReview';
import type { StudyRecord } from '../study/studyRecord';
import { isBroughtBack } from '../study/studyRoute';
import { type ToldOf, tell } from '../words/told';
import type { RaisingFinding, RankWords } from '../words/vocabulary';
import { words } from '../words/words';
import { nextRise, placeNow, readBefore } from './readingOrder';
import { awaitsReview, type WorklistStudy, worklistStudyOf } from './worklist';
import type { RankView } from './worklistView';

const minute = 60_000;

interface Moment {
  readonly waitingCap: number;
  /** Milliseconds. */
  readonly now: number;
}

export type RankReason = ToldOf<RankWords>;

interface Explained {
  readonly rank?: number;
  readonly of: number;
  readonly reasons: readonly RankReason[];
}

/**
 * Explains a study's rank, in whole sentences.
 *
 * @param awaiting all studies awaiting review; this one may be included or not
 * @param showFindings false while model output must not be shown
 */
export function explainRank(
  study: StudyRecord,
  awaiting: readonly WorklistStudy[],
  moment: Moment,
  showFindings = true,
): RankView {
  const explained = reasonsOf(study, awaiting, moment, showFindings);
  return {
    ...explained,
    because: explained.reasons.map((reason) => tell(words.rank, reason) ?? reason.code),
  };
}

function reasonsOf(
  study: StudyRecord,
  awaiting: readonly WorklistStudy[],
  moment: Moment,
  showFindings: boolean,
): Explained {
  const line = worklistStudyOf(study);
  const others = awaiting.filter(({ studyId }) => studyId !== study.studyId);
  if (line.state === 'reviewed') {
    const code = isClosed(study) ? 'closed' : 'reviewed';
    return { of: others.length, reasons: [{ code, values: [] }] };
  }
  if (!awaitsReview(line))
    return { of: others.length, reasons: [{ code: line.route ?? 'kept', values: [] }] };
  const { waitingCap, now } = moment;
  const place = placeNow(line, waitingCap, now);
  const before = readBefore(line, others, waitingCap, now).map((one) => placeNow(one, waitingCap, now));
  return {
    rank: before.length + 1,
    of: others.length + 1,
    reasons: [
      ...(line.changedOutside
        ? [{ code: 'changedOutside', values: [] } as const]
        : placeReasons(study, showFindings)),
      ...(showFindings && isBroughtBack(study) ? [{ code: 'broughtBack', values: [] } as const] : []),
      ...reopenedReasons(study, line),
      capReason(line, place, moment),
      dueReason(line, now),
      beforeReason(place, before),
    ].filter((reason) => reason !== undefined),
  };
}

/** Why it awaits review again. */
function reopenedReasons({ version, reviews }: StudyRecord, line: WorklistStudy): RankReason[] {
  if (line.changedOutside) return [];
  const raised = raisedPlace(version, reviews);
  if (raised !== undefined) return [{ code: 'raisedLate', values: [raised] }];
  return line.state === 'reopened' ? [{ code: 'reopened', values: [] }] : [];
}

/** The place that order and findings give it. */
function placeReasons(study: StudyRecord, showFindings: boolean): RankReason[] {
  const { reasons } = study.decision;
  const unknown = reasons.find((reason) => reason.kind === 'baseline')?.unknownUrgency ?? [];
  const doubt = unknown.length === 0 ? [] : [{ code: 'unknownUrgency', values: [unknown] } as const];
  return [...whyPlaced(study, showFindings), ...(showFindings ? whyDueNearer(study) : []), ...doubt];
}

function whyDueNearer({ decision }: StudyRecord): RankReason[] {
  const nearer = decision.reasons.find((reason) => reason.kind === 'due-nearer');
  if (nearer === undefined) return [];
  return [
    {
      code: 'dueNearer',
      values: [said(nearer), nearer.dueMinutes * minute, nearer.otherwiseMinutes * minute],
    },
  ];
}

function whyPlaced({ decision }: StudyRecord, showFindings: boolean): RankReason[] {
  const { place, priority, reasons } = decision;
  const ordered = reasons.find((reason) => reason.kind === 'baseline')?.place ?? place;
  if (priority === 'unclassified') return [{ code: 'nobodyJudged', values: [ordered] }];
  if (!showFindings) return [{ code: 'findingsHidden', values: [ordered] }];
  if (place === ordered) return [{ code: 'asOrdered', values: [ordered] }];
  const [first, ...others] = raising(decision);
  if (first === undefined) return [{ code: 'raised', values: [place, ordered] }];
  return [
    { code: 'raisedBy', values: [said(first), place, others.length] },
    { code: 'neverLowered', values: [ordered] },
  ];
}

/** What is said of a finding, and no more. */
function said({ title, score, model }: RaisingFinding): RaisingFinding {
  return { title, score, model };
}

/** The findings behind its place, each once: several rules of a policy can name the same finding. */
function raising({ place, reasons }: StudyRecord['decision']) {
  const findings = reasons.filter((reason) => reason.kind === 'finding').filter((one) => one.place === place);
  return [...new Map(findings.map((one) => [`${one.imageId} ${one.label} ${one.model}`, one])).values()];
}

/** What waiting has done, or will do. */
function capReason(line: WorklistStudy, place: Place, { waitingCap, now }: Moment): RankReason | undefined {
  const cap = { times: waitingCap, given: givenTo(line) };
  if (place !== line.place) return { code: 'rose', values: [now - Date.parse(line.receivedAt), place, cap] };
  const rise = nextRise(line, waitingCap, now);
  const next = places[placeIndex(place) - 1];
  if (rise === undefined || next === undefined) return undefined;
  return { code: 'willRise', values: [rise - now, next, cap] };
}

/** Milliseconds from the first image to the due time. */
function givenTo({ dueAt, receivedAt }: WorklistStudy): number {
  return Date.parse(dueAt) - Date.parse(receivedAt);
}

function dueReason(line: WorklistStudy, now: number): RankReason {
  const left = Date.parse(line.dueAt) - now;
  const given = givenTo(line);
  return left >= 0 ? { code: 'due', values: [left, given] } : { code: 'overdue', values: [-left, given] };
}

function beforeReason(place: Place, before: readonly Place[]): RankReason {
  if (before.length === 0) return { code: 'first', values: [] };
  const count = (one: Place) => before.filter((other) => other === one).length;
  const higher = places
    .slice(0, placeIndex(place))
    .map((one) => [one, count(one)] as const)
    .filter(([, studies]) => studies > 0);
  return { code: 'before', values: [higher, [place, count(place)]] };
}
