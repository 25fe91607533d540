import type { HttpRequest, HttpResponseInit, InvocationContext } from '@azure/functions';
import type { Caller } from '../../access/caller';
import { theApp } from '../../app/app';
import { isId } from '../../domain/kernel/ids';
import { impressionRequestSchema } from '../../domain/study/impression';
import { createRecordImpression } from '../../operations/study/recordImpression';
import { studyAnswer } from './study';
import { conflict } from './support/conflict';
import { faultWords } from './support/faultWords';
import { badId, noSuchStudy, problem } from './support/problem';
import { route } from './support/route';

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
  const recordImpression = createRecordImpression({ studies: triage.studies, now: triage.now });
  const changed = await recordImpression(id, body.data, caller);
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
