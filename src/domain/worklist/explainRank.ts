import { type Place, placeIndex, places } from '../kernel/priority';
import { raisedPlace } from '../study/review';
import type { StudyRecord } from '../study/studyRecord';
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
  const line = worklistStudyOf(study);
  const others = awaiting.filter(({ studyId }) => studyId !== study.studyId);
  if (line.state === 'reviewed') return { of: others.length, because: [words.rank.reviewed] };
  if (!awaitsReview(line)) return { of: others.length, because: [words.routes[line.route ?? 'kept']] };
  const { waitingCap, now } = moment;
  const place = placeNow(line, waitingCap, now);
  const before = readBefore(line, others, waitingCap, now).map((one) => placeNow(one, waitingCap, now));
  return {
    rank: before.length + 1,
    of: others.length + 1,
    because: [
      ...(line.changedOutside ? [words.changedOutside.rank] : placeWords(study, showFindings)),
      ...reopenedWords(study, line),
      capWords(line, place, moment),
      dueWords(line, now),
      beforeWords(place, before),
    ].filter((sentence) => sentence !== undefined),
  };
}

/** Why it awaits review again. */
function reopenedWords({ version, reviews }: StudyRecord, line: WorklistStudy): string[] {
  if (line.changedOutside) return [];
  const raised = raisedPlace(version, reviews);
  if (raised !== undefined) return [words.rank.raisedLate(raised)];
  return line.state === 'reopened' ? [words.rank.reopened] : [];
}

/** The place that order and findings give it. */
function placeWords(study: StudyRecord, showFindings: boolean): string[] {
  const { reasons } = study.decision;
  const unknown = reasons.find((reason) => reason.kind === 'baseline')?.unknownUrgency ?? [];
  const doubt = unknown.length === 0 ? [] : [words.rank.unknownUrgency(unknown)];
  return [...whyPlaced(study, showFindings), ...(showFindings ? whyDueNearer(study) : []), ...doubt];
}

function whyDueNearer({ decision }: StudyRecord): string[] {
  const nearer = decision.reasons.find((reason) => reason.kind === 'due-nearer');
  if (nearer === undefined) return [];
  return [words.rank.dueNearer(nearer, nearer.dueMinutes * minute, nearer.otherwiseMinutes * minute)];
}

function whyPlaced({ decision }: StudyRecord, showFindings: boolean): string[] {
  const { place, priority, reasons } = decision;
  const { rank } = words;
  const ordered = reasons.find((reason) => reason.kind === 'baseline')?.place ?? place;
  if (priority === 'unclassified') return [rank.nobodyJudged(ordered)];
  if (!showFindings) return [rank.findingsHidden(ordered)];
  if (place === ordered) return [rank.asOrdered(ordered)];
  const [first, ...others] = raising(decision);
  if (first === undefined) return [rank.raised(place, ordered)];
  return [rank.raisedBy(first, place, others.length), rank.neverLowered(ordered)];
}

/** The findings behind its place, each once: several rules of a policy can name the same finding. */
function raising({ place, reasons }: StudyRecord['decision']) {
  const findings = reasons.filter((reason) => reason.kind === 'finding').filter((one) => one.place === place);
  return [...new Map(findings.map((one) => [`${one.imageId} ${one.label} ${one.model}`, one])).values()];
}

/** What waiting has done, or will do. */
function capWords(line: WorklistStudy, place: Place, { waitingCap, now }: Moment): string | undefined {
  const cap = { times: waitingCap, given: givenTo(line) };
  if (place !== line.place) return words.rank.rose(now - Date.parse(line.receivedAt), place, cap);
  const rise = nextRise(line, waitingCap, now);
  const next = places[placeIndex(place) - 1];
  if (rise === undefined || next === undefined) return undefined;
  return words.rank.willRise(rise - now, next, cap);
}

/** Milliseconds from the first image to the due time. */
function givenTo({ dueAt, receivedAt }: WorklistStudy): number {
  return Date.parse(dueAt) - Date.parse(receivedAt);
}

function dueWords(line: WorklistStudy, now: number): string {
  const left = Date.parse(line.dueAt) - now;
  const given = givenTo(line);
  return left >= 0 ? words.rank.due(left, given) : words.rank.overdue(-left, given);
}

function beforeWords(place: Place, before: readonly Place[]): string {
  if (before.length === 0) return words.rank.first;
  const count = (one: Place) => before.filter((other) => other === one).length;
  const higher = places
    .slice(0, placeIndex(place))
    .map((one) => [one, count(one)] as const)
    .filter(([, studies]) => studies > 0);
  return words.rank.before(higher, [place, count(place)]);
}
