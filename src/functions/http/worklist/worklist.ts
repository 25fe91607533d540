import { actorOf, type Caller } from '../../../access/caller';
import type { App } from '../../../app/app';
import { rightsOf } from '../../../domain/kernel/roles';
import { awaitsImpression, mayHaveImpression } from '../../../domain/study/review/beforeImpression';
import { closedWithoutFindings, worklistWithoutFindings } from '../../../domain/worklist/beforeImpression';
import { explainRank } from '../../../domain/worklist/explainRank';
import { answerWorklist, type OrderedWorklist } from '../../../domain/worklist/worklistAnswer';
import type { WorklistQuery } from '../../../domain/worklist/worklistQuery';
import type { WorklistView } from '../../../domain/worklist/worklistView';
import { createFindPatients } from '../../../operations/study/findPatients';
import { jsonUnlessKnown } from '../support/etag';
import type { Call, Handler } from '../support/handler';
import { onlookerOf } from '../support/onlooker';
import { json, noSuchStudy } from '../support/problem';

type WorklistDeps = Pick<App, 'worklist' | 'settings' | 'looks' | 'store' | 'now'>;

/** As many lines as a page asks for at once. Whoever asks for more takes the list away. */
const linesOnScreen = 100;

/** Made once per worklist, since many requests share it. */
const withoutFindings = new WeakMap<OrderedWorklist, OrderedWorklist>();

function seenWithoutFindings(worklist: OrderedWorklist): OrderedWorklist {
  const known = withoutFindings.get(worklist) ?? worklistWithoutFindings(worklist);
  withoutFindings.set(worklist, known);
  return known;
}

async function pageOf(
  deps: WorklistDeps,
  { request }: Pick<Call, 'request'>,
  query: WorklistQuery,
  caller: Caller,
  more: Pick<WorklistView, 'patients'> = {},
) {
  if (query.limit > linesOnScreen || caller.signIn === 'bearer')
    await deps.looks.list('worklist', actorOf(caller));
  const { worklist, now } = await deps.worklist.read();
  const isHidden = mayHaveImpression(onlookerOf(deps, caller));
  const seen = isHidden ? seenWithoutFindings(worklist) : worklist;
  const asked = query.mine === undefined ? query : { ...query, by: caller.subject };
  const found = query.tab === 'reviewed' ? await deps.worklist.reviewed(asked) : undefined;
  const reviewed = found && isHidden ? closedWithoutFindings(found) : found;
  const claims = await deps.store.claims.current(now);
  return jsonUnlessKnown(request, { ...answerWorklist(seen, asked, now, reviewed, claims), ...more });
}

/** A page of one tab. */
export function createWorklist(deps: WorklistDeps): Handler<'worklist'> {
  return (call) => pageOf(deps, call, call.query, call.caller);
}

/** The same for lines that match a text, and for studies of patients whom it names. */
export function createSearchWorklist(deps: WorklistDeps): Handler<'searchWorklist'> {
  const { identity, audit } = deps.store;
  const findPatients = createFindPatients({ identity, audit, now: deps.now });
  return async (call) => {
    const { body, caller } = call;
    if (!deps.settings.review.worklistIdentities || !rightsOf(caller.roles).includes('read-identities'))
      return pageOf(deps, call, body, caller);
    const found = await findPatients(body.text, actorOf(caller));
    const patients = found === undefined ? 'too-many' : 'searched';
    return pageOf(deps, call, { ...body, patients: [...(found ?? [])].sort() }, caller, { patients });
  };
}

/** Why a study has its rank, in words. */
export function createRank(deps: Pick<App, 'store' | 'worklist' | 'settings'>): Handler<'rank'> {
  const { store, worklist, settings } = deps;
  return async ({ params, caller }) => {
    const study = await store.results.study(params.id);
    if (!study) return noSuchStudy();
    const { worklist: ordered, now } = await worklist.read();
    const moment = { waitingCap: settings.policy.waitingCap, now: Date.parse(now) };
    const showFindings = !awaitsImpression(study, onlookerOf(deps, caller));
    return json(explainRank(study, ordered.awaiting, moment, showFindings));
  };
}
