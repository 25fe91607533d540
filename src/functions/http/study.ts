import type { HttpRequest, HttpResponseInit, InvocationContext } from '@azure/functions';
import type { Caller } from '../../access/caller';
import { type App, theApp } from '../../app/app';
import { isId, normaliseEtag } from '../../domain/kernel/ids';
import { awaitsImpression, withoutFindings } from '../../domain/study/beforeImpression';
import type { StudyRecord } from '../../domain/study/studyRecord';
import { studyViewOf } from '../../domain/study/studyViewOf';
import { etagOf } from './support/ifMatch';
import { onlookerOf } from './support/onlooker';
import { badId, json, noSuchStudy, problem } from './support/problem';
import { route } from './support/route';

/** The study as this caller may see it, with its ETag. */
export function studyAnswer(triage: App, study: StudyRecord, caller: Caller): HttpResponseInit {
  return {
    ...json(studyViewOf(study, onlookerOf(triage, caller), triage.now())),
    headers: { 'cache-control': 'no-store', etag: etagOf(study) },
  };
}

async function oldVersion(
  triage: App,
  id: string,
  version: string,
  caller: Caller,
): Promise<HttpResponseInit> {
  if (!/^[1-9]\d{0,8}$/.test(version)) return problem(400, 'bad-query', 'A version is a number from 1.');
  const { results } = triage.store;
  const [old, current] = await Promise.all([results.version(id, Number(version)), results.study(id)]);
  if (!old || !current) return problem(404, 'no-such-version', 'There is no such version of this study.');
  const hidden = awaitsImpression(current, onlookerOf(triage, caller));
  return json(hidden ? withoutFindings(old) : old);
}

/** A study as it is, or with `?version=n` as it was. */
async function study(
  request: HttpRequest,
  _context: InvocationContext,
  caller: Caller,
): Promise<HttpResponseInit> {
  const { id } = request.params;
  const version = request.query.get('version');
  if (!isId(id)) return badId('A study');
  const triage = theApp();
  if (version !== null) return oldVersion(triage, id, version, caller);
  const found = await triage.store.results.study(id);
  if (!found) return noSuchStudy();
  const answer = studyAnswer(triage, found, caller);
  const seen = request.headers.get('if-none-match');
  if (seen !== null && normaliseEtag(seen) === String(found.revision))
    return { status: 304, headers: answer.headers ?? {} };
  return answer;
}

route({
  name: 'study',
  route: 'api/studies/{id}',
  methods: ['GET'],
  right: 'read-studies',
  handler: study,
});
