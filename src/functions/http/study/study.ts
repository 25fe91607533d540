import type { Caller } from '../../../access/caller';
import type { App } from '../../../app/app';
import { normaliseEtag } from '../../../domain/kernel/identifiers/ids';
import { awaitsImpression, withoutFindings } from '../../../domain/study/review/beforeImpression';
import type { StudyRecord } from '../../../domain/study/studyRecord';
import type { StudyView } from '../../../domain/study/view/studyView';
import { studyViewOf } from '../../../domain/study/view/studyViewOf';
import type { Handler, JsonAnswer } from '../support/handler';
import { etagOf } from '../support/ifMatch';
import { onlookerOf } from '../support/onlooker';
import { json, noSuchStudy, problem } from '../support/problem';

/** The study as this caller may see it, with its ETag. */
export function studyAnswer(
  deps: Pick<App, 'settings' | 'now'>,
  study: StudyRecord,
  caller: Caller,
): JsonAnswer<StudyView> {
  return json(studyViewOf(study, onlookerOf(deps, caller), deps.now()), 200, { etag: etagOf(study) });
}

/** The current study. */
export function createStudy(deps: Pick<App, 'store' | 'settings' | 'now'>): Handler<'study'> {
  return async ({ params, caller, request }) => {
    const found = await deps.store.results.study(params.id);
    if (!found) return noSuchStudy();
    const seen = request.headers.get('if-none-match');
    if (seen !== null && normaliseEtag(seen) === String(found.revision))
      return { status: 304, headers: { 'cache-control': 'no-store', etag: etagOf(found) } };
    return studyAnswer(deps, found, caller);
  };
}

/** The study at one version. */
export function createStudyVersion(deps: Pick<App, 'store' | 'settings'>): Handler<'studyVersion'> {
  const { results } = deps.store;
  return async ({ params, caller }) => {
    const { id, version } = params;
    const [old, current] = await Promise.all([results.version(id, version), results.study(id)]);
    // A version that is not current yet is stored before the audit log has it.
    if (!old || !current || version > current.version)
      return problem(404, 'no-such-version', 'There is no such version of this study.');
    return json(awaitsImpression(current, onlookerOf(deps, caller)) ? withoutFindings(old) : old);
  };
}
