import type { InvocationContext } from '@azure/functions';
import * as df from 'durable-functions';
import { actorOf, type Caller } from '../../../access/caller';
import type { App } from '../../../app/app';
import { durableStarter } from '../../../app/durableStarter';
import { type OutputView, outputViews } from '../../../domain/outputs/outputView';
import type { OutputPlace } from '../../../domain/outputs/receiver';
import { startOutput } from '../../../operations/outputs/ensureOutputs';
import { listOutputs } from '../../../operations/outputs/listOutputs';
import { createReadOutput } from '../../../operations/outputs/readOutput';
import { createResendOutput } from '../../../operations/outputs/resendOutput';
import { impressionFirst } from '../support/conflict';
import type { Handler } from '../support/handler';
import { json, problem } from '../support/problem';

type OutputDeps = Pick<App, 'store' | 'now'>;
type ReadDeps = OutputDeps & Pick<App, 'settings'>;

const noSuchOutput = () => problem(404, 'no-such-output', 'There is no such output of this study.');

/** What was sent of a study, and what became of it. */
export function createStudyOutputs({ store }: OutputDeps): Handler<'studyOutputs'> {
  return async ({ params: { id } }) => json((await store.outputs.deliveriesOf(id)).flatMap(outputViews));
}

function readerOf({ store, now }: OutputDeps) {
  const { outputs, identity, audit } = store;
  return createReadOutput({ outputs, identity, audit, now });
}

/** An output says what the models found: whoever owes a first impression sees none. */
async function owed(deps: ReadDeps, studyId: string, caller: Caller) {
  const study = await deps.store.results.study(studyId);
  return study && impressionFirst(deps, study, caller);
}

/** What an output says, and what the receiver said of it. */
export function createOutput(deps: ReadDeps): Handler<'output'> {
  const reader = readerOf(deps);
  return async ({ params: { id, receiver, form, edition }, caller }) => {
    const refused = await owed(deps, id, caller);
    if (refused !== undefined) return refused;
    const found = await reader.content({ studyId: id, receiver, form }, edition, actorOf(caller));
    if (found === undefined) return noSuchOutput();
    const { lastTries, objects } = found.edition;
    return json({
      ...(found.report === undefined ? {} : { report: found.report }),
      tries: lastTries.map(({ number, at, answer }) => {
        const { at: answeredAt, code, status, text } = answer ?? {};
        return { number, at, answeredAt, code, status, text };
      }),
      files: objects.map(({ bytes, sha256 }) => ({ bytes, sha256 })),
    });
  };
}

const extensions = { sr: 'dcm', sc: 'dcm', oru: 'hl7', orm: 'hl7', omi: 'hl7', fhir: 'json' } as const;

/** A file of an output, byte for byte as it was sent. Its name says nothing of anybody. */
export function createOutputFile(deps: ReadDeps): Handler<'outputFile'> {
  const reader = readerOf(deps);
  return async ({ params: { id, receiver, form, edition, file }, caller }) => {
    const refused = await owed(deps, id, caller);
    if (refused !== undefined) return refused;
    const bytes = await reader.file({ studyId: id, receiver, form }, edition, file, actorOf(caller));
    if (bytes === undefined) return noSuchOutput();
    const name = `${id.slice(0, 12)}-${edition.split('-')[0]}-${form}-${file}.${extensions[form]}`;
    return {
      body: bytes,
      headers: {
        'content-type': 'application/octet-stream',
        'content-disposition': `attachment; filename="${name}"`,
        'cache-control': 'no-store',
      },
    };
  };
}

/** What somebody has to do something about, in pages. */
export function createDeadOutputs({ store }: OutputDeps): Handler<'deadOutputs'> {
  return async ({ query: { receiver, limit, offset } }) => {
    const all: OutputView[] = [];
    for await (const view of listOutputs(store.outputs, 'undelivered')) all.push(view);
    const groups = Map.groupBy(all, (view) => view.receiver);
    const chosen = receiver === undefined ? all : (groups.get(receiver) ?? []);
    return json({
      total: chosen.length,
      byReceiver: [...groups].map(([name, { length }]) => ({ receiver: name, outputs: length })),
      outputs: chosen.slice(offset, offset + limit),
    });
  };
}

export type StartOutput = (context: InvocationContext, place: OutputPlace) => void;

/** Nothing waits for it: `reconcile` makes up for a failure. */
export function startOutputSoon(context: InvocationContext, place: OutputPlace): void {
  startOutput(durableStarter(df.getClient(context)), place).catch((error) =>
    context.warn(`The delivery of an output was not started: ${(error as Error).message}`),
  );
}

/** Has dead letters sent again. */
export function createResendOutputs(
  { store, now }: OutputDeps,
  start: StartOutput,
): Handler<'resendOutputs'> {
  const { outputs, identity, audit } = store;
  const resend = createResendOutput({ outputs, identity, audit, now });
  return async ({ body, caller, context }) => {
    let resent = 0;
    for (const place of body.outputs) {
      if (!(await resend(place, actorOf(caller)))) continue;
      start(context, place);
      resent += 1;
    }
    return json({ resent });
  };
}
