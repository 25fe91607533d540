import type { HttpRequest, HttpResponseInit, InvocationContext } from '@azure/functions';
import type { Caller } from '../../access/caller';
import { theApp } from '../../app/app';
import { isId } from '../../domain/kernel/ids';
import { awaitsImpression, mayHaveImpression } from '../../domain/study/beforeImpression';
import { worklistWithoutFindings } from '../../domain/worklist/beforeImpression';
import { explainRank } from '../../domain/worklist/explainRank';
import { answerWorklist, type OrderedWorklist } from '../../domain/worklist/worklistAnswer';
import {
  type WorklistQuery,
  worklistQuerySchema,
  worklistSearchSchema,
} from '../../domain/worklist/worklistQuery';
import { jsonUnlessKnown } from './support/etag';
import { faultWords } from './support/faultWords';
import { onlookerOf } from './support/onlooker';
import { badId, json, noSuchStudy, problem } from './support/problem';
import { route } from './support/route';

/** Made once for each worklist, which many ask for. */
const withoutFindings = new WeakMap<OrderedWorklist, OrderedWorklist>();

function seenWithoutFindings(worklist: OrderedWorklist): OrderedWorklist {
  const known = withoutFindings.get(worklist) ?? worklistWithoutFindings(worklist);
  withoutFindings.set(worklist, known);
  return known;
}

async function answer(request: HttpRequest, query: WorklistQuery, caller: Caller): Promise<HttpResponseInit> {
  const triage = theApp();
  const { worklist, now } = await triage.worklist.read();
  const seen = mayHaveImpression(onlookerOf(triage, caller)) ? seenWithoutFindings(worklist) : worklist;
  return jsonUnlessKnown(request, answerWorklist(seen, query, now));
}

/** A page of one tab. */
async function worklist(
  request: HttpRequest,
  _context: InvocationContext,
  caller: Caller,
): Promise<HttpResponseInit> {
  if (request.query.has('text'))
    return problem(
      400,
      'bad-query',
      'What is searched for may name a patient, and a URL is kept in many places: send it as JSON to POST /api/worklist/search.',
    );
  const query = worklistQuerySchema.safeParse(Object.fromEntries(request.query));
  if (!query.success) return problem(400, 'bad-query', faultWords(query.error));
  return answer(request, query.data, caller);
}

/** The same for lines that hold a text. */
async function search(
  request: HttpRequest,
  _context: InvocationContext,
  caller: Caller,
): Promise<HttpResponseInit> {
  const body: unknown = await request.json().catch(() => undefined);
  const query = worklistSearchSchema.safeParse(body);
  if (!query.success) return problem(400, 'bad-query', faultWords(query.error));
  return answer(request, query.data, caller);
}

/** Why a study stands where it stands, in words. */
async function rank(
  request: HttpRequest,
  _context: InvocationContext,
  caller: Caller,
): Promise<HttpResponseInit> {
  const { id } = request.params;
  if (!isId(id)) return badId('A study');
  const triage = theApp();
  const { store, worklist: reader, settings } = triage;
  const study = await store.results.study(id);
  if (!study) return noSuchStudy();
  const { worklist: ordered, now } = await reader.read();
  const moment = { waitingCap: settings.policy.waitingCap, now: Date.parse(now) };
  const showFindings = !awaitsImpression(study, onlookerOf(triage, caller));
  return json(explainRank(study, ordered.awaiting, moment, showFindings));
}

route({
  name: 'worklist',
  route: 'api/worklist',
  methods: ['GET'],
  right: 'read-studies',
  handler: worklist,
});
route({
  name: 'searchWorklist',
  route: 'api/worklist/search',
  methods: ['POST'],
  right: 'read-studies',
  handler: search,
});
route({
  name: 'rank',
  route: 'api/studies/{id}/rank',
  methods: ['GET'],
  right: 'read-studies',
  handler: rank,
});
