import type { InvocationContext } from '@azure/functions';
import * as df from 'durable-functions';
import { createAdmitImage } from '../../activities/admitImage';
import { createAdvanceReview } from '../../activities/advanceReview';
import { createAnalyseImage } from '../../activities/analyseImage';
import { createCloseExport } from '../../activities/closeExport';
import { createRecordImage } from '../../activities/recordImage';
import { createRecordShadow } from '../../activities/recordShadow';
import { createRouteImage } from '../../activities/routeImage';
import { createSendNotice } from '../../activities/sendNotice';
import { createStartNotices } from '../../activities/startNotices';
import { createUnpackExport } from '../../activities/unpackExport';
import { type App, theApp } from '../../app/app';
import type { Starter } from '../../contract/orchestrations';
import type { StepName, Steps } from '../../contract/steps';
import { ChangedOutsideError } from '../../domain/kernel/changedOutside';
import type { Gate } from '../../operations/intake/gate';
import { createEnsureReview } from '../../operations/study/ensureReview';
import { gateOf, letNextIn } from './gate';
import { tracedStarter } from './tracedStarter';
import { tracedStep } from './tracedStep';

/** Activities that start or wake orchestrations. */
type Starting = 'ensureReview' | 'startNotices' | 'unpackExport';

type LogError = (message: string) => void;
type Plain = { readonly [N in Exclude<StepName, Starting>]: (app: App, logError: LogError) => Steps[N] };
type WithStarter = { readonly [N in Starting]: (app: App, starter: Starter, gate: Gate) => Steps[N] };

/** Each activity with exactly the dependencies it needs. */
const plain: Plain = {
  admitImage: ({ store, settings, readFile, readMediaDirectory, trail }, logError) =>
    createAdmitImage({
      incoming: store.incoming,
      arrivals: store.arrivals,
      images: store.images,
      identity: store.identity,
      quarantine: store.quarantine,
      worklist: store.worklist,
      siteKey: settings.siteKey,
      limits: settings.limits,
      exportLimits: settings.exportLimits,
      readFile,
      readMediaDirectory,
      trail,
      logError,
    }),
  routeImage: ({ store, models }) => createRouteImage({ images: store.images, models }),
  analyseImage: ({ store, models, decodeCodestream, openPicture, countAnalysis }, logError) =>
    createAnalyseImage({
      images: store.images,
      models,
      decodeCodestream,
      openPicture,
      analysed: countAnalysis,
      logError,
    }),
  recordImage: ({ store, settings, studies, trail, now }) =>
    createRecordImage({
      arrivals: store.arrivals,
      images: store.images,
      results: store.results,
      policy: settings.policy,
      studies,
      trail,
      now,
    }),
  recordShadow: ({ store, trail }) =>
    createRecordShadow({ images: store.images, results: store.results, trail }),
  closeExport: ({ store, trail }) => createCloseExport({ arrivals: store.arrivals, trail }),
  advanceReview: ({ settings, studies, trail, notifiers, now }) =>
    createAdvanceReview({
      policy: settings.policy,
      channels: [...notifiers.keys()],
      studies,
      trail,
      now,
    }),
  sendNotice: ({ store, settings, studies, trail, notifiers, now }) =>
    createSendNotice({
      results: store.results,
      policy: settings.policy,
      notifiers,
      studies,
      trail,
      now,
    }),
};

const withStarter: WithStarter = {
  ensureReview: (_app, starter) => createEnsureReview({ starter }),
  startNotices: (_app, starter) => createStartNotices({ starter }),
  unpackExport: ({ store }, starter, gate) => createUnpackExport({ arrivals: store.arrivals, starter, gate }),
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

/** The last step of a file of each kind: by now few of its activities are to come, and the next file is let in. */
const lastSteps: ReadonlySet<string> = new Set<StepName>(['recordImage', 'closeExport']);

/** Whether the file has ended with its first step. */
function isEnd(name: string, result: unknown): boolean {
  const { outcome } = (result ?? {}) as { readonly outcome?: unknown };
  return name === 'admitImage' && outcome !== 'admitted' && outcome !== 'export';
}

async function lettingNextIn<T>(
  name: string,
  { arrivalId }: { readonly arrivalId: string },
  context: InvocationContext,
  run: () => Promise<T>,
): Promise<T> {
  const next = lastSteps.has(name) ? letNextIn(context, arrivalId) : undefined;
  try {
    const result = await run();
    if (isEnd(name, result)) await letNextIn(context, arrivalId);
    return result;
  } finally {
    await next;
  }
}

for (const [name, create] of Object.entries(plain)) {
  df.app.activity(name, {
    extraInputs: [df.input.durableClient()],
    handler: (input, context: InvocationContext) =>
      tracedStep(theApp(), name as StepName, context, () =>
        lettingNextIn(name, input, context, () =>
          noting<unknown>(() => create(theApp(), (message) => context.error(message))(input)),
        ),
      ),
  });
}

for (const [name, create] of Object.entries(withStarter)) {
  df.app.activity(name, {
    extraInputs: [df.input.durableClient()],
    handler: (input, context: InvocationContext) =>
      tracedStep(theApp(), name as StepName, context, () =>
        noting<unknown>(() =>
          create(theApp(), tracedStarter(theApp(), context), gateOf(theApp(), context))(input),
        ),
      ),
  });
}
