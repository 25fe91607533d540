import type { Review } from '../study/review';
import { type StudyRecord, type StudyVersion, stateOf } from '../study/studyRecord';
import { words } from './words';

/** What a reviewer had on screen. */
export interface Seen {
  /** The version; absent fields are no longer known. */
  readonly version: number;
  readonly revision?: number | undefined;
  readonly record?: Pick<StudyVersion, 'images' | 'decision'> | undefined;
}

const { changes: said } = words;

function reviewWords(review: Review, self: string | undefined): string[] {
  const { subject, reviewer, submittedAt, withdrawnAt, outcome, raised, priority } = review;
  const who = self !== undefined && subject === self ? undefined : reviewer;
  const signed = said.signed(who, review, submittedAt);
  if (raised && priority) return [said.raised(who, priority, submittedAt)];
  if (outcome === 'accepted') return [signed];
  return withdrawnAt === undefined ? [] : [signed, said.tookBack(who, withdrawnAt)];
}

function versionWords(study: StudyRecord, { version, record }: Seen): string[] {
  if (study.version <= version) return [];
  const added = record === undefined ? undefined : study.images.length - record.images.length;
  return [said.newVersion(study.version, version, added)];
}

function placeWords({ decision }: StudyRecord, { record }: Seen): string[] {
  if (record === undefined || record.decision.place === decision.place) return [];
  return [said.moved(decision.place, record.decision.place)];
}

function escalationWords({ escalations }: StudyRecord, { version, revision }: Seen): string[] {
  const since = escalations.findLast(
    (escalation) => escalation.version >= version && escalation.revision > (revision ?? 0),
  );
  return since ? [said.escalated(since.at)] : [];
}

/**
 * What happened to a study since a reviewer looked at it, in whole sentences: reviews of that version and of
 * later ones, later versions, an escalation.
 *
 * @param self the subject of the reviewer being told
 */
export function changesSince(study: StudyRecord, seen: Seen, self?: string): string[] {
  const reviews = study.reviews.filter(({ studyVersion }) => studyVersion >= seen.version);
  const changes = [
    ...versionWords(study, seen),
    ...placeWords(study, seen),
    ...reviews.flatMap((review) => reviewWords(review, self)),
    ...escalationWords(study, seen),
  ];
  if (seen.version <= study.version) return changes;
  return [said.noSuchVersion(seen.version, study.version), ...changes];
}

/** What a reviewer whose review came too late can do. @param own the review, if it was kept */
export function whatToDo(study: StudyRecord, own?: Review): string {
  if (own?.raised && own.priority) return said.raisedByYou(own.priority);
  return stateOf(study) === 'reviewed' ? said.nothingToDo : said.decideAgain;
}
