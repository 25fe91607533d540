import { actorOf } from '../../../access/caller';
import type { App } from '../../../app/app';
import type { AnswerOf, BodyOf } from '../../../contract/routes/route';
import type { Routes } from '../../../contract/routes/routes';
import { ChangedOutsideError, changedOutside } from '../../../domain/kernel/sealing/changedOutside';
import type { NotRetried } from '../../../domain/reasons/notRetried';
import { words } from '../../../domain/words/words';
import { chooseRefused } from '../../../operations/intake/chooseRefused';
import { createDismissFile } from '../../../operations/intake/dismissFile';
import { createNoteFileAccess } from '../../../operations/intake/noteFileAccess';
import { createRefusedFiles as createList } from '../../../operations/intake/refusedFiles';
import { createFindRetry, createRetryFile } from '../../../operations/intake/retryFile';
import type { Handler, JsonAnswer } from '../support/handler';
import { json, problem } from '../support/problem';

type QuarantineDeps = Pick<App, 'store' | 'now' | 'noteChangedOutside'>;
type Chosen = BodyOf<Routes['retryFiles']>;

function refusalsIn({ store }: QuarantineDeps) {
  return async () => (await store.worklistCopy.contents()).refusals;
}

/** The refused files, as they are called. */
export function createRefusedFiles(deps: QuarantineDeps): Handler<'refusedFiles'> {
  const { arrivals, quarantine, audit } = deps.store;
  const list = createList({ refusals: refusalsIn(deps), arrivals, quarantine, audit, now: deps.now });
  return async ({ body, caller }) => json({ ...(await list(body, actorOf(caller))), serverTime: deps.now() });
}

/** Larger ones are taken from the storage: a host holds a whole answer in memory. */
const mostBytes = 128 * 2 ** 20;

/** The kept copy of a refused file, as it came. */
export function createRefusedFile({ store, now }: QuarantineDeps): Handler<'refusedFile'> {
  const noteAccess = createNoteFileAccess({ audit: store.audit, now });
  return async ({ params: { id }, caller }) => {
    const [arrival, refusal] = await Promise.all([store.arrivals.read(id), store.quarantine.read(id)]);
    const size = refusal && (await store.quarantine.size(id));
    if (arrival === undefined || size === undefined)
      return problem(
        404,
        'no-such-file',
        'There is no such file in quarantine, or no copy of it could be kept.',
      );
    if (size > mostBytes)
      return problem(
        413,
        'too-large',
        `The file is too large for this way. It is in the container "quarantine", as ${id}/file.`,
      );
    await noteAccess([arrival], 'content', actorOf(caller));
    const headers = {
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename="${id.slice(0, 12)}"`,
      'cache-control': 'no-store',
    };
    return { body: (await store.quarantine.file(id)) ?? Buffer.alloc(0), headers };
  };
}

/** Why it was not done, for programs and for people. */
interface NotDone {
  readonly code: string;
  readonly why: string;
}

/** Does something with each of the chosen files. @param act returns why it was not done */
async function forEach(
  deps: QuarantineDeps,
  chosen: Chosen,
  act: (arrivalId: string) => Promise<NotDone | undefined>,
): Promise<JsonAnswer<AnswerOf<Routes['retryFiles']>>> {
  const { arrivals, next } = chooseRefused(await refusalsIn(deps)(), chosen);
  const done: string[] = [];
  const not: (NotDone & { arrivalId: string })[] = [];
  for (const arrivalId of arrivals) {
    const reason = await act(arrivalId).catch(async (error) => {
      if (!(error instanceof ChangedOutsideError)) throw error;
      await deps.noteChangedOutside(error);
      return { code: changedOutside, why: words.changedOutside.answer };
    });
    if (reason === undefined) done.push(arrivalId);
    else not.push({ arrivalId, ...reason });
  }
  return json({ done, not, ...(next === undefined ? {} : { next }) });
}

function notRetried(code: NotRetried): NotDone {
  return { code, why: words.notRetried[code] };
}

/** Has files tried again. */
export function createRetryFiles(deps: QuarantineDeps): Handler<'retryFiles'> {
  const { arrivals, quarantine, resend, gate, worklist, audit } = deps.store;
  const parts = { arrivals, quarantine, resend, gate, worklist, audit, now: deps.now };
  const [find, retry] = [createFindRetry(parts), createRetryFile(parts)];
  return ({ body, caller }) =>
    forEach(deps, body, async (arrivalId) => {
      const found = await find(arrivalId);
      if (found.kind === 'none') return notRetried(found.why);
      return (await retry(found, actorOf(caller))) ? undefined : notRetried('replaced');
    });
}

/** Takes refused files off the list. */
export function createDismissFiles(deps: QuarantineDeps): Handler<'dismissFiles'> {
  const { arrivals, quarantine, audit } = deps.store;
  const renew = (arrivalId: string) => deps.store.renewRow('refusal', arrivalId);
  const dismiss = createDismissFile({ arrivals, quarantine, renew, audit, now: deps.now });
  return ({ body, caller }) =>
    forEach(deps, body.files, async (arrivalId) => {
      const why = await dismiss(arrivalId, body.reason, actorOf(caller));
      return why && { code: why, why: words.notDismissed[why] };
    });
}
