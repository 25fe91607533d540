import type { Review } from './review';
import { type StudyRecord, type StudyVersion, stateOf } from './studyRecord';

/** What a reviewer had on screen. */
export interface Seen {
  /** The version; absent fields are not known any more. */
  readonly version: number;
  readonly revision?: number | undefined;
  readonly record?: Pick<StudyVersion, 'images' | 'decision'> | undefined;
}

/** `2026-05-01 10:30 UTC`. */
function timeWords(iso: string): string {
  return `${iso.slice(0, 16).replace('T', ' ')} UTC`;
}

const did: Readonly<Record<Review['decision'], (review: Review) => string>> = {
  accept: ({ studyVersion }) => `accepted version ${studyVersion}`,
  override: ({ studyVersion, priority, reason }) =>
    `put version ${studyVersion} at ${priority} (reason: ${reason})`,
  'cannot-assess': ({ studyVersion }) => `could not assess version ${studyVersion}`,
};

function whoOf({ subject, reviewer }: Review, self: string | undefined): string {
  return self !== undefined && subject === self ? 'You' : reviewer;
}

function reviewWords(review: Review, self: string | undefined): string[] {
  const who = whoOf(review, self);
  const said = `${who} ${did[review.decision](review)} at ${timeWords(review.submittedAt)}.`;
  if (review.outcome === 'accepted') return [said];
  if (review.withdrawnAt === undefined) return [];
  return [said, `${who} took that back at ${timeWords(review.withdrawnAt)}.`];
}

function versionWords(study: StudyRecord, { version, record }: Seen): string[] {
  if (study.version <= version) return [];
  const follows = `version ${study.version} supersedes version ${version}.`;
  const added = record === undefined ? undefined : study.images.length - record.images.length;
  if (added === undefined) return [`The study changed: ${follows}`];
  if (added === 0) return [`There are new results for its images: ${follows}`];
  return [added === 1 ? `An image was added: ${follows}` : `${added} images were added: ${follows}`];
}

function placeWords({ decision }: StudyRecord, { record }: Seen): string[] {
  if (record === undefined || record.decision.place === decision.place) return [];
  return [`It is to be read as ${decision.place} now; before, it was ${record.decision.place}.`];
}

function escalationWords({ escalations }: StudyRecord, { version, revision }: Seen): string[] {
  const since = escalations.findLast(
    (escalation) => escalation.version >= version && escalation.revision > (revision ?? 0),
  );
  return since ? [`It was escalated at ${timeWords(since.at)}: nobody had reviewed it.`] : [];
}

/**
 * What happened to a study since a reviewer looked, in whole sentences: reviews of what was seen and of what came after,
 * later versions, an escalation.
 *
 * @param self the subject of the reviewer who is told
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
  return [`There is no version ${seen.version}: the study is at version ${study.version}.`, ...changes];
}

/** What a reviewer who was too late can do. */
export function whatToDo(study: StudyRecord): string {
  return stateOf(study) === 'reviewed'
    ? 'Nothing more is asked of you. Your decision is kept beside the one that stands.'
    : 'Look at the study as it is now, and decide again. Your decision is kept, and does not stand.';
}
