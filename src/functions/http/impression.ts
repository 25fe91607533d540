import type { HttpRequest, InvocationContext } from '@azure/functions';
import type { Caller } from '../../access/caller';
import { theApp } from '../../app/app';
import type { Routes } from '../../contract/routes/routes';
import { isId } from '../../domain/kernel/ids';
import { impressionRequestSchema } from '../../domain/study/impression';
import { recordImpression } from '../../operations/study/recordImpression';
import { studyAnswer } from './study';
import { conflict } from './support/conflict';
import { faultWords } from './support/faultWords';
import type { Answer } from './support/handler';
import { badId, noSuchStudy, problem } from './support/problem';

/** A reviewer's first impression, before anything of the models is shown; answers with the whole study. */
export async function impression(
  request: HttpRequest,
  _context: InvocationContext,
  caller: Caller,
): Promise<Answer<Routes['impression']>> {
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
