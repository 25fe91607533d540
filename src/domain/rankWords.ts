import { duration } from './durationWords';
import { type Place, placeIndex, places } from './kernel/priority';
import type { StudyRecord } from './study/studyRecord';
import { nextRise, placeNow, readBefore } from './worklist/readingOrder';
import { type WorklistStudy, worklistStudyOf } from './worklist/worklist';
import type { RankView } from './worklist/worklistView';

interface Moment {
  readonly waitingCap: number;
  /** Milliseconds. */
  readonly now: number;
}

/**
 * Why a study stands where it stands, in whole sentences.
 *
 * @param awaiting all studies that await review; whether this one is among them does not matter
 * @param showFindings false while nothing that models said may be shown
 */
export function explainRank(
  study: StudyRecord,
  awaiting: readonly WorklistStudy[],
  moment: Moment,
  showFindings = true,
): RankView {
  const line = worklistStudyOf(study);
  const others = awaiting.filter(({ studyId }) => studyId !== study.studyId);
  if (line.state === 'reviewed')
    return { of: others.length, because: ['It was reviewed, so it waits for nobody.'] };
  const { waitingCap, now } = moment;
  const place = placeNow(line, waitingCap, now);
  const before = readBefore(line, others, waitingCap, now).map((one) => placeNow(one, waitingCap, now));
  return {
    rank: before.length + 1,
    of: others.length + 1,
    because: [
      ...placeWords(study, showFindings),
      ...(line.state === 'reopened' ? ['It was reviewed before; a later image opened it again.'] : []),
      capWords(line, place, moment),
      dueWords(line, now),
      beforeWords(place, before),
    ].filter((sentence) => sentence !== undefined),
  };
}

/** Where order and findings put it. */
function placeWords({ decision }: StudyRecord, showFindings: boolean): string[] {
  const { place, priority, reasons } = decision;
  const baseline = reasons.find((reason) => reason.kind === 'baseline')?.place ?? place;
  const asOrdered = `Its order puts it at ${baseline}`;
  if (priority === 'unclassified')
    return [`${asOrdered}. No model has judged any of its images, which says nothing about the patient.`];
  if (!showFindings)
    return [`${asOrdered}. What models said is shown once you have committed a first impression.`];
  if (place === baseline) return [`${asOrdered}, and no finding raises it above that.`];
  const [first, ...more] = raising(decision);
  if (first === undefined) return [`It stands at ${place}; its order alone would put it at ${baseline}.`];
  const rest =
    more.length === 0
      ? ''
      : ` ${more.length} more of its findings ${more.length === 1 ? 'does' : 'do'} the same.`;
  return [
    `${first.title} raises it to ${place}: score ${first.score.toFixed(2)}, by ${first.model.replace('@', ' ')}.${rest}`,
    `${asOrdered}; a finding can raise a study and never lowers it.`,
  ];
}

/** The findings that put it where it stands, each once: several rules of a policy may say the same of one. */
function raising({ place, reasons }: StudyRecord['decision']) {
  const findings = reasons.filter((reason) => reason.kind === 'finding').filter((one) => one.place === place);
  return [...new Map(findings.map((one) => [`${one.imageId} ${one.label} ${one.model}`, one])).values()];
}

/** What waiting has done, or will do. */
function capWords(line: WorklistStudy, place: Place, { waitingCap, now }: Moment): string | undefined {
  const given = Date.parse(line.dueAt) - Date.parse(line.receivedAt);
  const times = `${waitingCap} times the ${duration(given)} in which it was due`;
  const rise = nextRise(line, waitingCap, now);
  const waited = duration(now - Date.parse(line.receivedAt));
  if (place !== line.place) {
    const places = placeIndex(line.place) - placeIndex(place);
    const often =
      places === 1
        ? times
        : `${waitingCap} times the ${duration(given)} in which it was due, ${places} times over`;
    return `It has waited ${waited}, more than ${often}, so it is read as ${place}.`;
  }
  if (rise === undefined) return undefined;
  const next = places[placeIndex(place) - 1];
  return `If nobody reads it, it will be read as ${next} in ${duration(rise - now)}, when it has waited ${times}.`;
}

function dueWords({ dueAt, receivedAt }: WorklistStudy, now: number): string {
  const left = Date.parse(dueAt) - now;
  const given = `${duration(Date.parse(dueAt) - Date.parse(receivedAt))} after its first image came`;
  return left >= 0
    ? `It is due in ${duration(left)}, ${given}.`
    : `It has been overdue for ${duration(-left)}; it was due ${given}.`;
}

function beforeWords(place: Place, before: readonly Place[]): string {
  if (before.length === 0) return 'No other study stands before it.';
  const higher = places.slice(0, placeIndex(place)).flatMap((one) => {
    const count = before.filter((other) => other === one).length;
    return count === 0 ? [] : [`${count} read as ${one}`];
  });
  const same = before.filter((other) => other === place).length;
  const parts = [...higher, ...(same === 0 ? [] : [`${same} read as ${place} as well and due sooner`])];
  return `${before.length === 1 ? '1 study stands' : `${before.length} studies stand`} before it: ${parts.join(', ')}.`;
}
