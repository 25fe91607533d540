import type { HttpRequest, HttpResponseInit, InvocationContext } from '@azure/functions';
import type { Caller } from '../../access/caller';
import { type App, theApp } from '../../app/app';
import { isAbout, studyHistory } from '../../audit/log/studyHistory';
import { commitmentOf } from '../../domain/kernel/commitment';
import { isId } from '../../domain/kernel/ids';
import { impressionFirst } from './support/conflict';
import { badId, json, problem } from './support/problem';
import { route } from './support/route';

/** What was recorded in the last seconds. */
async function waitingAbout({ store, log }: App, study: string) {
  const announced = await store.auditLog.announced();
  const places = await Promise.all(announced.map((id) => log.placeOf(id)));
  const waiting = announced.filter((_, at) => places[at] === undefined);
  const events = await Promise.all(waiting.map((id) => store.audit.find(id)));
  return events.filter((event) => event !== undefined).filter((event) => isAbout(event, study));
}

/** The entries of the log about one study, each with the proof that it is in the log. */
async function studyAudit(
  request: HttpRequest,
  _context: InvocationContext,
  caller: Caller,
): Promise<HttpResponseInit> {
  const { id } = request.params;
  if (!isId(id)) return badId('A study');
  const triage = theApp();
  const salt = await triage.store.identity.knownSalt(id);
  if (salt === undefined)
    return problem(404, 'no-such-study', 'There is no study with this id, or it was erased.');
  const record = await triage.store.results.study(id);
  const refused = record && impressionFirst(triage, record, caller);
  if (refused) return refused;
  const study = commitmentOf(salt, 'study', id);
  const entries = await studyHistory(triage.log, study);
  const proofs = await Promise.all(entries.map(({ sequence }) => triage.log.proofOf(sequence)));
  return json({
    studyId: id,
    checkpoint: (await triage.log.checkpoint()) ?? null,
    entries: entries.map((entry, at) => ({ ...entry, proof: proofs[at] })),
    waiting: await waitingAbout(triage, study),
  });
}

/** What the log says of itself now, signed. Worth keeping: whoever has it can show what was changed since. */
async function checkpoint(): Promise<HttpResponseInit> {
  const note = await theApp().log.checkpoint();
  if (note === undefined) return problem(404, 'nothing-sealed', 'Nothing is sealed yet.');
  return {
    body: note,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  };
}

route({
  name: 'studyAudit',
  route: 'api/studies/{id}/audit',
  methods: ['GET'],
  right: 'read-audit',
  handler: studyAudit,
});
route({
  name: 'auditCheckpoint',
  route: 'api/audit/checkpoint',
  methods: ['GET'],
  right: 'read-checkpoint',
  handler: checkpoint,
});
