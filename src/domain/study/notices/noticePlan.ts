import { sha256OfJson } from '../../kernel/sealing/commitment';
import type { Reminders } from '../policy/reminders';
import { givenPriority, type StudyRecord, stateOf } from '../studyRecord';
import { routeOf } from '../studyRoute';
import { escalationTime } from './escalation';
import type { Notice, NoticeType } from './notice';
import { noticeSchema } from './notice';

interface Planned {
  readonly type: NoticeType;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** What the notice is about: if any of these differs, it is a different notice. */
  readonly about: readonly (string | number)[];
}

/** The longest wait between two looks at a study, even if every event about it was lost. */
const longestWaitMilliseconds = 24 * 3_600_000;
/** A review withdrawn at the last moment is seen by the next look. */
const undoGraceMilliseconds = 5_000;

function overdueNotices({ dueAt }: StudyRecord, reminders: Reminders): Planned[] {
  return Array.from({ length: reminders.overdueTimes }, (_, index) => ({
    type: 'overdue' as const,
    at: Date.parse(dueAt) + index * reminders.overdueEveryMinutes * 60_000,
    about: [dueAt, index + 1],
  }));
}

function plannedNotices(study: StudyRecord, reminders: Reminders): Planned[] {
  const { place } = givenPriority(study);
  const [received, due] = [Date.parse(study.receivedAt), Date.parse(study.dueAt)];
  const urgent: Planned = { type: 'urgent-study', at: received, about: [place] };
  const soon: Planned = {
    type: 'due-soon',
    at: Math.round(due - (due - received) * reminders.beforeDue),
    about: [study.dueAt],
  };
  return [
    ...(place === 'routine' ? [] : [urgent]),
    ...(reminders.beforeDue > 0 ? [soon] : []),
    ...overdueNotices(study, reminders),
  ];
}

/** Of the notices about the due time, only the last is worth sending: the others are outdated by then. */
function latest(planned: readonly Planned[]): Planned[] {
  const urgent = planned.filter(({ type }) => type === 'urgent-study');
  const timed = planned.filter(({ type }) => type !== 'urgent-study').sort((a, b) => a.at - b.at);
  return [...urgent, ...timed.slice(-1)];
}

/**
 * The notices that reviewers should receive about a study now, sent or not. None once it is reviewed, and of one
 * that is not for review. A new
 * version alone is no reason: if its place and due time are unchanged, it has the same notices. A version
 * with a higher place or an earlier due time, or one that reopens a reviewed study, has its own.
 *
 * @param now ISO time.
 */
export function noticesFor(study: StudyRecord, reminders: Reminders, now: string): Notice[] {
  if (stateOf(study) === 'reviewed' || routeOf(study) !== 'review') return [];
  const { studyId, version, dueAt, reviews } = study;
  const reviewed = reviews.filter(({ outcome }) => outcome === 'accepted').length;
  const past = plannedNotices(study, reminders).filter(({ at }) => at <= Date.parse(now));
  return latest(past).map(({ type, about }) =>
    noticeSchema.parse({
      id: `msg_${sha256OfJson([studyId, type, reviewed, ...about]).slice(0, 32)}`,
      type,
      studyId,
      version,
      place: givenPriority(study).place,
      dueAt,
      at: now,
    }),
  );
}

/**
 * When the study must be looked at again, whatever happens until then; always later than `now`. A study
 * awaiting review always has such a time. A reviewed one has it while the review can be withdrawn.
 *
 * @param now ISO time.
 * @returns ISO time; undefined if no further look is needed
 */
export function nextLook(study: StudyRecord, reminders: Reminders, now: string): string | undefined {
  const at = Date.parse(now);
  const later = (times: readonly number[]) => times.filter((time) => time > at);
  if (stateOf(study) === 'reviewed') {
    const undo = study.reviews.flatMap(({ outcome, undoUntil }) =>
      outcome === 'accepted' && undoUntil !== undefined
        ? [Date.parse(undoUntil) + undoGraceMilliseconds]
        : [],
    );
    const [last] = later(undo).sort((a, b) => b - a);
    return last === undefined ? undefined : new Date(last).toISOString();
  }
  if (routeOf(study) !== 'review') return undefined;
  const planned = plannedNotices(study, reminders).map((notice) => notice.at);
  const next = Math.min(at + longestWaitMilliseconds, ...later([...planned, escalationTime(study)]));
  return new Date(next).toISOString();
}
