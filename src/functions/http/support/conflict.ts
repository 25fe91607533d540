import type { Caller } from '../../../access/caller';
import type { App } from '../../../app/app';
import type { ConflictDetails } from '../../../contract/routes/problem';
import { awaitsImpression } from '../../../domain/study/review/beforeImpression';
import type { Review } from '../../../domain/study/review/review';
import type { StudyRecord } from '../../../domain/study/studyRecord';
import { changeInWords, changesSince, type Seen, whatToDo } from '../../../domain/words/studyChanges';
import type { OtherAnswer } from './handler';
import { onlookerOf } from './onlooker';
import { problem } from './problem';

/** What a caller had on screen, with the study at that time, as far as stored. */
async function seenOf({ store }: Pick<App, 'store'>, study: StudyRecord, seen: Seen): Promise<Seen> {
  if (seen.version === study.version) return { ...seen, record: study };
  return { ...seen, record: await store.results.version(study.studyId, seen.version) };
}

/** 409 with what changed since the caller looked, in words. @param own the review that came too late */
export async function conflict(
  deps: Pick<App, 'store'>,
  code: 'already-reviewed' | 'stale-version',
  study: StudyRecord,
  seen: Seen,
  { subject }: Caller,
  own?: Review,
): Promise<OtherAnswer> {
  const told = changesSince(study, await seenOf(deps, study, seen), subject);
  const { version, revision, reviews } = study;
  const toldAdvice = whatToDo(study, own);
  const [changes, advice] = [told.map(changeInWords), changeInWords(toldAdvice)];
  const details: ConflictDetails = {
    version,
    revision,
    reviews,
    changes,
    advice,
    toldChanges: told,
    toldAdvice,
  };
  return problem(409, code, [...changes, advice].join(' '), details);
}

/**
 * 409 while findings are hidden from the caller until a first impression is given; undefined if they are not.
 */
export function impressionFirst(
  deps: Pick<App, 'settings'>,
  study: StudyRecord,
  caller: Caller,
): OtherAnswer | undefined {
  return awaitsImpression(study, onlookerOf(deps, caller)) ? impressionOwed(study) : undefined;
}

/** 409 for a caller who owes a first impression. */
export function impressionOwed({ version }: StudyRecord): OtherAnswer {
  return problem(
    409,
    'impression-first',
    `Give a first impression of version ${version}, from its pictures alone, before you review it: POST /api/studies/{id}/impression. What the models found is shown after that.`,
    { version },
  );
}
