import type { Review } from '../study/review/review';
import { type StudyRecord, type StudyVersion, stateOf } from '../study/studyRecord';
import { type ToldOf, tell } from './told';
import type { ChangeWords } from './vocabulary';
import { words } from './words';

export type StudyChange = ToldOf<ChangeWords>;

/** What a reviewer had on screen. */
export interface Seen {
  /** The version; absent fields are no longer known. */
  readonly version: number;
  readonly revision?: number | undefined;
  readonly record?: Pick<StudyVersion, 'images' | 'decision'> | undefined;
}

function reviewChanges(review: Review, self: string | undefined): StudyChange[] {
  const { subject, reviewer, submittedAt, withdrawnAt, outcome, raised } = review;
  const { decision, studyVersion, priority, reason } = review;
  const who = self !== undefined && subject === self ? undefined : reviewer;
  const signed: StudyChange = {
    code: 'signed',
    values: [who, { decision, studyVersion, priority, reason }, submittedAt],
  };
  if (raised && priority) return [{ code: 'raised', values: [who, priority, submittedAt] }];
  if (outcome === 'accepted') return [signed];
  return withdrawnAt === undefined ? [] : [signed, { code: 'tookBack', values: [who, withdrawnAt] }];
}

function versionChanges(study: StudyRecord, { version, record }: Seen): StudyChange[] {
  if (study.version <= version) return [];
  const added = record === undefined ? undefined : study.images.length - record.images.length;
  return [{ code: 'newVersion', values: [study.version, version, added] }];
}

function placeChanges({ decision }: StudyRecord, { record }: Seen): StudyChange[] {
  if (record === undefined || record.decision.place === decision.place) return [];
  return [{ code: 'moved', values: [decision.place, record.decision.place] }];
}

function escalationChanges({ escalations }: StudyRecord, { version, revision }: Seen): StudyChange[] {
  const since = escalations.findLast(
    (escalation) => escalation.version >= version && escalation.revision > (revision ?? 0),
  );
  return since ? [{ code: 'escalated', values: [since.at] }] : [];
}

/**
 * What happened to a study since a reviewer looked at it: reviews of that version and of later ones, later
 * versions, an escalation.
 *
 * @param self the subject of the reviewer being told
 */
export function changesSince(study: StudyRecord, seen: Seen, self?: string): StudyChange[] {
  const reviews = study.reviews.filter(({ studyVersion }) => studyVersion >= seen.version);
  const changes: StudyChange[] = [
    ...versionChanges(study, seen),
    ...placeChanges(study, seen),
    ...reviews.flatMap((review) => reviewChanges(review, self)),
    ...escalationChanges(study, seen),
  ];
  if (seen.version <= study.version) return changes;
  return [{ code: 'noSuchVersion', values: [seen.version, study.version] }, ...changes];
}

/** What a reviewer whose review came too late can do. @param own the review, if it was kept */
export function whatToDo(study: StudyRecord, own?: Review): StudyChange {
  if (own?.raised && own.priority) return { code: 'raisedByYou', values: [own.priority] };
  return { code: stateOf(study) === 'reviewed' ? 'nothingToDo' : 'decideAgain', values: [] };
}

/** In English, as the API says it. */
export function changeInWords(change: StudyChange): string {
  return tell(words.changes, change) ?? change.code;
}
