import type { App } from '../../app/app';
import { isAbout, studyHistory } from '../../audit/log/studyHistory';
import { commitmentOf } from '../../domain/kernel/commitment';
import { impressionFirst } from './support/conflict';
import type { Handler } from './support/handler';
import { json, problem } from './support/problem';

/** Events recorded in the last few seconds. */
async function waitingAbout({ store, log }: Pick<App, 'store' | 'log'>, study: string) {
  const announced = await store.auditLog.announced();
  const places = await Promise.all(announced.map((id) => log.placeOf(id)));
  const waiting = announced.filter((_, at) => places[at] === undefined);
  const events = await Promise.all(waiting.map((id) => store.audit.find(id)));
  return events.filter((event) => event !== undefined).filter((event) => isAbout(event, study));
}

/** The log's entries about one study, each with its inclusion proof. */
export function createStudyAudit(deps: Pick<App, 'store' | 'log' | 'settings'>): Handler<'studyAudit'> {
  const { store, log } = deps;
  return async ({ params: { id }, caller }) => {
    const salt = await store.identity.knownSalt(id);
    if (salt === undefined)
      return problem(404, 'no-such-study', 'There is no study with this id, or it was erased.');
    const record = await store.results.study(id);
    const kept = record && impressionFirst(deps, record, caller);
    if (kept) return kept;
    const study = commitmentOf(salt, 'study', id);
    const entries = await studyHistory(log, study);
    const proven = entries.map(async (entry) => ({ ...entry, proof: await log.proofOf(entry.sequence) }));
    return json({
      studyId: id,
      checkpoint: (await log.checkpoint()) ?? null,
      entries: await Promise.all(proven),
      waiting: await waitingAbout(deps, study),
    });
  };
}

/** The log's current checkpoint, signed. Worth keeping: a holder can detect later changes to the log. */
export function createAuditCheckpoint({ log }: Pick<App, 'log'>): Handler<'auditCheckpoint'> {
  return async () => {
    const note = await log.checkpoint();
    if (note === undefined) return problem(404, 'nothing-sealed', 'Nothing is sealed yet.');
    return {
      body: note,
      headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
    };
  };
}
