import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import { z } from 'zod';
import { theApp } from '../app';
import { isId } from '../domain/ids';
import { explainRank } from '../domain/rankWords';
import type { Role } from '../domain/roles';
import { answerWorklist } from '../domain/worklistAnswer';
import { type WorklistQuery, worklistQuerySchema, worklistSearchSchema } from '../domain/worklistQuery';
import { jsonUnlessKnown } from './etag';
import { json, problem } from './problem';
import { route } from './route';

const readers: readonly Role[] = ['reviewer', 'auditor', 'admin', 'service'];

async function answer(request: HttpRequest, query: WorklistQuery): Promise<HttpResponseInit> {
  const { worklist, now } = await theApp().worklist.read();
  return jsonUnlessKnown(request, answerWorklist(worklist, query, now));
}

/** A page of one tab. */
async function worklist(request: HttpRequest): Promise<HttpResponseInit> {
  if (request.query.has('text'))
    return problem(
      400,
      'bad-query',
      'What is searched for may name a patient, and a URL is kept in many places: send it as JSON to POST /api/worklist/search.',
    );
  const query = worklistQuerySchema.safeParse(Object.fromEntries(request.query));
  if (!query.success) return problem(400, 'bad-query', z.prettifyError(query.error));
  return answer(request, query.data);
}

/** The same for lines that hold a text. */
async function search(request: HttpRequest): Promise<HttpResponseInit> {
  const body: unknown = await request.json().catch(() => undefined);
  const query = worklistSearchSchema.safeParse(body);
  if (!query.success) return problem(400, 'bad-query', z.prettifyError(query.error));
  return answer(request, query.data);
}

/** Why a study stands where it stands, in words. */
async function rank(request: HttpRequest): Promise<HttpResponseInit> {
  const { id } = request.params;
  if (!isId(id)) return problem(400, 'bad-id', 'A study id is 64 hexadecimal digits.');
  const { store, worklist: reader, settings } = theApp();
  const study = await store.results.study(id);
  if (!study) return problem(404, 'no-such-study', 'There is no study with this id.');
  const { worklist: ordered, now } = await reader.read();
  const moment = { waitingCap: settings.policy.waitingCap, now: Date.parse(now) };
  return json(explainRank(study, ordered.awaiting, moment));
}

route({ name: 'worklist', route: 'api/worklist', methods: ['GET'], roles: readers, handler: worklist });
route({
  name: 'searchWorklist',
  route: 'api/worklist/search',
  methods: ['POST'],
  roles: readers,
  handler: search,
});
route({ name: 'rank', route: 'api/studies/{id}/rank', methods: ['GET'], roles: readers, handler: rank });
