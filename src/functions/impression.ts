import type { HttpRequest, HttpResponseInit, InvocationContext } from '@azure/functions';
import type { Caller } from '../access/caller';
import { recordImpression } from '../activities/recordImpression';
import { theApp } from '../app';
import { isId } from '../domain/ids';
import { impressionRequestSchema } from '../domain/impression';
import { conflict } from './conflict';
import { faultWords } from './faultWords';
import { badId, noSuchStudy, problem } from './problem';
import { route } from './route';
import { studyAnswer } from './study';

/** A reviewer's first impression, before anything of the models is shown; answers with the whole study. */
async function impression(
  request: HttpRequest,
  _context: InvocationContext,
  caller: Caller,
): Promise<HttpResponseInit> {
  const { id } = request.params;
  if (!isId(id)) return badId('A study');
  const triage = theApp();
  if (!triage.settings.review.firstImpression)
    return problem(409, 'impressions-off', 'This site does not ask for first impressions.');
  const body = impressionRequestSchema.safeParse(await request.json().catch(() => undefined));
  if (!body.success) return problem(400, 'bad-impression', faultWords(body.error));
  const changed = await recordImpression({ ...triage, ...triage.store }, id, body.data, caller);
  switch (changed.refusal) {
    case undefined:
      return studyAnswer(triage, changed.study, caller);
    case 'stale-version':
    case 'already-reviewed':
      if (changed.study)
        return conflict(triage, changed.refusal, changed.study, { version: body.data.studyVersion }, caller);
      break;
    case 'already-given':
      return problem(409, changed.refusal, 'You gave another first impression of this version. It stands.');
  }
  return noSuchStudy();
}

route({
  name: 'impression',
  route: 'api/studies/{id}/impression',
  methods: ['POST'],
  right: 'review-studies',
  handler: impression,
});
