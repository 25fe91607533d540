import type { App } from '../../../app/app';
import { studyHistory, type Unsealed } from '../../../audit/log/studyHistory';
import { commitmentOf } from '../../../domain/kernel/sealing/commitment';
import { auditFaultWords } from '../../../domain/words/words';
import { impressionFirst } from '../support/conflict';
import type { Handler } from '../support/handler';
import { json, problem } from '../support/problem';

/** The log's entries about one study, each with its inclusion proof. */
export function createStudyAudit(deps: Pick<App, 'store' | 'log' | 'settings'>): Handler<'studyAudit'> {
  const { store, log } = deps;
  const unsealed: Unsealed = {
    announced: () => store.auditLog.announced(),
    find: (eventId) => store.audit.find(eventId),
  };
  return async ({ params: { id }, caller }) => {
    const salt = await store.identity.knownSalt(id);
    if (salt === undefined)
      return problem(404, 'no-such-study', 'There is no study with this id, or it was erased.');
    const record = await store.results.study(id);
    const kept = record && impressionFirst(deps, record, caller);
    if (kept) return kept;
    const study = commitmentOf(salt, 'study', id);
    const { entries, waiting } = await studyHistory(log, unsealed, study);
    const proven = entries.map(async (entry) => ({ ...entry, proof: await log.proofOf(entry.sequence) }));
    return json({
      studyId: id,
      checkpoint: (await log.checkpoint()) ?? null,
      entries: await Promise.all(proven),
      waiting,
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

/** So many entries are read in the time that an answer may take. */
const mostEntries = 500_000;

/** Verifies the log, now. */
export function createVerifyAudit({
  log,
  checkLog,
  now,
}: Pick<App, 'log' | 'checkLog' | 'now'>): Handler<'verifyAudit'> {
  return async () => {
    if ((await log.size()) > mostEntries)
      return problem(422, 'log-too-long', 'The log is too long for this page: run "triage audit verify".');
    const found = await checkLog();
    if (found === undefined)
      return problem(409, 'no-signing-key', 'The site has no key that signs its audit log.');
    const faults = found.faults.map((fault) => ({ ...fault, message: auditFaultWords(fault) }));
    return json({ ...found, faults, asOf: now() });
  };
}

/** Seals what waits, now: before an audit, or for a site whose timer runs seldom. */
export function createSealAuditNow({ sealer }: Pick<App, 'sealer'>): Handler<'sealAuditNow'> {
  return async ({ context }) => {
    try {
      const sealed = await sealer.seal((message) => context.warn(message));
      if (sealed !== undefined) return json(sealed);
    } catch (error) {
      // It can name the key's file, or another key.
      context.error(`The audit log was not sealed: ${(error as Error).message}`);
      return problem(
        503,
        'sealing-failed',
        "Nothing was sealed, and no record is lost. The app's log says why.",
      );
    }
    return problem(409, 'no-signing-key', 'The site has no key that signs its audit log.');
  };
}
