import type { InvocationContext } from '@azure/functions';
import * as df from 'durable-functions';
import { createAdvanceReview } from '../../activities/advanceReview';
import { createAskShadow } from '../../activities/askShadow';
import { createCloseExport } from '../../activities/closeExport';
import { createSendNotice } from '../../activities/sendNotice';
import { createSendOutput } from '../../activities/sendOutput';
import { createStartNotices } from '../../activities/startNotices';
import { createTriageFile } from '../../activities/triageFile';
import { createUnpackExport } from '../../activities/unpackExport';
import { type App, theApp } from '../../app/app';
import type { StepName, Steps } from '../../contract/steps';
import { ChangedOutsideError } from '../../domain/kernel/sealing/changedOutside';
import { againIfPassing, ofThisProcess } from '../../operations/againIfPassing';
import { createEnsureOutputs, type EnsureOutputs } from '../../operations/outputs/ensureOutputs';
import { createEnsureReview } from '../../operations/study/ensureReview';
import { gateOf, lettingNextIn } from './gate';
import { tracedStarter } from './tracedStarter';
import { tracedStep } from './tracedStep';

/** Activities that start or wake orchestrations. */
type Starting = 'triageFile' | 'advanceReview' | 'startNotices' | 'unpackExport';

type LogError = (message: string) => void;
type Plain = { readonly [N in Exclude<StepName, Starting>]: (app: App, logError: LogError) => Steps[N] };
type WithStarter = {
  readonly [N in Starting]: (app: App, context: InvocationContext) => Steps[N];
};

/** Each activity with exactly the dependencies it needs. */
const plain: Plain = {
  askShadow: ({ store, models, decodeCodestream, openPicture, watch, trail }, logError) =>
    createAskShadow({
      images: store.images,
      results: store.results,
      analysed: watch.analysed,
      compared: watch.compared,
      models,
      decodeCodestream,
      openPicture,
      trail,
      logError,
    }),
  closeExport: ({ store, trail }) => createCloseExport({ arrivals: store.arrivals, trail }),
  sendNotice: ({ store, settings, studies, trail, notifiers, now }) =>
    createSendNotice({
      results: store.results,
      policy: settings.policy,
      notifiers,
      studies,
      trail,
      now,
    }),
  sendOutput: ({ store, delivery, trail, now }) =>
    createSendOutput({
      ...delivery,
      results: store.results,
      outputs: store.outputs,
      answers: store.gatewayAnswers,
      chance: Math.random,
      trail,
      now,
    }),
};

function ensureOutputsOf(
  { store, delivery, telemetry, now }: App,
  context: InvocationContext,
): EnsureOutputs {
  const { receivers } = delivery;
  return createEnsureOutputs({
    outputs: store.outputs,
    receivers,
    starter: tracedStarter({ telemetry }, context),
    now,
  });
}

const withStarter: WithStarter = {
  triageFile: (app, context) => {
    const triageFile = createTriageFile({
      incoming: app.store.incoming,
      arrivals: app.store.arrivals,
      images: app.store.images,
      identity: app.store.identity,
      quarantine: app.store.quarantine,
      results: app.store.results,
      worklist: app.store.worklist,
      siteKey: app.settings.siteKey,
      limits: app.settings.limits,
      exportLimits: app.settings.exportLimits,
      policy: app.settings.policy,
      models: app.models,
      readFile: app.readFile,
      readMediaDirectory: app.readMediaDirectory,
      decodeCodestream: app.decodeCodestream,
      openPicture: app.openPicture,
      analysed: app.watch.analysed,
      studies: app.studies,
      trail: app.trail,
      ensureReview: createEnsureReview({ starter: tracedStarter(app, context) }),
      ensureOutputs: ensureOutputsOf(app, context),
      now: app.now,
      logError: (message) => context.error(message),
    });
    return (file) => lettingNextIn(app, context, file, () => triageFile(file));
  },
  advanceReview: (app, context) =>
    createAdvanceReview({
      policy: app.settings.policy,
      channels: [...app.notifiers.keys()],
      studies: app.studies,
      trail: app.trail,
      ensureOutputs: ensureOutputsOf(app, context),
      now: app.now,
    }),
  startNotices: (app, context) => createStartNotices({ starter: tracedStarter(app, context) }),
  unpackExport: (app, context) =>
    createUnpackExport({
      arrivals: app.store.arrivals,
      starter: tracedStarter(app, context),
      gate: gateOf(app, context),
    }),
};

/** The step fails all the same: nothing may come of what was changed outside. */
async function noting<T>(step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    if (error instanceof ChangedOutsideError) await theApp().noteChangedOutside(error);
    throw error;
  }
}

/** A receiver that does not answer is asked again on a schedule of its own, see `deliverNotice`. */
const triedOnce: ReadonlySet<string> = new Set<StepName>(['sendNotice']);

function run(name: string, context: InvocationContext, step: () => Promise<unknown>): Promise<unknown> {
  const onFault = (what: string, milliseconds: number) =>
    context.warn(`${name}: ${what}, tried again in ${milliseconds} ms`);
  return tracedStep(theApp(), name as StepName, context, () =>
    noting(() => (triedOnce.has(name) ? step() : againIfPassing(step, { ...ofThisProcess, onFault }))),
  );
}

for (const [name, create] of Object.entries(plain)) {
  df.app.activity(name, {
    handler: (input, context: InvocationContext) =>
      run(name, context, () => create(theApp(), (message) => context.error(message))(input)),
  });
}

for (const [name, create] of Object.entries(withStarter)) {
  df.app.activity(name, {
    extraInputs: [df.input.durableClient()],
    handler: (input, context: InvocationContext) =>
      run(name, context, () => create(theApp(), context)(input)),
  });
}
